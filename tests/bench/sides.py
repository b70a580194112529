"""The servers that are measured against each other, started and ended."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil
import requests
import websocket

from workbook.settings import packaged

sys.path[:0] = [str(Path(__file__).parents[1] / "serving")]

import workshop_served  # noqa: E402
from workshop_served import HOST, Served, Visitor, serve  # noqa: E402

_MEBIBYTE = 2**20
OUR_FIELD = ".wb-form :is(input, textarea):enabled"
_SECONDS_TO_ANSWER, _SECONDS_TO_END = 60, 30
# Longer than any limit: a page of a browser waits too while the kernel says nothing.
_SECONDS_OF_SILENCE = 900

# Our notebook, with a file for each kernel: 40 in one file would wait for each other.
OWN_FILES = """
import uuid
from workbook import Workbook
Workbook.open(f"{uuid.uuid4()}.workbook").page("all_steps")
"""


# What a workshop tells its kernels: the same steps follow each other.
AS_A_WORKSHOP = {"WORKBOOK_ROUTE": "two_hours", "WORKBOOK_LANGUAGE": "da"}


class Patient(Visitor):
    """A browser that waits as long as somebody sits before it."""

    def channel(self, kernel: str, **more: Any) -> websocket.WebSocket:
        return super().channel(kernel, **{"timeout": _SECONDS_OF_SILENCE} | more)


@dataclass(frozen=True)
class Side:
    """A server: what it is called, where, its process, and what a visitor opens.

    ``field`` is the selector of the fields that he can write into.
    """

    name: str
    root: str
    server: int
    path: str = "/?step=start"
    field: str = OUR_FIELD
    served: Served | None = None

    def visitor(self, number: int) -> Visitor:
        """Return a browser without a screen, logged in where there is a login."""
        found = Patient(self.root)
        if self.served:
            answer = found.log_in(self.served.codes[str(number)])
            assert answer.status_code == 200, answer.text
        return found

    def pss(self) -> float:
        """Return the memory of the server and all below it, in MiB."""
        return sum(_memory(one, "pss") for one in self._tree())

    def private(self) -> list[float]:
        """Return what each kernel has to itself, in MiB."""
        # A warm process has one thread, a kernel many.
        found = (_memory(p, "uss") for p in self._tree()[1:] if _threads(p) > 1)
        return [size for size in found if size]

    def cpu(self) -> tuple[float, float]:
        """Return the CPU seconds so far: of the server, and of all below it."""
        server, *below = (_spent(one) for one in self._tree())
        return server, sum(below)

    def _tree(self) -> list[psutil.Process]:
        server = psutil.Process(self.server)
        return [server, *server.children(recursive=True)]


def _memory(process: psutil.Process, kind: str) -> float:
    with suppress(psutil.NoSuchProcess):
        return float(getattr(process.memory_full_info(), kind)) / _MEBIBYTE
    return 0.0


def _threads(process: psutil.Process) -> int:
    with suppress(psutil.NoSuchProcess):
        return process.num_threads()
    return 0


def _spent(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return times.user + times.system
    return 0.0


@contextmanager
def ours(folder: Path, people: int) -> Iterator[Side]:
    """Serve a workshop by its command: fence, encryption, a file and a code each.

    What stands in ``folder/ws`` replaces the content.
    """
    served = serve(folder, people)
    try:
        yield Side("ours", served.root, served.process.pid, served=served)
    finally:
        served.stop()


@contextmanager
def stock(
    folder: Path, code: str = OWN_FILES, field: str = OUR_FIELD
) -> Iterator[Side]:
    """Serve a notebook of one cell with the environment's Voilà as it comes."""
    with _voila(folder, notebook(folder / "stock.ipynb", code)) as (root, server):
        yield Side("stock Voilà", root, server, field=field)


@contextmanager
def stock_as_shipped(folder: Path) -> Iterator[Side]:
    """Serve our own notebook with Voilà as it comes: one open file for all."""
    with _voila(folder, packaged("notebooks", "all_steps.ipynb")) as (root, server):
        yield Side("stock Voilà", root, server)


@contextmanager
def _voila(folder: Path, path: Path) -> Iterator[tuple[str, int]]:
    free = port()
    options = ["--no-browser", f"--port={free}", "--Voila.log_level=ERROR"]
    command = [sys.executable, "-m", "voila", str(path), *options]
    with running(folder, command, f"http://{HOST}:{free}/voila/static/") as server:
        yield f"http://{HOST}:{free}", server


def port() -> int:
    """Return a port that nobody listens on just now."""
    return workshop_served.free_port()


@contextmanager
def running(folder: Path, command: Sequence[str], answers: str) -> Iterator[int]:
    """Run a server until the end; gives its pid once it answers at an address."""
    own = {"XDG_DATA_HOME": str(folder), "HOME": str(folder), **AS_A_WORKSHOP}
    kept = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
    with (folder / "server.log").open("a") as log:
        process = subprocess.Popen(
            command, env=kept | own, cwd=folder, stdout=log, stderr=log
        )
    try:
        _wait_for(answers)
        yield process.pid
    finally:
        _end(process)


def _wait_for(address: str) -> None:
    until = time.monotonic() + _SECONDS_TO_ANSWER
    while time.monotonic() < until:
        with suppress(requests.ConnectionError):
            requests.get(address, timeout=5)
            return
        time.sleep(0.1)
    raise RuntimeError(address)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End a server and what it leaves behind: a kernel whose page never came does."""
    below = psutil.Process(process.pid).children(recursive=True)
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(timeout=_SECONDS_TO_END)
    for one in below:
        with suppress(psutil.NoSuchProcess):
            one.kill()
    process.kill()
    process.wait()


def notebook(path: Path, code: str) -> Path:
    """Write a notebook of one cell."""
    cell: dict[str, Any] = {
        "cell_type": "code",
        "execution_count": None,
        "id": "page",
        "metadata": {},
        "outputs": [],
        "source": code,
    }
    kernel = {"name": "python3", "display_name": "Python", "language": "python"}
    whole = {"cells": [cell], "metadata": {"kernelspec": kernel}}
    told = json.dumps(whole | {"nbformat": 4, "nbformat_minor": 5})
    path.write_text(told, encoding="utf-8")
    return path
