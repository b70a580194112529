"""What proves an address: which run answers there, and that a websocket comes through.

Neither asks for a login, and neither knows anything of anybody.
"""

from typing import Any

from tornado import web
from tornado.ioloop import IOLoop
from tornado.websocket import WebSocketHandler

_SECONDS_OPEN = 10


class Health(web.RequestHandler):
    """Tells which run answers."""

    def get(self) -> None:
        """Answer ``{"instance": …}``, anew each time."""
        self.set_header("Cache-Control", "no-store")
        self.finish({"instance": self.settings["workshop"].instance})


class HealthSocket(WebSocketHandler):
    """Says back the few letters it is told, and hangs up."""

    @property
    def max_message_size(self) -> int:
        """Bytes: a stranger may ask here."""
        return 16

    def open(self, *_told: Any, **_more: Any) -> None:
        """Wait for a message, but not for long."""
        IOLoop.current().call_later(_SECONDS_OPEN, self.close)

    def on_message(self, message: str | bytes) -> None:
        """Answer with it."""
        self.write_message(message, binary=isinstance(message, bytes))
        self.close()


def handlers() -> list[tuple[str, type[web.RequestHandler]]]:
    """Return the routes by which an address is proved."""
    return [("/health", Health), ("/health/socket", HealthSocket)]
