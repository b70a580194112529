"""What code inside a participant's kernel can ask of the system: nothing of others."""

import errno
import json
import os
import platform
import re
import resource
import signal
import socket
import struct
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest
from fenced import Fenced, Kernel

from workbook.errors import ServingError
from workbook.serving.this_python import PYTHON
from workbook.serving.workshop import commands, fence, seccomp
from workbook.serving.workshop.site import Site

ASK = """
import ctypes
c = ctypes.CDLL(None, use_errno=True)
def ask(*what):
    ctypes.set_errno(0)
    return c.syscall(*what), ctypes.get_errno()
"""


@pytest.mark.parametrize(
    ("made", "refused"),
    [
        ("socket.AF_UNIX, socket.SOCK_STREAM", False),
        ("socket.AF_UNIX, socket.SOCK_STREAM | socket.SOCK_NONBLOCK", False),
        ("socket.AF_NETLINK, socket.SOCK_RAW, 0", False),
        ("socket.AF_NETLINK, socket.SOCK_RAW, 15", True),  # what devices say
        ("socket.AF_UNIX, socket.SOCK_DGRAM", True),
        ("socket.AF_UNIX, socket.SOCK_SEQPACKET", True),
        ("socket.AF_INET, socket.SOCK_STREAM", True),
        ("socket.AF_INET, socket.SOCK_STREAM, 262", True),  # MPTCP
        ("socket.AF_INET6, socket.SOCK_STREAM", True),
        ("socket.AF_INET, socket.SOCK_DGRAM", True),
        ("socket.AF_INET, socket.SOCK_DGRAM, 1", True),  # ping
        ("socket.AF_PACKET, socket.SOCK_RAW", True),
        ("socket.AF_VSOCK, socket.SOCK_STREAM", True),
        ("socket.AF_ALG, socket.SOCK_SEQPACKET", True),
    ],
)
def test_no_socket_leads_out(first: Kernel, made: str, refused: bool) -> None:
    first.run("import socket")
    assert first.refused(f"socket.socket({made})") is refused


def test_a_pair_of_sockets_leads_only_to_itself(first: Kernel) -> None:
    assert first.run("import socket; a, b = socket.socketpair(); a.send(b'x')") == ""
    assert first.refused("socket.socketpair(socket.AF_UNIX, socket.SOCK_DGRAM)")


def test_no_socket_of_another_is_reached_by_its_name(
    first: Kernel, fenced: Fenced
) -> None:
    path = str(fenced.sockets / "bus")
    with socket.socket(socket.AF_UNIX) as bus:
        bus.bind(path)
        bus.listen()
        first.run("import socket; s = socket.socket(socket.AF_UNIX)")
        assert first.refused(f"s.connect({path!r})")
    Path(path).unlink()


def test_another_is_neither_limited_nor_slowed(first: Kernel, second: Kernel) -> None:
    other = int(second.run("import os; print(os.getpid())"))
    before = resource.prlimit(other, resource.RLIMIT_FSIZE)
    first.run("import os, resource")
    for limits in ("", ", (0, 0)"):
        code = f"resource.prlimit({other}, resource.RLIMIT_FSIZE{limits})"
        assert first.refused(code)
    assert first.refused(f"os.setpriority(os.PRIO_PROCESS, {other}, 19)")
    first.run(f"os.sched_setscheduler({other}, os.SCHED_IDLE, os.sched_param(0))")
    first.run(f"os.sched_setaffinity({other}, {{0}})")
    assert resource.prlimit(other, resource.RLIMIT_FSIZE) == before
    assert os.getpriority(os.PRIO_PROCESS, other) == 0
    assert os.sched_getscheduler(other) == os.SCHED_OTHER
    assert os.sched_getaffinity(other) == os.sched_getaffinity(0)


def test_nothing_about_anothers_file_is_changed(first: Kernel, fenced: Fenced) -> None:
    other = fenced.site.person_folder(2) / "my.workbook"
    for path in (other, other.parent, Path(os.__file__)):
        before = path.stat()
        first.run(f"import os; p = {str(path)!r}; os.chmod(p, 0o777)")
        first.run("os.utime(p, (1, 1)); os.setxattr(p, 'user.x', b'1')")
        first.run("os.chown(p, 1, 1); os.removexattr(p, 'user.x')")
        after = path.stat()
        assert (after.st_mode, after.st_mtime) == (before.st_mode, before.st_mtime)
        assert after.st_uid == before.st_uid
        assert "user.x" not in os.listxattr(path)
    # Not by what is open for reading, either.
    first.run("f = open(os.__file__); os.fchmod(f.fileno(), 0o777); f.close()")
    assert Path(os.__file__).stat().st_mode == before.st_mode


