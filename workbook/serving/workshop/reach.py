"""Whether the address on the cards leads here, and why it may not."""

import json
import socket
import ssl
import threading
import urllib.request
from collections.abc import Callable
from contextlib import closing
from functools import partial
from http import HTTPStatus
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any, Literal
from urllib.error import HTTPError, URLError
from urllib.parse import SplitResult, urlsplit

from workbook.errors import ServingError
from workbook.serving.workshop.addresses import (
    is_host,
    is_ip,
    leads_to,
    loopback,
    own,
)

_SECONDS = 8.0
_LARGEST = 10_000
_UPGRADE = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "bW9zdCBwcm9hY3RpdmUgIQ==",
}
# One letter in a frame, masked with nothing on the way out, as RFC 6455 wants it.
_SAID, _HEARD = b"\x81\x81\0\0\0\0?", b"\x81\x01?"

Cause = Literal[
    "no_name",
    "refused",
    "timed_out",
    "unreachable",
    "elsewhere",
    "moved",
    "expired",
    "other_name",
    "unknown_authority",
    "no_tls",
    "proxy_alone",
    "somebody_else",
    "other_run",
    "no_websocket",
]
_SILENT = ("refused", "timed_out", "unreachable")
_ASTRAY = (*_SILENT, "no_name", "elsewhere", "moved")

# OpenSSL's X509_V_ERR_… numbers; any other fault is an authority that nobody knows.
_CERTIFICATES: dict[int, Cause] = {
    9: "expired",  # not valid yet: as a rule a clock that is wrong
    10: "expired",
    62: "other_name",
    64: "other_name",
}


def proper(address: str) -> None:
    """Raise ServingError for an address that must not, or cannot, stand on a card.

    What passes is ``https://host`` or ``https://host:port``, with a slash at most.
    """
    try:
        parts = urlsplit(address)
        host = parts.hostname or ""
        plain = f"{parts.scheme}://{_netloc(host, parts.port)}"
    except ValueError as fault:
        raise ServingError("address_faulty", address=address) from fault
    if not host.isascii():
        raise ServingError("address_letters", address=address, host=_for_dns(parts))
    is_one = parts.scheme in ("http", "https") and is_host(host)
    if not is_one or address.removesuffix("/").lower() != plain:
        raise ServingError("address_faulty", address=address)
    if parts.scheme == "http" and not loopback(host):
        raise ServingError("address_plain", address=address)


def _netloc(host: str, port: int | None) -> str:
    written = f"[{host}]" if ":" in host else host
    return f"{written}:{port}" if port else written


def _for_dns(parts: SplitResult) -> str:
    try:
        return (parts.hostname or "").encode("idna").decode("ascii")
    except UnicodeError as fault:
        raise ServingError("address_faulty", address=parts.geturl()) from fault


def cause(
    address: str, instance: str, trusted: ssl.SSLContext | None = None
) -> Cause | None:
    """Return why a run of ours is not reached at an address; None when it is.

    It is asked as a participant's browser would ask, from this machine: what stands
    between it and a phone is not seen. ``trusted`` are further certificates.
    """
    context = trusted or ssl.create_default_context()
    address = address.removesuffix("/").lower()  # as a browser would say it
    try:
        told = _asked(f"{address}/health", context)
    except (OSError, HTTPException, ValueError, RecursionError) as fault:
        named = _named(fault)
        return _led_astray(address) or named if named in _SILENT else named
    if told != {"instance": instance}:
        return "other_run" if set(told) == {"instance"} else "somebody_else"
    return None if _speaks(address, context) else "no_websocket"


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
        fault.close()
        return "proxy_alone" if fault.code in (502, 503, 504) else "somebody_else"
    reason = fault.reason if isinstance(fault, URLError) else fault
    if isinstance(reason, ssl.SSLCertVerificationError):
        return _CERTIFICATES.get(reason.verify_code, "unknown_authority")
    kinds: tuple[tuple[type[BaseException], Cause], ...] = (
        (ssl.SSLError, "no_tls"),
        (socket.gaierror, "no_name"),
        (ConnectionRefusedError, "refused"),
        (TimeoutError, "timed_out"),
        (ValueError, "somebody_else"),
        (RecursionError, "somebody_else"),
        (HTTPException, "somebody_else"),
    )
    found = [name for kind, name in kinds if isinstance(reason, kind)]
    return found[0] if found else "unreachable"


def _led_astray(address: str) -> Cause | None:
    """Tell whether silence comes from a machine that is not this one."""
    host, here = urlsplit(address).hostname or "", own()
    there = leads_to(host)
    if not here or not there or any(loopback(each) or each in here for each in there):
        return None
    return "moved" if is_ip(host) else "elsewhere"


def _speaks(address: str, context: ssl.SSLContext) -> bool:
    """Tell whether a websocket comes through, and what is said on it comes back."""
    parts = urlsplit(address)
    secure = partial(HTTPSConnection, context=context)
    line = (secure if parts.scheme == "https" else HTTPConnection)(
        parts.netloc, timeout=_SECONDS
    )
    # A proxy that gives the server another Host than the browser's origin fails here.
    asked = _UPGRADE | {"Origin": address}
    with closing(line):
        try:
            line.request("GET", "/health/socket", headers=asked)
            answer = line.getresponse()
            if answer.status != HTTPStatus.SWITCHING_PROTOCOLS:
                return False
            line.sock.sendall(_SAID)
            return bool(answer.fp.read(len(_HEARD)) == _HEARD)
        except (OSError, HTTPException):
            return False


def tell(
    address: str, instance: str, say: Callable[..., None], *, after: float = 0.5
) -> None:
    """Say in a while, from a thread, whether the address leads to this run."""

    def look() -> None:
        found, host = cause(address, instance), urlsplit(address).hostname or ""
        there = leads_to(host)
        if found:
            say(f"reach.{found}", address=address, host=host, there=", ".join(there))
            if found in _ASTRAY:
                _tell_own(say)
        elif loopback(host):
            say("reach.only_here", address=address)
        elif all(loopback(each) for each in there):
            say("reach.seen_from_here", address=address, host=host)
            _tell_own(say)
        else:
            say("reach.reached", address=address)

    timer = threading.Timer(after, look)
    timer.daemon = True
    timer.start()


def _tell_own(say: Callable[..., None]) -> None:
    here = own()
    if here:
        say("reach.own", own=", ".join(here))
    else:
        say("reach.no_network")
