"""The fence around a kernel: its own folder, Python, and nothing else."""

import ctypes
import importlib.util
import json
import os
import platform
import socket
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from workbook.serving.this_python import ONE_THREAD, PYTHON, ThisPython
from workbook.serving.workshop import landlock, seccomp
from workbook.settings import packaged

TOLD = "WORKBOOK_FENCE"
"""The variable that hands a kernel its fence; it is not there any more inside."""
COACHS_OWN = ("content", "templates", "reference", "demo", "handbook")

HELD_BY = {
    "connects": "no_network_fence",
    "signals_server": "no_signal_fence",
    **dict.fromkeys(
        (
            *("reaches_sockets", "sends_datagrams", "connects_by_other_ways"),
            *("opens_fast", "listens", "limits_server", "slows_server"),
            *("changes_others", "watches_others", "shares_keys", "shares_memory"),
        ),
        "no_call_fence",
    ),
}
"""What, by the codes of ``missing``, does not hold back a breach where it is not."""

_NO_NEW_PRIVILEGES, _DUMPABLE, _DROP_BOUND = 38, 4, 24
_CAPABILITIES, _CAPABILITIES_VERSION = 64, 0x20080522
_LARGEST_FILE = 512 * 2**20
# One that made all documents and a picture of 36 million dots took 1.4 GB of
# addresses: what asks for three times as much would take the others' memory.
_MOST_ADDRESSES = 4 * 2**30
_SECONDS_TO_TEST = 60

_PROGRAMS = ("usr", "lib", "lib64", "bin", "sbin")
_LOOKED_AT = (
    "etc/ld.so.cache",
    "etc/fonts",
    "etc/localtime",
    "etc/timezone",
    "etc/locale.alias",
    "etc/mime.types",
    "etc/nsswitch.conf",
    "etc/passwd",
    "etc/group",
    "var/cache/fontconfig",
    "proc/meminfo",
    "proc/cpuinfo",
    "proc/filesystems",
    "sys/devices/system/cpu",
)
# Not all of it: `net` there would name the sockets of all kernels.
_OF_ITSELF = (
    *("cgroup", "cmdline", "comm", "environ", "io", "limits", "maps", "mountinfo"),
    *("smaps", "smaps_rollup", "stat", "statm", "status"),
)
_LISTED_OF_ITSELF = ("fd", "task")
_DEVICES = ("dev/null", "dev/zero", "dev/full", "dev/random", "dev/urandom")


def missing() -> tuple[str, ...]:
    """Return the codes of what cannot be held back here; empty when all can be."""
    version = landlock.version()
    lacks = {
        "no_fence": version == 0,
        "no_network_fence": 0 < version < landlock.NETWORK_SINCE,
        "no_signal_fence": 0 < version < landlock.SIGNALS_SINCE,
        "no_call_fence": version > 0 and not seccomp.works(),
        "no_encryption": importlib.util.find_spec("sqlcipher3") is None,
    }
    return tuple(code for code, is_so in lacks.items() if is_so)


def enclose(
    own: Path, *, read: Sequence[Path] = (), connection: Path | None = None
) -> None:
    """Give up, for good, all rights but those that a kernel needs.

    What remains: everything below ``own``; reading Python, its packages, the
    workbook and ``read``; the file of its ``connection``, and to make sockets, but to
    read nothing, beside it; calls of the system that reach nobody else. Where
    Landlock or seccomp is missing only the other and smaller limits hold.
    Raises OSError when one is there and refuses, RuntimeError when this process has
    threads: they would stay outside.
    """
    _limit()
    if landlock.version():
        _alone()
        landlock.restrict(_allowed(own, read, connection))
    if platform.system() == "Linux":
        _give_up_privileges()
    if seccomp.works():
        seccomp.restrict()


def _alone() -> None:
    if len(list(Path("/proc/self/task").iterdir())) != 1:
        raise RuntimeError("threads")


def _allowed(
    own: Path, read: Sequence[Path], connection: Path | None
) -> dict[Path, int]:
    itself = Path(f"/proc/{os.getpid()}")
    allowed = dict.fromkeys([*_python(), *_found(_PROGRAMS), *read], landlock.LOOK)
    allowed |= dict.fromkeys(_found(_LOOKED_AT), landlock.READ | landlock.LIST)
    allowed |= dict.fromkeys(_found(_DEVICES), landlock.READ | landlock.WRITE)
    allowed |= {itself / name: landlock.READ for name in _OF_ITSELF}
    allowed |= {itself / name: landlock.LIST for name in _LISTED_OF_ITSELF}
    if connection:
        allowed[connection] = landlock.ALL
        allowed[connection.parent] = landlock.MAKE_SOCKET
    allowed[own] = landlock.ALL
    return allowed


