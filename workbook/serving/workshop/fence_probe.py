"""Tries, from inside a fence, what a fence must hold back; prints what it did not."""

import ctypes
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from workbook.serving.workshop import seccomp
from workbook.serving.workshop.fence import enclose

_Tries = dict[str, Callable[[], object]]
_HOST = "127.0.0.1"
_MPTCP, _FAST_OPEN, _SECONDS = 262, 0x20000000, 2
_PRIVATE, _MODIFIED = 0, 2
_TELL_KEYRING, _USERS_KEYRING = 0, -4
_CAPABILITIES_VERSION = 0x20080522


def breaches(secret: Path, server: int, port: int, local: Path) -> list[str]:
    """Return the codes of what this process can do although it should not.

    ``secret`` is another's file, ``server`` another process that listens at ``port``
    and at the socket ``local``.
    """
    tries = _tries(secret, server, port, local)
    return [code for code, attempt in tries.items() if _succeeds(attempt)]


def everything() -> set[str]:
    """Return the codes of all that is tried."""
    return set(_tries(Path(), 0, 0, Path()))


def _tries(secret: Path, server: int, port: int, local: Path) -> _Tries:
    return _files(secret) | _processes(server) | _ways_out(port, local) | _shared()


def _files(secret: Path) -> _Tries:
    return {
        "reads_others": secret.read_bytes,
        "lists_others": lambda: list(secret.parent.iterdir()),
        "writes_outside": lambda: secret.with_name("written").write_text(""),
        "changes_others": lambda: _change(secret),
        "watches_others": lambda: _watch(secret.parent),
    }


def _processes(server: int) -> _Tries:
    return {
        "reads_server": Path(f"/proc/{server}/environ").read_bytes,
        "sees_processes": lambda: list(Path("/proc").iterdir()),
        "sees_sockets": Path("/proc/self/net/unix").read_bytes,
        "reads_memory": lambda: _look_into(server),
        "signals_server": lambda: os.kill(server, 0),
        "limits_server": lambda: _limits(server),
        "slows_server": lambda: os.setpriority(
            os.PRIO_PROCESS, server, os.getpriority(os.PRIO_PROCESS, server)
        ),
    }


def _ways_out(port: int, local: Path) -> _Tries:
    there, stream = (_HOST, port), socket.SOCK_STREAM
    return {
        "connects": lambda: socket.create_connection(there, _SECONDS).close(),
        "connects_by_other_ways": lambda: _connect(socket.AF_INET, there, _MPTCP),
        "reaches_sockets": lambda: _connect(socket.AF_UNIX, str(local)),
        "opens_fast": lambda: _send(stream, _FAST_OPEN, there),
        "sends_datagrams": lambda: _send(socket.SOCK_DGRAM, 0, there),
        "listens": _listen,
    }


def _shared() -> _Tries:
    return {
        "shares_keys": lambda: seccomp.call(
            seccomp.number("keyctl"), _TELL_KEYRING, _USERS_KEYRING, 1
        ),
        "shares_memory": _share_memory,
        "is_root": _hold_privileges,
    }


def _succeeds(attempt: Callable[[], object]) -> bool:
    try:
        attempt()
    except OSError:
        return False
    return True


def _look_into(process: int) -> None:
    """Read another process's memory; OSError when that is refused."""
    library = ctypes.CDLL(None, use_errno=True)
    attach = 16
    if library.ptrace(attach, process, None, None) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")
    library.ptrace(17, process, None, signal.SIGCONT)


def _change(file: Path) -> None:
    """Change another's file by its name. That it says so is not enough."""
    before = file.stat().st_mode
    file.chmod(before ^ 0o100)
    if file.stat().st_mode == before:
        raise PermissionError("chmod")


def _watch(folder: Path) -> None:
    heard = seccomp.call(seccomp.number("inotify_init1"), os.O_CLOEXEC)
    try:
        watched = os.fsencode(folder)
        seccomp.call(seccomp.number("inotify_add_watch"), heard, watched, _MODIFIED)
    finally:
        os.close(heard)


def _limits(process: int) -> object:
    import resource  # no other system has it

    return resource.prlimit(process, resource.RLIMIT_CORE)


def _connect(family: int, there: str | tuple[str, int], protocol: int = 0) -> None:
    with socket.socket(family, socket.SOCK_STREAM, protocol) as way:
        way.settimeout(_SECONDS)
        way.connect(there)


def _send(kind: int, how: int, there: tuple[str, int]) -> None:
    with socket.socket(socket.AF_INET, kind) as way:
        way.setblocking(False)
        with suppress(BlockingIOError):  # it is on its way
            way.sendto(b"\n", how, there)


def _listen() -> None:
    """Listen at a port that the system chooses: nothing is bound before."""
    with socket.socket() as way:
        way.listen()


def _share_memory() -> None:
    one_page, for_this_user, remove = 4096, 0o600, 0
    got = seccomp.call(seccomp.number("shmget"), _PRIVATE, one_page, for_this_user)
    seccomp.call(seccomp.number("shmctl"), got, remove, None)


def _hold_privileges() -> None:
    """Find a power that only root has; OSError when there is none."""
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    held = (ctypes.c_uint32 * 6)()
    ctypes.CDLL(None).capget(header, held)
    if not any(held):
        raise PermissionError("capget")


def _prove_own(own: Path) -> None:
    """Write and read in its own folder; OSError where a fence is too narrow."""
    mine = own / "mine"
    mine.write_text("mine")
    mine.read_bytes()
    mine.unlink()


if __name__ == "__main__":
    folder = Path(sys.argv[1])
    enclose(folder)
    _prove_own(folder)
    found = breaches(
        Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]), Path(sys.argv[5])
    )
    sys.stdout.write(json.dumps(found))
