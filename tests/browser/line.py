"""Lines of the test's own: one to the server, to be cut, and one that leads nowhere."""

import contextlib
import socket
import socketserver
import threading
from abc import ABC, abstractmethod
from typing import Self

HOST = "127.0.0.1"
_PIECE = 2**16


class _Calls(ABC, socketserver.ThreadingTCPServer):
    """Takes every call on a free port, each in a thread of its own."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__((HOST, 0), socketserver.BaseRequestHandler)
        self.port = int(self.server_address[1])
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.shutdown()
        self.server_close()

    def finish_request(self, request: object, client_address: object) -> None:
        """Talk with whoever has called."""
        del client_address
        assert isinstance(request, socket.socket)
        with contextlib.suppress(OSError):  # the other end may go at any time
            self.talk(request)

    @abstractmethod
    def talk(self, caller: socket.socket) -> None:
        """Answer a call until it ends."""


class Line(_Calls):
    """The line between a browser and a server, whichever browser it is."""

    def __init__(self, server: int) -> None:
        self._to = server
        self._cut = False
        self._ends: set[socket.socket] = set()
        super().__init__()

    @property
    def root(self) -> str:
        return f"http://{HOST}:{self.port}"

    def cut(self) -> None:
        """End every call, and take none."""
        self._cut = True
        for end in list(self._ends):
            with contextlib.suppress(OSError):
                end.shutdown(socket.SHUT_RDWR)

    def mend(self) -> None:
        self._cut = False

    def talk(self, caller: socket.socket) -> None:
        with socket.create_connection((HOST, self._to)) as server:
            ends = {caller, server}
            self._ends |= ends
            if not self._cut:
                back = threading.Thread(target=_pass, args=(server, caller))
                back.start()
                _pass(caller, server)
                back.join()
            self._ends -= ends


class Elsewhere(_Calls):
    """Where a browser's calls to other hosts end; it remembers what was asked for."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        super().__init__()

    def talk(self, caller: socket.socket) -> None:
        words = caller.recv(_PIECE).split(b"\r\n")[0]
        self.asked.append(words.decode("latin-1"))


def _pass(one: socket.socket, other: socket.socket) -> None:
    """Pass on what comes until there is no more."""
    with contextlib.suppress(OSError):
        while piece := one.recv(_PIECE):
            other.sendall(piece)
    with contextlib.suppress(OSError):
        other.shutdown(socket.SHUT_WR)
