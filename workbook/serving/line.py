"""A page's line to its kernel: it takes whole messages in today's protocol, only."""

from contextlib import suppress
from typing import Any, Final

from tornado import web
from tornado.websocket import WebSocketClosedError
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

PROTOCOL: Final = "v1.kernel.websocket.jupyter.org"
_WORD = 8  # bytes of each number at the start of a message
_CHANNELS = (b"shell", b"control", b"stdin", b"iopub")
_FEWEST, _MOST = 6, 100  # numbers: a channel, four parts, an end; then a form's files
_NOT_UNDERSTOOD = 1007


class Line(VoilaKernelWebsocketHandler):  # type: ignore[misc]
    """The websocket of a page that is not believed: what it sends is outside input.

    The server below would make a list as long as a message claims to be, and Voilà
    reads a file in the older protocol as such a claim: either ends with its memory.
    """

    _left = False

    async def get(self, kernel_id: str) -> None:
        """Open the line; HTTP 400 for a page that speaks the older protocol only."""
        offered = self.request.headers.get("Sec-WebSocket-Protocol", "")
        if PROTOCOL not in [each.strip() for each in offered.split(",")]:
            raise web.HTTPError(400)
        await super().get(kernel_id)

    def write_message(
        self, message: bytes | dict[str, Any], binary: bool = False
    ) -> Any:
        """Pass on what the kernel says; nobody hears it when the page has just gone."""
        with suppress(WebSocketClosedError):
            return super().write_message(message, binary)

    def on_message(self, message: str | bytes) -> None:
        """Pass a message on to the kernel; hang up on what is none.

        What comes behind that is not looked at: once the line is closed, nobody below
        knows any more which protocol it spoke.
        """
        if self._left or self.selected_subprotocol != PROTOCOL:
            return
        if is_message(message):
            super().on_message(message)
            return
        self._left = True
        self.close(_NOT_UNDERSTOOD)


def is_message(message: str | bytes) -> bool:
    """Tell whether the numbers at a message's start are so many, and lead in order."""
    if not isinstance(message, bytes):
        return False
    count = _number(message, 0)
    if not _FEWEST <= count <= _MOST or len(message) < _WORD * (count + 1):
        return False
    starts = [_number(message, place) for place in range(1, count + 1)]
    whole = starts[0] == _WORD * (count + 1) and starts[-1] == len(message)
    channel = message[starts[0] : starts[1]]
    return whole and starts == sorted(starts) and channel in _CHANNELS


def _number(message: bytes, place: int) -> int:
    return int.from_bytes(message[_WORD * place : _WORD * (place + 1)], "little")
