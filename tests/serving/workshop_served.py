"""A real workshop: its folder, its codes, and the command that serves it."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import psutil
import requests
import websocket
from served import kernels_of
from wire import connect

from workbook.serving.workshop.codes import Codes
from workbook.serving.workshop.site import Site

HOST = "127.0.0.1"
PROGRAM = ("-m", "workbook")


@dataclass
class Visitor:
    """A browser without a screen: its cookies, and what it posts."""

    root: str
    http: requests.Session = field(default_factory=requests.Session)

    def get(self, path: str, **more: Any) -> requests.Response:
        """Ask for a page, following nothing unless told to."""
        return self.http.get(f"{self.root}{path}", allow_redirects=False, **more)

    def post(self, path: str, told: Any = None, **more: Any) -> requests.Response:
        """Post JSON, with the token that a page of ours sends along."""
        headers = {"X-XSRFToken": self.http.cookies.get("_xsrf") or ""}
        headers |= more.pop("headers", {})
        if told is not None:
            more["json"] = told
        return self.http.post(
            f"{self.root}{path}", headers=headers, allow_redirects=False, **more
        )

    def log_in(self, code: str) -> requests.Response:
        """Open the login and post a code."""
        self.get("/login")
        return self.post("/login", {"code": code, "next": "/"})

    def open(self, path: str = "/") -> str:
        """Open the workbook and return its kernel's id."""
        page = self.get(path, timeout=120)
        assert page.status_code == 200, page.status_code
        return self.kernel_of(page.text)

    @staticmethod
    def kernel_of(page: str) -> str:
        """Return the id of the kernel that a page tells."""
        marked = page.split('id="jupyter-config-data"')[1].split(">", 1)[1]
        told = json.loads(marked.split("</script>")[0])
        return str(told["kernelId"])

    def channel(self, kernel: str, **more: Any) -> websocket.WebSocket:
        """Open a kernel's websocket; WebSocketBadStatusException when refused."""
        return connect(self.root, kernel, self.http, **more)


@dataclass
class Served:
    """A workshop that runs: its folder, the codes by person, what it says."""

    site: Site
    codes: dict[str, str]
    port: int
    process: subprocess.Popen[str]
    log: Path

    @property
    def root(self) -> str:
        return f"http://{HOST}:{self.port}"

    def visitor(self, person: str = "") -> Visitor:
        """Return a new browser; with a card's number or ``coach`` it is logged in."""
        visitor = Visitor(self.root)
        if person:
            answer = visitor.log_in(self.codes[person])
            assert answer.status_code == 200, answer.text
        return visitor

    def kernels(self) -> list[psutil.Process]:
        return kernels_of(self.process.pid)

    def stop(self, how: signal.Signals = signal.SIGTERM) -> None:
        if self.process.poll() is None:
            self.process.send_signal(how)
            with self.process:
                self.process.wait(timeout=30)

    def start(self) -> None:
        """Start it again on the same port after it was stopped."""
        self.process = _started(self.site.folder, self.port, self.log)


def serve(
    folder: Path,
    participants: int = 3,
    program: Sequence[str] = PROGRAM,
    **told: Any,
) -> Served:
    """Make a workshop and start it by its command, as a coach would."""
    site = Site.make(
        folder / "ws", title="Job på tværs", participants=participants, **told
    )
    codes = Codes.make(site.codes, site.language)
    persons = ["coach", *(str(number) for number in site.numbers)]
    given = codes.give(persons)
    port, log = free_port(), folder / "server.log"
    process = _started(site.folder, port, log, program)
    return Served(site, given, port, process, log)


def free_port() -> int:
    """Return a port that nobody listens on just now."""
    with socket.create_server((HOST, 0)) as taken:
        return int(taken.getsockname()[1])


def _started(
    folder: Path, port: int, log: Path, program: Sequence[str] = PROGRAM
) -> subprocess.Popen[str]:
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    command = [sys.executable, *program, "workshop", "start", str(folder)]
    with log.open("a") as written:
        process = subprocess.Popen(
            [*command, "--port", str(port), "--verbose"],
            stdout=written,
            stderr=subprocess.STDOUT,
            text=True,
            env=kept | {"MY_PASSWORD": "hemmeligt", "LANG": "da_DK.UTF-8"},
        )
    until = time.monotonic() + 60
    while time.monotonic() < until and process.poll() is None:
        try:
            requests.get(f"http://{HOST}:{port}/login", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return process
    raise AssertionError(log.read_text())
