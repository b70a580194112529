"""What code inside a participant's kernel can reach: his own, and nothing else."""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from queue import Empty
from typing import Any

import pytest
from jupyter_client.blocking import BlockingKernelClient
from jupyter_client.manager import KernelManager

from workbook import Workbook
from workbook.errors import StoreError
from workbook.serving.kernels import kernel_environment
from workbook.serving.workshop import fence
from workbook.serving.workshop.place import made, variables
from workbook.serving.workshop.site import Site
from workbook.settings import Settings, packaged

KEYS = {"1": b"1" * 32, "2": b"2" * 32}


@dataclass
class Kernel:
    """A participant's kernel, in which any code may be run."""

    manager: KernelManager
    client: BlockingKernelClient

    def run(self, code: str) -> str:
        """Return what the code printed; AssertionError with the error it raised."""
        asked = self.client.execute(code)
        printed = ""
        while True:
            try:
                message = self.client.get_iopub_msg(timeout=90)
            except Empty as fault:
                raise AssertionError("no answer") from fault
            if message["parent_header"].get("msg_id") != asked:
                continue
            kind, content = message["msg_type"], message["content"]
            if kind == "stream":
                printed += content["text"]
            elif kind == "error":
                raise AssertionError(f"{content['ename']}: {content['evalue']}")
            elif kind == "status" and content["execution_state"] == "idle":
                return printed.strip()

    def refused(self, code: str) -> bool:
        """Tell whether code ends in a PermissionError (or finds nothing there)."""
        told = "try:\n    {}\nexcept (PermissionError, ProcessLookupError):\n"
        with_end = told.format(code) + "    print('refused')\nelse:\n    print('done')"
        return self.run(with_end) == "refused"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A workshop of two; each has a file of his own with a word in it."""
    site = Site.make(
        tmp_path_factory.mktemp("room") / "ws", title="Job på tværs", participants=2
    )
    for person, key in KEYS.items():
        file = made(site, person) / "my.workbook"
        book = Workbook.open(file, key=key)
        book.file.write_note("mine", f"only {person}")
        book.close()
    return site


@pytest.fixture(scope="module")
def sockets(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the kernels' connection files and sockets are, as short as a socket's."""
    return tmp_path_factory.mktemp("s")


@pytest.fixture(scope="module")
def start(site: Site, sockets: Path) -> Iterator[Callable[[str], Kernel]]:
    """Start a kernel for a person, as the server does."""
    started: list[Kernel] = []

    def start(person: str) -> Kernel:
        own = variables(site, Settings(site=site.folder), person)
        folder = site.person_folder(int(person))
        own[fence.TOLD] = fence.told(folder, site.folder)
        manager = KernelManager(
            kernel_spec_manager=fence.FencedPython(),
            kernel_name="python3",
            transport="ipc",
            transport_encryption="required",
            connection_file=str(sockets / f"kernel-{person}.json"),
        )
        reading, writing = os.pipe()
        os.write(writing, KEYS[person])
        os.close(writing)
        manager.start_kernel(
            env=kernel_environment(os.environ) | own,
            stdin=reading,
            cwd=str(packaged("notebooks")),
        )
        os.close(reading)
        client = manager.blocking_client()
        client.start_channels()
        client.wait_for_ready(timeout=60)
        kernel = Kernel(manager, client)
        started.append(kernel)
        return kernel

    yield start
    for kernel in started:
        kernel.client.stop_channels()
        kernel.manager.shutdown_kernel(now=True)
        kernel.manager.context.destroy(linger=0)


@pytest.fixture(scope="module")
def first(start: Callable[[str], Kernel]) -> Kernel:
    """The kernel of participant 1."""
    return start("1")


@pytest.fixture(scope="module")
def second(start: Callable[[str], Kernel]) -> Kernel:
    """The kernel of participant 2."""
    return start("2")


