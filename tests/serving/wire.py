"""The line between a page and its kernel, without a browser."""

import json
import time
import uuid
from collections.abc import Iterator, Mapping
from typing import Any

import requests
import websocket
from jupyter_server.services.kernels.connection.base import (
    deserialize_msg_from_ws_v1,
    serialize_msg_to_ws_v1,
)

from workbook.serving.line import PROTOCOL


def connect(
    root: str, kernel: str, browser: requests.Session, **more: Any
) -> websocket.WebSocket:
    """Open a kernel's websocket; WebSocketBadStatusException when refused."""
    cookies = "; ".join(f"{c.name}={c.value}" for c in browser.cookies)
    address = root.replace("http", "ws", 1)
    told: dict[str, Any] = {"origin": root, "subprotocols": [PROTOCOL], "timeout": 20}
    return websocket.create_connection(
        f"{address}/api/kernels/{kernel}/channels?session_id=test",
        cookie=cookies,
        **told | more,
    )


def send(line: websocket.WebSocket, kind: str, content: Mapping[str, Any]) -> None:
    """Send a message as a page does."""
    line.send_binary(message(kind, content))


def message(kind: str, content: Mapping[str, Any]) -> bytes:
    """Return a message to the kernel's shell."""
    header = {
        "msg_id": uuid.uuid4().hex,
        "msg_type": kind,
        "username": "",
        "session": "test",
        "date": "2026-11-27T10:00:00Z",
        "version": "5.3",
    }
    whole = {
        "header": header,
        "parent_header": {},
        "metadata": {"version": "1.0.0"},  # of what asks for all widgets
        "content": content,
    }
    packed: bytes = serialize_msg_to_ws_v1(whole, "shell", pack=_packed)
    return packed


def _packed(part: Any) -> bytes:
    return json.dumps(part).encode()


def hear(line: websocket.WebSocket) -> dict[str, Any]:
    """Return the kind, the content and the buffers of what a kernel says next.

    WebSocketConnectionClosedException when the server has hung up.
    """
    frame = line.recv()
    if not isinstance(frame, bytes):
        raise websocket.WebSocketConnectionClosedException
    _channel, parts = deserialize_msg_from_ws_v1(frame)
    header, content = json.loads(parts[0]), json.loads(parts[3])
    return {"kind": header["msg_type"], "content": content, "buffers": parts[4:]}


def until(line: websocket.WebSocket, kind: str) -> Iterator[dict[str, Any]]:
    """Give what a kernel says, up to the first message of a kind; it has 20 s."""
    last = time.monotonic() + 20
    while time.monotonic() < last:
        said = hear(line)
        yield said
        if said["kind"] == kind:
            return
    raise AssertionError(kind)