REFUSED = {name: seccomp.number(name) for name in sorted(seccomp.REFUSED)}
# A machine has some of them only.
HERE = {name: number for name, number in REFUSED.items() if number is not None}


@pytest.mark.parametrize("number", HERE.values(), ids=HERE)
def test_a_call_that_reaches_others_is_refused(first: Kernel, number: int) -> None:
    assert first.run(f"{ASK}print(*ask({number}, 0, 0, 0, 0, 0, 0))") == "-1 1"


@pytest.mark.skipif(platform.machine() != "x86_64", reason="numbers of x86-64")
def test_no_other_numbers_lead_around_it(first: Kernel) -> None:
    in_a_new_namespace = f"56, 0x10000000 | {int(signal.SIGCHLD)}, 0, 0, 0, 0"
    getpid_of_x32, clone3, of_a_later_linux = 0x40000000 + 39, 435, 470
    first.run(ASK)
    assert first.run(f"print(*ask({in_a_new_namespace}))") == "-1 1"
    for number in (getpid_of_x32, clone3, of_a_later_linux):
        assert first.run(f"print(*ask({number}, 0, 0))") == f"-1 {errno.ENOSYS}"


def test_the_names_of_others_sockets_are_not_told(first: Kernel) -> None:
    first.run("import os, glob")
    for path in ("/proc/self/net/unix", "/proc/thread-self/net/unix", "/proc/net/unix"):
        assert first.refused(f"open({path!r}).read()")
    assert first.refused("os.listdir('/proc')")


def test_of_roots_powers_none_is_left(first: Kernel) -> None:
    code = """
import subprocess
told = open('/proc/self/status').read()
told += subprocess.run(['cat', '/proc/self/status'], capture_output=True, text=True,
                       check=False).stdout
print([int(line.split()[1], 16) for line in told.splitlines() if 'Cap' in line])
"""
    held = json.loads(first.run(code))
    assert held == [0] * 5 if os.geteuid() == 0 else not any(held[:3])


def test_its_memory_is_limited_and_never_written_to_a_file(first: Kernel) -> None:
    first.run("import resource as r")
    told = first.run("print(r.getrlimit(r.RLIMIT_AS)[1], r.getrlimit(r.RLIMIT_CORE))")
    assert told == f"{4 * 2**30} (0, 0)"
    code = "try:\n    bytearray(5 * 2**30)\nexcept MemoryError:\n    print('too much')"
    assert first.run(code) == "too much"


def test_threads_and_programs_run_as_before(first: Kernel) -> None:
    code = """
import asyncio, getpass, pwd, subprocess, sys, threading
said = []
thread = threading.Thread(target=said.append, args=(1,)); thread.start(); thread.join()
ran = subprocess.run([sys.executable, '-c', 'print(2)'], capture_output=True, text=True)
print(said, ran.stdout, pwd.getpwuid(0).pw_name, asyncio.new_event_loop().time() > 0)
"""
    assert first.run(code) == "[1] 2\n root True"


def test_a_process_that_has_threads_is_not_enclosed(tmp_path: Path) -> None:
    code = """
import sys, threading
from pathlib import Path
from workbook.serving.workshop.fence import enclose
threading.Thread(target=threading.Event().wait, daemon=True).start()
enclose(Path(sys.argv[1]))
"""
    command = [sys.executable, "-c", code, str(tmp_path)]
    told = subprocess.run(command, capture_output=True, text=True, check=False)
    assert told.returncode == 1
    assert "RuntimeError: threads" in told.stderr


def runs_what_is_planted(home: Path, start: Sequence[str]) -> set[str]:
    """Plant all that a Python runs before its program, and tell what ran."""
    version = f"python{sys.version_info.major}.{sys.version_info.minor}"
    planted = home / ".local" / "lib" / version / "site-packages"
    planted.mkdir(parents=True)
    names = {"x.pth": "pth", "usercustomize.py": "user", "sitecustomize.py": "site"}
    for name, mark in names.items():
        (planted / name).write_text(f"import os; open({str(home / mark)!r}, 'w')\n")
    (home / "mod.py").write_text(f"open({str(home / 'cwd')!r}, 'w')\n")
    subprocess.run(
        [*start, "mod"],
        env={"HOME": str(home), "PATH": os.environ["PATH"]},
        cwd=home,
        capture_output=True,
        check=False,
    )
    return {mark for mark in (*names.values(), "cwd") if (home / mark).exists()}


