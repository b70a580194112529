"""Seconds until a room that arrives at once can write, and the memory that it takes.

    python -m tests.bench.burst [PARTICIPANTS …]

Each opens the workbook over HTTP and its widgets over the websocket, without a browser,
until the first form is there. Ours is `workbook workshop start` with fence, encryption
and a file each; they have logged in before. The baseline is stock Voilà on the same
notebook, with ordinary kernels and one open file for all. A row is one round of each.
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import requests

from tests.bench.table import say

sys.path[:0] = [str(Path(__file__).parents[1] / "serving")]

from simulated import Simulated  # noqa: E402
from workshop_served import HOST, Visitor, free_port, serve  # noqa: E402

ROOMS = (10, 20, 40)
_MEBIBYTE = 2**20


@dataclass
class Burst:
    """When the form was there for each, in seconds; memory in MiB."""

    seconds: list[float]
    shared: float
    private: float

    @property
    def median(self) -> float:
        return statistics.median(self.seconds)


def main(rooms: Sequence[int]) -> None:
    """Print a line for each size of room, with ratios to the baseline."""
    for folder in ("workbook", sys.prefix):
        compileall.compile_dir(folder, quiet=2, workers=0)
    say("a room of   form there: median (first to last)   PSS in all   private each")
    for room in rooms:
        stock, ours = (_measured(how, room) for how in (_stock, _ours))
        _row(f"{room} stock", stock, stock)
        _row(f"{room} ours", ours, stock)


def _row(name: str, found: Burst, base: Burst) -> None:
    spread = f"({min(found.seconds):.1f} to {max(found.seconds):.1f})"
    say(
        f"{name:12}{found.median:8.1f} s {spread:18}"
        f"{found.shared:8.0f} MiB{found.private:8.0f} MiB"
        f"   time 1/{base.median / found.median:.1f}"
        f"   PSS 1/{base.shared / found.shared:.1f}"
    )


Arrived = tuple[int, list[Simulated]]


def _measured(how: Callable[[Path, int], Iterator[Arrived]], room: int) -> Burst:
    with (
        tempfile.TemporaryDirectory() as folder,
        contextmanager(how)(Path(folder), room) as (server, people),
        ThreadPoolExecutor(room) as beside,
    ):
        began = time.monotonic()

        def opens(one: Simulated) -> float:
            one.open("start")
            return time.monotonic() - began

        seconds = list(beside.map(opens, people))
        whole = psutil.Process(server)
        below = whole.children(recursive=True)
        # A warm process has one thread, a kernel many.
        private = [p.memory_full_info().uss for p in below if p.num_threads() > 1]
        shared = sum(one.memory_full_info().pss for one in (whole, *below))
        for one in people:
            one.lose_the_line()
        each = statistics.median(private)
        return Burst(seconds, shared / _MEBIBYTE, each / _MEBIBYTE)


def _ours(folder: Path, room: int) -> Iterator[Arrived]:
    served = serve(folder, room)
    people = [Simulated(served, str(number)) for number in served.site.numbers]
    for one in people:
        one.visitor = served.visitor(one.person)
    time.sleep(5)  # a room does not arrive in the second in which the server starts
    yield served.process.pid, people
    served.stop()


def _stock(folder: Path, room: int) -> Iterator[Arrived]:
    port = free_port()
    notebook = Path("notebooks", "all_steps.ipynb")
    options = ("--no-browser", f"--port={port}", "--Voila.log_level=ERROR")
    with subprocess.Popen(
        [sys.executable, "-m", "voila", notebook, *options],
        env=os.environ | {"XDG_DATA_HOME": str(folder), "HOME": str(folder)},
        stderr=subprocess.DEVNULL,
    ) as server:
        root = f"http://{HOST}:{port}"
        _answers(root)
        people = [Simulated(None, "") for _ in range(room)]
        for one in people:
            one.visitor = Visitor(root)
        yield server.pid, people
        server.terminate()


def _answers(root: str) -> None:
    for _ in range(300):
        try:
            requests.get(f"{root}/voila/static/", timeout=5)
        except requests.ConnectionError:
            time.sleep(0.1)
        else:
            return
    raise RuntimeError(root)


if __name__ == "__main__":
    main([int(size) for size in sys.argv[1:]] or ROOMS)