def _limit() -> None:
    os.umask(0o077)
    if platform.system() != "Linux":
        return
    import resource  # no other system has it

    for kind, most in {
        # An image of the memory on the disk would hold the key and the answers.
        resource.RLIMIT_CORE: 0,
        resource.RLIMIT_FSIZE: _LARGEST_FILE,
        resource.RLIMIT_AS: _MOST_ADDRESSES,
    }.items():
        allowed = resource.getrlimit(kind)[1]
        least = most if allowed == resource.RLIM_INFINITY else min(most, allowed)
        resource.setrlimit(kind, (least, least))
    library = ctypes.CDLL(None)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    # Neither memory nor environment can be looked at by others of the same user.
    library.prctl(_DUMPABLE, 0, 0, 0, 0)


def _give_up_privileges() -> None:
    """Keep none of root's powers; his own files are still his. Raises OSError."""
    library = ctypes.CDLL(None, use_errno=True)
    for capability in range(_CAPABILITIES):
        # Refused to whoever is not root, and to root where there are fewer.
        library.prctl(_DROP_BOUND, capability, 0, 0, 0)
    header = (ctypes.c_uint32 * 2)(_CAPABILITIES_VERSION, 0)
    if library.capset(header, (ctypes.c_uint32 * 6)()):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))


def _python() -> list[Path]:
    own = [packaged("data"), packaged("notebooks"), Path(__file__).parents[2]]
    # A package may be installed beside Python, as Debian does it.
    beside = (Path(entry) for entry in sys.path)
    own += [path for path in beside if path.name in ("site-packages", "dist-packages")]
    return [Path(sys.prefix), Path(sys.base_prefix), Path(sys.exec_prefix), *own]


def _found(patterns: Sequence[str]) -> list[Path]:
    return [path for pattern in patterns for path in Path("/").glob(pattern)]


def told(own: Path, site: Path | None) -> str:
    """Return what a kernel's ``TOLD`` says: its own folder, and the coach's content."""
    content = [str(site / name) for name in COACHS_OWN] if site else []
    return json.dumps({"own": str(own), "read": content})


def enclose_as_told(connection: Path | None = None) -> None:
    """Enclose this process as its environment says, and take that out of it."""
    said = json.loads(os.environ.pop(TOLD))
    read = [Path(path) for path in said["read"]]
    enclose(Path(said["own"]), read=read, connection=connection)


class FencedPython(ThisPython):
    """Knows one kernel: this Python, enclosed before it listens to anybody."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return the kernel, by any name that its parent knows."""
        spec: Any = super().get_kernel_spec(kernel_name)
        module = "workbook.serving.workshop.fenced_kernel"
        spec.argv = [*PYTHON, module, "-f", "{connection_file}"]
        spec.env = dict(ONE_THREAD)
        return spec


def self_test(folder: Path, port: int) -> tuple[str, ...]:
    """Return the codes of what a process inside a fence can do although it should not.

    It tries to reach a file in ``folder`` that is not its own, this process, a socket
    of it, and ``port``, where it listens. ``("not_tried",)`` when it cannot be run.
    """
    secret = folder / "self-test"
    own = folder / "self-test-own"
    own.mkdir(mode=0o700, exist_ok=True)
    secret.write_text("secret")
    try:
        with _listening() as local:
            asked = (own, secret, os.getpid(), port, local)
            tried = subprocess.run(
                [*PYTHON, "workbook.serving.workshop.fence_probe", *map(str, asked)],
                capture_output=True,
                text=True,
                timeout=_SECONDS_TO_TEST,
                check=True,
                env=os.environ | ONE_THREAD,
            )
        return tuple(json.loads(tried.stdout))
    except (OSError, subprocess.SubprocessError, ValueError):
        return ("not_tried",)
    finally:
        secret.unlink(missing_ok=True)
        own.rmdir()


@contextmanager
def _listening() -> Iterator[Path]:
    """Listen at a socket whose name is short, as it must be."""
    with TemporaryDirectory() as folder, socket.socket(socket.AF_UNIX) as listening:
        local = Path(folder) / "s"
        listening.bind(str(local))
        listening.listen()
        yield local