def test_nothing_in_his_home_runs_before_the_fence(tmp_path: Path) -> None:
    _, *flags = PYTHON
    python = sys._base_executable  # type: ignore[attr-defined]
    for name in ("without", "with"):
        (tmp_path / name).mkdir()
    # Without the flags it runs, sitecustomize where the system has none of its own.
    ran = runs_what_is_planted(tmp_path / "without", [python, "-m"])
    assert ran >= {"pth", "user", "cwd"}
    assert runs_what_is_planted(tmp_path / "with", [python, *flags]) == set()
    kernel = fence.FencedPython().get_kernel_spec("python3")
    assert tuple(kernel.argv[: len(PYTHON)]) == PYTHON


@pytest.mark.parametrize("machine", ["riscv64", "i686"])
def test_an_unknown_machine_is_told_and_no_fault(
    machine: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    site = Site.make(tmp_path / "ws", title="x", participants=1)
    breaches = [code for code, by in fence.HELD_BY.items() if by == "no_call_fence"]
    monkeypatch.setattr(commands, "self_test", lambda *_: tuple(breaches))
    with pytest.raises(ServingError, match="fence_broken"):
        commands._proved(site, 1)
    monkeypatch.setattr(platform, "machine", lambda: machine)
    assert "no_call_fence" in commands._proved(site, 1)


def answer(machine: str, number: int, *arguments: int) -> int:
    """Return what the filter says to a call on a machine, as the system reads it."""
    told = [*arguments, *[0] * (6 - len(arguments))]
    data = struct.pack("<IIQ6Q", number, seccomp.AUDITED[machine], 0, *told)
    held, at, steps = 0, 0, seccomp.steps()
    while True:
        does, if_so, if_not, what = steps[at]
        at += 1
        if does == 0x06:
            return what
        if does == 0x20:
            held = int.from_bytes(data[what : what + 4], "little")
        elif does == 0x54:
            held &= what
        else:
            so = {0x15: held == what, 0x35: held >= what, 0x45: bool(held & what)}
            at += if_so if so[does] else if_not


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_both_machines_are_told_the_same(
    machine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(platform, "machine", lambda: machine)
    allowed, error = 0x7FFF0000, 0x00050000
    sock, pair, limit, clone = {
        "x86_64": (41, 53, 302, 56),
        "aarch64": (198, 199, 261, 220),
    }[machine]
    assert answer(machine, sock, 1, 1 | 0o2000000) == allowed
    assert answer(machine, sock, 16, 3, 0) == allowed
    for wanted in ((1, 2), (1, 5), (2, 1, 0), (2, 1, 262), (10, 1), (16, 3, 15)):
        assert answer(machine, sock, *wanted) == error | errno.EACCES
    assert answer(machine, pair, 1, 1) == allowed
    assert answer(machine, pair, 16, 3) == answer(machine, pair, 1, 2) != allowed
    assert answer(machine, limit, 0) == answer(machine, clone, 0x11) == allowed
    assert answer(machine, limit, 1) == answer(machine, clone, 0x10000011)
    assert answer(machine, limit, 1) == error | errno.EPERM
    for name in seccomp.PRETENDED:
        number = seccomp.number(name)
        assert number is None or answer(machine, number) == error
    for number in (435, 470, 2**30 + 1):
        assert answer(machine, number) == error | errno.ENOSYS


HEADERS = {
    0: "/usr/include/x86_64-linux-gnu/asm/unistd_64.h",
    1: "/usr/include/asm-generic/unistd.h",
}


@pytest.mark.parametrize(("place", "header"), HEADERS.items())
def test_the_numbers_are_the_systems_own(place: int, header: str) -> None:
    if not Path(header).exists():
        pytest.skip("this system has no headers")
    found = re.findall(
        r"#define __NR(?:3264)?_(\w+)\s+(\d+)", Path(header).read_text("utf-8")
    )
    known = {name: int(number) for name, number in found}
    ours = {
        name: numbers[place]
        for name, numbers in (seccomp.REFUSED | seccomp.PRETENDED).items()
        if name in known or (numbers[place] or 0) <= max(known.values())
    }
    assert len(ours) > 80
    assert ours == {name: known.get(name) for name in ours}
