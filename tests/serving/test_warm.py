"""Kernels forked from a warm process: at once, each with nothing of another's."""

import asyncio
import os
import signal
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import combinations
from pathlib import Path
from typing import TypeVar

import psutil
import pytest
from jupyter_client.blocking.client import BlockingKernelClient
from jupyter_client.manager import KernelManager

from workbook.serving.environment import kernel_environment
from workbook.serving.kernel_app import NAME
from workbook.serving.this_python import ONE_THREAD
from workbook.serving.warm import client, process
from workbook.serving.warm.client import Forked, NotWarmError, Warm

T = TypeVar("T")

STATE = """
import os, random, sys, tempfile, uuid, numpy
print([random.random(), numpy.random.random(), uuid.uuid4(), tempfile.gettempdir(),
       sorted(os.environ), os.getcwd(), os.getsid(0) == os.getpid(),
       sorted(os.readlink(f"/proc/self/fd/{n}").split(":")[0]
              for n in os.listdir("/proc/self/fd") if int(n) < 3)])
"""


def in_a_loop(doing: Awaitable[T]) -> T:
    """Wait for something; another test's event loop may run in this thread."""

    async def wait() -> T:
        return await doing

    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, wait()).result()


@pytest.fixture(scope="module")
def warm() -> Iterator[Warm]:
    """A warm process; it is another one after a test that ended it."""
    warm = Warm(kernel_environment(os.environ), "workbook.serving.kernel_app")
    yield warm
    warm.stop()


class Kernel:
    """One forked kernel, and somebody who runs code in it."""

    def __init__(self, warm: Warm, folder: Path, **env: str) -> None:
        folder.mkdir(parents=True)
        manager = KernelManager(
            connection_file=str(folder / "k.json"),
            transport="ipc",
            ip=str(folder / "k"),
        )
        manager.write_connection_file()
        command = ["python", "-m", "ipykernel_launcher", "-f", manager.connection_file]
        self.process: Forked = in_a_loop(
            warm.fork(command, env, str(folder), stdin=None, silent=True)
        )
        self._client = BlockingKernelClient(connection_file=manager.connection_file)
        self._client.load_connection_file()
        self._client.start_channels()
        self._client.wait_for_ready(timeout=30)

    def says(self, code: str) -> str:
        """Run code and return what it prints."""
        said: list[str] = []
        self._client.execute_interactive(
            code,
            timeout=30,
            output_hook=lambda heard: said.append(heard["content"].get("text", "")),
        )
        return "".join(said)

    def end(self) -> None:
        self._client.stop_channels()
        self.process.kill()
        self.process.wait(10)


@pytest.fixture
def kernel(warm: Warm, tmp_path: Path) -> Iterator[Callable[..., Kernel]]:
    """Makes kernels; they are ended after the test."""
    made: list[Kernel] = []

    def make(**env: str) -> Kernel:
        made.append(Kernel(warm, tmp_path / str(len(made)), **env))
        return made[-1]

    yield make
    for one in made:
        one.end()


def test_two_kernels_share_no_state(kernel: Callable[..., Kernel]) -> None:
    one, two = kernel(MINE="1", TMPDIR="/var/tmp"), kernel(YOURS="2")
    first, second = one.says(STATE), two.says(STATE)
    for own in range(3):
        assert first.split(", ")[own] != second.split(", ")[own]
    seen = {
        word: (word in first, word in second)
        for word in ("MINE", "/var/tmp", "YOURS", "PATH")
    }
    mine, neither = (True, False), (False, False)
    assert seen == {
        "MINE": mine, "/var/tmp": mine, "YOURS": (False, True), "PATH": neither
    }  # fmt: skip
    assert "True" in first
    assert one.says("import os; print(os.getcwd())") != two.says("print(os.getcwd())")


def test_what_one_leaves_in_its_modules_is_in_no_other(
    kernel: Callable[..., Kernel],
) -> None:
    kernel().says("import workbook; workbook.left = 'Åmosen'")
    left = "import workbook; print(hasattr(workbook, 'left'))"
    assert kernel().says(left).strip() == "False"


def test_a_kernel_holds_no_file_of_another_nor_the_way_to_the_warm_process(
    kernel: Callable[..., Kernel],
) -> None:
    one, two = kernel(), kernel()
    its = psutil.Process(one.process.pid).parent()
    assert its
    ways = [sockets(pid) for pid in (its.pid, one.process.pid, two.process.pid)]
    for here, there in combinations(ways, 2):
        assert not here & there


def sockets(pid: int) -> set[str]:
    """Return the sockets that a process holds."""
    held = {str(file.readlink()) for file in Path(f"/proc/{pid}/fd").iterdir()}
    return {name for name in held if name.startswith("socket")}


def test_the_warm_process_knows_no_more_than_a_kernel_may(warm: Warm) -> None:
    there = psutil.Process(warm._process.pid)
    assert set(there.environ()) <= {*kernel_environment(os.environ), *ONE_THREAD}


def test_a_kernel_is_there_at_once_and_called_what_it_is(
    kernel: Callable[..., Kernel],
) -> None:
    one = kernel()
    assert psutil.Process(one.process.pid).name() == NAME
    assert one.says("import sys; print('docx' in sys.modules)").strip() == "True"
    assert one.process.poll() is None


def test_when_the_warm_process_ends_its_kernels_go_on_and_another_makes_the_next(
    warm: Warm, kernel: Callable[..., Kernel]
) -> None:
    one = kernel()
    psutil.Process(warm._process.pid).kill()
    two = kernel()
    time.sleep(1.5)  # each has looked who its parent is
    for still in (one, two):
        assert still.says("print('her')").strip() == "her"
    one.end()
    assert one.process.poll() == 0


def test_where_nothing_gets_warm_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(client, "COMMAND", (sys.executable, "-c", "pass"))
    cold = Warm({}, "")
    with pytest.raises(NotWarmError):
        in_a_loop(cold.fork(["-f", "k.json"], {}, "/", stdin=None, silent=True))
    cold.stop()


def test_a_request_that_is_too_long_is_refused(warm: Warm) -> None:
    long = {"LONG": "x" * process.LARGEST}
    with pytest.raises(NotWarmError):
        in_a_loop(warm.fork(["-f", "k.json"], long, "/", stdin=None, silent=True))


def test_all_end_with_the_server(tmp_path: Path) -> None:
    code = (
        "import sys, time; sys.path[:0] = sys.argv[2:]\n"
        "from pathlib import Path; from test_warm import Kernel; import os\n"
        "from workbook.serving.warm.client import Warm\n"
        "warm = Warm(dict(os.environ), 'workbook.serving.kernel_app')\n"
        "kernel = Kernel(warm, Path(sys.argv[1]))\n"
        "print(kernel.process.pid, flush=True); time.sleep(60)"
    )
    paths = [str(Path(__file__).parent)]
    with subprocess.Popen(
        [sys.executable, "-c", code, str(tmp_path / "k"), *paths],
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdout
        server.stdout.readline()
        below = psutil.Process(server.pid).children(recursive=True)
        assert len(below) == 2
        server.send_signal(signal.SIGKILL)
    _gone, left = psutil.wait_procs(below, timeout=10)
    assert not left
