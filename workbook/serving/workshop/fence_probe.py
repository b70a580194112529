"""Tries, from inside a fence, what a fence must hold back; prints what it did not."""

import ctypes
import json
import os
import signal
import socket
import sys
from collections.abc import Callable
from pathlib import Path

from workbook.serving.workshop.fence import enclose


def breaches(secret: Path, server: int, port: int) -> list[str]:
    """Return the codes of what this process can do although it should not."""
    tries: dict[str, Callable[[], object]] = {
        "reads_others": secret.read_bytes,
        "lists_others": lambda: list(secret.parent.iterdir()),
        "writes_outside": lambda: secret.with_name("written").write_text(""),
        "reads_server": Path(f"/proc/{server}/environ").read_bytes,
        "sees_processes": lambda: list(Path("/proc").iterdir()),
        "reads_memory": lambda: _look_into(server),
        "signals_server": lambda: os.kill(server, 0),
        "connects": lambda: socket.create_connection(("127.0.0.1", port), 2).close(),
    }
    return [code for code, attempt in tries.items() if _succeeds(attempt)]


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


if __name__ == "__main__":
    enclose(Path(sys.argv[1]))
    found = breaches(Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
    sys.stdout.write(json.dumps(found))