def test_this_system_holds_everything_back(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert fence.self_test(tmp_path, server.getsockname()[1]) == ()
    assert list(tmp_path.iterdir()) == []


def test_the_probe_finds_every_breach_where_there_is_no_fence(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("secret")
    code = (
        "import sys; from pathlib import Path;"
        "from workbook.serving.workshop.fence_probe import breaches;"
        "print(*breaches(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3])))"
    )
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as victim,
    ):
        words = [str(secret), str(victim.pid), str(server.getsockname()[1])]
        told = subprocess.run(
            [sys.executable, "-c", code, *words], capture_output=True, check=True
        )
        victim.kill()
    assert len(told.stdout.split()) == 8


def test_his_own_file_opens_by_the_key_that_no_file_and_no_variable_holds(
    first: Kernel,
) -> None:
    code = (
        "from workbook import Workbook\nb = Workbook.open()\nprint(b.file.note('mine'))"
    )
    assert first.run(code) == "only 1"
    assert first.run("import os; print(os.environ.get('WORKBOOK_FENCE'))") == "None"
    whole = first.run("import os; print(dict(os.environ))")
    assert KEYS["1"].hex() not in whole
    assert KEYS["1"].decode() not in whole


def test_the_key_does_not_stand_in_what_ps_shows(first: Kernel) -> None:
    process = int(first.run("import os; print(os.getpid())"))
    for name in ("cmdline", "environ"):
        assert KEYS["1"] not in Path(f"/proc/{process}/{name}").read_bytes()


def test_another_participants_file_cannot_be_read(first: Kernel, site: Site) -> None:
    other = site.person_folder(2) / "my.workbook"
    assert first.refused(f"open({str(other)!r}, 'rb').read()")


def test_another_participants_folder_cannot_be_listed(
    first: Kernel, site: Site
) -> None:
    assert first.refused(f"__import__('os').listdir({str(site.people)!r})")
    assert first.refused(f"__import__('os').listdir({str(site.folder)!r})")


def test_the_codes_and_the_cookie_secret_cannot_be_read(
    first: Kernel, site: Site
) -> None:
    site.codes.write_text("{}")
    assert first.refused(f"open({str(site.codes)!r}).read()")
    site.codes.unlink()


def test_his_key_opens_no_other_file(site: Site) -> None:
    with pytest.raises(StoreError, match="wrong_key"):
        Workbook.open(site.person_folder(2) / "my.workbook", key=KEYS["1"])


@pytest.mark.parametrize("name", ["environ", "mem", "maps", "cmdline", "fd"])
def test_nothing_of_the_server_is_seen_in_proc(first: Kernel, name: str) -> None:
    path = f"/proc/{os.getpid()}/{name}"
    code = (
        f"__import__('os').listdir({path!r})"
        if name == "fd"
        else (f"open({path!r}, 'rb').read(1)")
    )
    assert first.refused(code)


def test_the_servers_memory_cannot_be_attached_to(first: Kernel) -> None:
    code = f"""
import ctypes
c = ctypes.CDLL(None, use_errno=True)
print(c.ptrace(16, {os.getpid()}, None, None), ctypes.get_errno())
"""
    assert first.run(code) == "-1 1"


def test_the_server_cannot_be_signalled(first: Kernel) -> None:
    for number in (0, signal.SIGTERM, signal.SIGKILL):
        assert first.refused(f"__import__('os').kill({os.getpid()}, {int(number)})")


def test_another_kernel_cannot_be_signalled(first: Kernel, second: Kernel) -> None:
    other = int(second.run("import os; print(os.getpid())"))
    assert first.refused(f"__import__('os').kill({other}, 9)")
    assert second.run("print(1)") == "1"


def test_no_connection_can_be_made(first: Kernel) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        there = server.getsockname()
        assert first.refused(f"__import__('socket').create_connection({there!r}, 2)")


def test_no_port_can_be_opened(first: Kernel) -> None:
    assert first.refused("__import__('socket').create_server(('127.0.0.1', 0))")


@pytest.mark.parametrize("where", ["/tmp/x", "/srv/x", "/dev/shm/x", "/var/tmp/x"])
def test_nothing_can_be_written_outside(first: Kernel, where: str) -> None:
    assert first.refused(f"open({where!r}, 'w')")


def test_another_kernels_connection_file_cannot_be_read(
    first: Kernel, second: Kernel, sockets: Path
) -> None:
    assert second.run("print(1)") == "1"
    path = str(sockets / "kernel-2.json")
    assert first.refused(f"open({path!r}).read()")


def test_what_another_kernel_shows_cannot_be_overheard(
    first: Kernel, second: Kernel, sockets: Path
) -> None:
    address = f"ipc://{sockets / 'kernel-2'}-ipc-{second.manager.iopub_port}"
    assert Path(address.removeprefix("ipc://")).is_socket()
    listen = f"""
import zmq
s = zmq.Context.instance().socket(zmq.SUB)
s.subscribe(b'')
s.connect({address!r})
print('listening')
"""
    assert first.run(listen) == "listening"
    second.run("import time\nfor i in range(20):\n    print('secret'); time.sleep(.05)")
    assert first.run("print(s.poll(2000))") == "0"
    first.run("s.close(0)")


def test_what_runs_leaves_no_history_behind(first: Kernel, site: Site) -> None:
    first.run("word = 'only in memory'")
    found = [p for p in site.person_folder(1).rglob("*") if p.is_file()]
    assert found
    assert not [p for p in found if b"only in memory" in p.read_bytes()]


def test_everything_the_workbook_makes_is_made_inside(first: Kernel) -> None:
    code = """
from workbook import Workbook
from workbook.settings import packaged
book = Workbook.open()
book.import_json(packaged("data", "demo", "da.json").read_text("utf-8"))
page = book.page("all_steps")
name, word = book.make("network_plan", "", "da")
_, pack = book.make("pack", "", "da")
print(name, word[:2], pack[:2])
"""
    assert first.run(code) == "Netværksplan Lene Hedekrog.docx b'PK' b'PK'"


def test_a_pdf_is_refused_with_a_sentence(first: Kernel) -> None:
    code = """
from workbook.errors import DocumentError
try:
    book.make("cv", "", "da", pdf=True)
except DocumentError as fault:
    print(fault.code)
"""
    assert first.run(code) == "pdf_office_missing"


def test_nothing_plain_stays_behind(first: Kernel, site: Site, second: Kernel) -> None:
    del second
    for path in site.person_folder(1).rglob("*"):
        if path.is_file():
            assert b"Hedekrog" not in path.read_bytes(), path
            assert b"only 1" not in path.read_bytes(), path
    assert first.run("import os; print(os.listdir(os.environ['TMPDIR']))") == "[]"


def test_the_fence_is_the_coachs_content_wide(first: Kernel, site: Site) -> None:
    (site.folder / "reference").mkdir()
    own = site.folder / "reference" / "cliches.toml"
    own.write_text("# the coach's own\n")
    # It was not there when the kernel started: what is asked for later is not seen.
    assert first.refused(f"open({str(own)!r}).read()")


def settings_of(key: bytes | None) -> Any:
    return repr(Settings(key=key))


def test_settings_never_show_a_key() -> None:
    assert "key" not in settings_of(KEYS["1"])
    assert not [v for v in Settings(key=KEYS["1"]).environment().values() if "1" in v]
