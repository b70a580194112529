"""Whether the address on the cards leads here, and why it may not."""

import asyncio
import ipaddress
import json
import socket
import ssl
import threading
import urllib.request
from collections.abc import Callable
from http.client import HTTPException
from typing import Any, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from tornado import web
from tornado.httpclient import HTTPRequest
from tornado.websocket import WebSocketHandler, websocket_connect

from workbook.errors import ServingError

_SECONDS = 8.0
_LARGEST = 10_000

Cause = Literal[
    "no_name",
    "refused",
    "timed_out",
    "certificate",
    "proxy_alone",
    "somebody_else",
    "other_run",
    "no_websocket",
    "unreachable",
]


def proper(address: str) -> None:
    """Raise ServingError for an address that must not, or cannot, stand on a card."""
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname or "", parts.port
    except ValueError as fault:
        raise ServingError("address_faulty", address=address) from fault
    more = parts.path.strip("/") or parts.query or parts.fragment or parts.username
    if parts.scheme not in ("http", "https") or not host or more:
        raise ServingError("address_faulty", address=address)
    if parts.scheme == "http" and not _loopback(host):
        raise ServingError("address_plain", address=address)


def _loopback(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def cause(
    address: str, instance: str, trusted: ssl.SSLContext | None = None
) -> Cause | None:
    """Return why a run of ours is not reached at an address; None when it is.

    It is asked as a participant's browser would ask, from this machine: what stands
    between it and a phone is not seen. ``trusted`` are further certificates.
    """
    context = trusted or ssl.create_default_context()
    try:
        told = _asked(f"{address.rstrip('/')}/health", context)
    except (OSError, HTTPException, ValueError) as fault:
        return _named(fault)
    if told != {"instance": instance}:
        return "other_run" if set(told) == {"instance"} else "somebody_else"
    return None if asyncio.run(_speaks(address, context)) else "no_websocket"


class _Straight(urllib.request.HTTPRedirectHandler):
    """Follows nothing: a redirect is somebody else's answer."""

    def redirect_request(self, *_told: Any) -> None:
        return None


def _asked(url: str, context: ssl.SSLContext) -> dict[str, Any]:
    direct = urllib.request.ProxyHandler({})
    secure = urllib.request.HTTPSHandler(context=context)
    opener = urllib.request.build_opener(direct, secure, _Straight)
    with opener.open(url, timeout=_SECONDS) as answer:
        told = json.loads(answer.read(_LARGEST))
    return told if isinstance(told, dict) else {}


def _named(fault: Exception) -> Cause:
    if isinstance(fault, HTTPError):
        return "proxy_alone" if fault.code in (502, 503, 504) else "somebody_else"
    reason = fault.reason if isinstance(fault, URLError) else fault
    kinds: tuple[tuple[type[BaseException], Cause], ...] = (
        (ssl.SSLError, "certificate"),
        (socket.gaierror, "no_name"),
        (ConnectionRefusedError, "refused"),
        (TimeoutError, "timed_out"),
        (ValueError, "somebody_else"),
        (HTTPException, "somebody_else"),
    )
    found = [name for kind, name in kinds if isinstance(reason, kind)]
    return found[0] if found else "unreachable"


async def _speaks(address: str, context: ssl.SSLContext) -> bool:
    """Tell whether a websocket comes through, and what is said on it comes back."""
    url = f"{address.rstrip('/').replace('http', 'ws', 1)}/health/socket"
    secure = context if url.startswith("wss") else None
    asked = HTTPRequest(url, ssl_options=secure, connect_timeout=_SECONDS)
    try:
        line = await asyncio.wait_for(websocket_connect(asked), _SECONDS)
        await line.write_message("?")
        return await asyncio.wait_for(line.read_message(), _SECONDS) == "?"
    except Exception:  # whatever a proxy does to it, it does not come through
        return False


def tell(
    address: str, instance: str, say: Callable[..., None], *, after: float = 0.5
) -> None:
    """Say in a while, from a thread, whether the address leads to this run."""

    def look() -> None:
        found = cause(address, instance)
        host = urlsplit(address).hostname
        if found:
            say(f"reach.{found}", address=address, host=host)
        else:
            say("reach.reached", address=address)

    timer = threading.Timer(after, look)
    timer.daemon = True
    timer.start()


class Health(web.RequestHandler):
    """Tells which run answers; it asks for no login and knows nothing else."""

    def get(self) -> None:
        """Answer with it."""
        self.set_header("Cache-Control", "no-store")
        self.finish({"instance": self.settings["workshop"].instance})


class HealthSocket(WebSocketHandler):
    """Says back the one thing it is told, to prove that a websocket comes through."""

    def on_message(self, message: str | bytes) -> None:
        """Answer, and hang up."""
        self.write_message(message[:1])
        self.close()


def handlers() -> list[tuple[str, type[web.RequestHandler]]]:
    """Return the routes by which an address is proved."""
    return [("/health", Health), ("/health/socket", HealthSocket)]
