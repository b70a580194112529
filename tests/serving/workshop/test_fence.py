"""What code inside a participant's kernel can reach: his own, and nothing else."""

import os
import signal
import socket
import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from fenced import KEYS, Fenced, Kernel

from workbook import Workbook
from workbook.errors import StoreError
from workbook.serving.workshop import fence
from workbook.serving.workshop.fence_probe import everything
from workbook.serving.workshop.site import Site
from workbook.settings import Settings


@pytest.fixture
def site(fenced: Fenced) -> Site:
    """A workshop of two; each has a file of his own with a word in it."""
    return fenced.site


@pytest.fixture
def sockets(fenced: Fenced) -> Path:
    """Where the kernels' connection files and sockets are, as short as a socket's."""
    return fenced.sockets


def test_this_system_holds_everything_back(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        assert fence.self_test(tmp_path, server.getsockname()[1]) == ()
    assert list(tmp_path.iterdir()) == []


def beyond_this_machine() -> set[str]:
    """Return what cannot be tried without a fence either: it is not to be had here."""
    system = Path("/proc/sys/net")
    mptcp, fast = system / "mptcp/enabled", system / "ipv4/tcp_fastopen"
    lacks = {
        "is_root": os.geteuid() != 0,
        "connects_by_other_ways": not mptcp.exists() or mptcp.read_text() != "1\n",
        "opens_fast": not fast.exists() or not int(fast.read_text()) & 1,
        # A container may hold these back for all that runs in it.
        "shares_keys": Path("/.dockerenv").exists(),
        "reads_memory": Path("/.dockerenv").exists(),
    }
    return {code for code, is_so in lacks.items() if is_so}


def test_the_probe_finds_every_breach_where_there_is_no_fence(tmp_path: Path) -> None:
    secret, local = tmp_path / "secret", tmp_path / "s"
    secret.write_text("secret")
    code = (
        "import sys; from pathlib import Path;"
        "from workbook.serving.workshop.fence_probe import breaches;"
        "_, secret, server, port, local = sys.argv;"
        "print(*breaches(Path(secret), int(server), int(port), Path(local)))"
    )
    with (
        socket.create_server(("127.0.0.1", 0)) as server,
        socket.socket(socket.AF_UNIX) as named,
        subprocess.Popen([sys.executable, "-c", "input()"], stdin=-1) as victim,
    ):
        named.bind(str(local))
        named.listen()
        words = [secret, victim.pid, server.getsockname()[1], local]
        told = subprocess.run(
            [sys.executable, "-c", code, *map(str, words)],
            capture_output=True,
            check=True,
            text=True,
        )
        victim.kill()
    wanted = everything() - beyond_this_machine()
    assert len(wanted) >= 17
    assert wanted <= set(told.stdout.split())
    assert set(fence.HELD_BY) <= everything()


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
    assert KEYS["1"] not in Path(f"/proc/{process}/cmdline").read_bytes()
    # Only root may look at what it was given, for it cannot be looked into.
    with suppress(PermissionError):
        assert KEYS["1"] not in Path(f"/proc/{process}/environ").read_bytes()


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
