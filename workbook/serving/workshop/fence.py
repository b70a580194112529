"""The fence around a kernel: its own folder, Python, and nothing else."""

import ctypes
import importlib.util
import json
import os
import platform
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from workbook.serving.kernels import ThisPython
from workbook.serving.workshop import landlock
from workbook.settings import packaged

TOLD = "WORKBOOK_FENCE"
"""The variable that hands a kernel its fence; it is not there any more inside."""
COACHS_OWN = ("content", "templates", "reference", "demo", "handbook")

_NO_NEW_PRIVILEGES, _DUMPABLE = 38, 4
_LARGEST_FILE = 512 * 2**20
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
_DEVICES = ("dev/null", "dev/zero", "dev/full", "dev/random", "dev/urandom")


def missing() -> tuple[str, ...]:
    """Return the codes of what cannot be held back here; empty when all can be."""
    version = landlock.version()
    lacks = {
        "no_fence": version == 0,
        "no_network_fence": 0 < version < landlock.NETWORK_SINCE,
        "no_signal_fence": 0 < version < landlock.SIGNALS_SINCE,
        "no_encryption": importlib.util.find_spec("sqlcipher3") is None,
    }
    return tuple(code for code, is_so in lacks.items() if is_so)


def enclose(
    own: Path, *, read: Sequence[Path] = (), connection: Path | None = None
) -> None:
    """Give up, for good, all rights but those that a kernel needs.

    What remains: everything below ``own``; reading Python, its packages, the
    workbook and ``read``; the file of its ``connection``, and to make sockets, but to
    read nothing, beside it. Where Landlock is missing only smaller limits hold.
    Raises OSError when it is there and refuses.
    """
    _limit()
    if landlock.version() == 0:
        return
    allowed = dict.fromkeys([*_python(), *_found(_PROGRAMS), *read], landlock.LOOK)
    allowed |= dict.fromkeys(_found(_LOOKED_AT), landlock.READ | landlock.LIST)
    allowed |= dict.fromkeys(_found(_DEVICES), landlock.READ | landlock.WRITE)
    allowed[Path(f"/proc/{os.getpid()}")] = landlock.READ | landlock.LIST
    if connection:
        allowed[connection] = landlock.ALL
        allowed[connection.parent] = landlock.MAKE_SOCKET
    allowed[own] = landlock.ALL
    landlock.restrict(allowed)


def _limit() -> None:
    os.umask(0o077)
    if platform.system() != "Linux":
        return
    import resource  # no other system has it

    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_FSIZE, (_LARGEST_FILE, _LARGEST_FILE))
    library = ctypes.CDLL(None)
    library.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0)
    # Neither memory nor environment can be looked at by others of the same user.
    library.prctl(_DUMPABLE, 0, 0, 0, 0)


def _python() -> list[Path]:
    own = [packaged("data"), packaged("notebooks"), Path(__file__).parents[2]]
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
        spec.argv = [sys.executable, "-m", module, "-f", "{connection_file}"]
        return spec


def self_test(folder: Path, port: int) -> tuple[str, ...]:
    """Return the codes of what a process inside a fence can do although it should not.

    It tries to reach a file in ``folder`` that is not its own, this process, and
    ``port``, where this process listens. ``("not_tried",)`` when it cannot be run.
    """
    secret = folder / "self-test"
    own = folder / "self-test-own"
    own.mkdir(mode=0o700, exist_ok=True)
    secret.write_text("secret")
    try:
        command = [sys.executable, "-m", "workbook.serving.workshop.fence_probe"]
        asked = [str(own), str(secret), str(os.getpid()), str(port)]
        tried = subprocess.run(
            [*command, *asked],
            capture_output=True,
            text=True,
            timeout=_SECONDS_TO_TEST,
            check=True,
        )
        return tuple(json.loads(tried.stdout))
    except (OSError, subprocess.SubprocessError, ValueError):
        return ("not_tried",)
    finally:
        secret.unlink(missing_ok=True)
        own.rmdir()
