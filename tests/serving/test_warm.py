"""Kernels forked from a warm process: at once, each with nothing of another's."""

import asyncio
import json
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
from workbook.serving.warm import client, dense, process
from workbook.serving.warm.client import Forked, NotWarmError, Warm
from workbook.serving.warm.rehearsal import rehearse
from workbook.settings import Settings

T = TypeVar("T")

MEBIBYTE = 2**20
PAGE = "from workbook import Workbook; Workbook.open().page('all_steps')"
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
    told = {*kernel_environment(os.environ), *ONE_THREAD, *client.GIVES_BACK}
    assert set(there.environ()) <= told


def test_where_it_has_been_rehearsed_a_page_has_little_memory_of_its_own(
    tmp_path: Path,
) -> None:
    own = {"WORKBOOK_FILE": str(tmp_path / "my.workbook"), "QUERY_STRING": "step=start"}
    warm = Warm(
        kernel_environment(os.environ), "workbook.serving.workshop.fenced_kernel"
    )
    kernel = Kernel(warm, tmp_path / "k", **own)
    kernel.says(PAGE)
    taken = psutil.Process(kernel.process.pid).memory_full_info().uss
    kernel.end()
    warm.stop()
    # It was 50, and is 28; what Python and its packages do with memory may change.
    assert taken < 33 * MEBIBYTE


def test_a_kernel_made_ahead_is_at_home_where_it_runs(
    kernel: Callable[..., Kernel], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    one = kernel(HOME=str(home), IPYTHONDIR=str(home / "ipython"))
    told = one.says(
        "import os; shell = get_ipython(); kernel = shell.kernel\n"
        "print(shell.home_dir, shell.ipython_dir, shell.profile_dir.location,\n"
        "      shell.starting_dir, sep='\\n')\n"
        "print(shell.parent is kernel, kernel.parent.kernel is kernel)\n"
        "print(os.environ['PAGER'], kernel._kernel_modules)"
    )
    ipython = home / "ipython"
    places = [home, ipython, ipython / "profile_default", tmp_path / "0"]
    assert told.splitlines() == [*map(str, places), "True True", "cat []"]


def test_a_rehearsal_leaves_nothing_but_what_it_learnt(tmp_path: Path) -> None:
    code = (
        "import gc, json, os, random, sys, threading\n"
        "from workbook.serving import kernel_app\n"
        "from workbook.serving.warm import dense, rehearsal\n"
        "from workbook.settings import Settings\n"
        "from workbook.store import engine\n"
        "from ipywidgets.widgets import widget\n"
        "def seen():\n"
        "    return [sorted(os.listdir('/proc/self/fd')), dict(os.environ),\n"
        "            sorted(os.listdir('/proc/self/task')), gc.isenabled(),\n"
        "            sys.getprofile(), dict(widget._instances)]\n"
        "kernel_app.made_ahead(); before = seen()\n"
        "rehearsal.rehearse(Settings.from_environment())\n"
        "left = [engine._use(one) for one in engine._LEFT.values()]\n"
        "print(json.dumps([seen() == before, len(dense._REPLACED) > 1000,\n"
        "                  len(left), {str(use) for use in left} == "
        "{\"_Use(path=PosixPath('.'), told=[])\"},\n"
        "                  {use.key for use in left} == {None}]))"
    )
    mine = tmp_path / "my.workbook"
    own = {"TMPDIR": str(tmp_path), "WORKBOOK_FILE": str(mine)}
    said = subprocess.run(
        [sys.executable, "-c", code],
        env=os.environ | ONE_THREAD | own,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stderr == ""
    assert json.loads(said.stdout) == [True, True, 2, True, True]
    assert list(tmp_path.iterdir()) == []


def test_a_rehearsal_that_is_broken_off_leaves_nothing_behind(tmp_path: Path) -> None:
    env = kernel_environment(os.environ) | {"TMPDIR": str(tmp_path)}
    warm = Warm(env, "workbook.serving.workshop.fenced_kernel")
    until = time.monotonic() + 30
    while not list(tmp_path.glob("workbook-*/*")) and time.monotonic() < until:
        time.sleep(0.01)
    assert list(tmp_path.iterdir())
    warm.stop()
    assert list(tmp_path.iterdir()) == []


def test_content_that_is_faulty_is_rehearsed_in_silence(tmp_path: Path) -> None:
    (tmp_path / "content").mkdir()
    (tmp_path / "content" / "pages.toml").write_text("pages = 1")
    rehearse(Settings(site=tmp_path))
    assert "QUERY_STRING" not in os.environ


def test_what_is_put_together_does_what_it_did() -> None:
    def outer(word: str) -> Callable[[], str]:
        def inner() -> str:
            return f"{word}!"

        return inner

    before, aside = outer.__code__, test_content_that_is_faulty_is_rehearsed_in_silence
    code = aside.__code__
    inner = outer("Åmosen")
    dense.put_together({dense.place(inner.__code__)})
    assert outer.__code__ is not before
    assert outer.__code__ == before
    assert inner() == outer("Åmosen")() == "Åmosen!"
    assert aside.__code__ is code


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
