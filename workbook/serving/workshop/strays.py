"""What a kernel leaves behind when it ends: found whatever it did to hide, and ended.

A process whose parent ends becomes the server's, as its nearest subreaper. The server's
own helpers stay in the server's session; every kernel has one of its own, and what it
begins can leave that for a new one, but never for the server's. So whatever is the
server's or a helper's child, in another session, and no kernel, is such a stray.
"""

import os
import signal
import sys
from collections.abc import Collection, Iterator
from contextlib import suppress

import psutil


def end(kernels: Collection[int], *, starting: bool) -> bool:
    """End all strays, with what they began; tell whether there was one.

    What one of them began while it was ended is a stray then: call it again.
    ``kernels`` are the numbers of all kernels' processes. While one is ``starting``
    its number is not known yet, and only the server's own children are looked at.
    """
    found = list(_strays(kernels, starting=starting))
    for number in found:
        with suppress(OSError):
            group = os.getpgid(number)
            if group not in kernels:  # a kernel that lives may have begun it
                os.killpg(group, signal.SIGKILL)  # before they can fork
        with suppress(OSError):
            os.kill(number, signal.SIGKILL)
        with suppress(ChildProcessError):
            os.waitpid(number, os.WNOHANG)
    return bool(found)


def _strays(kernels: Collection[int], *, starting: bool) -> Iterator[int]:
    if sys.platform != "linux":
        return
    below = {child.pid: child for child in psutil.Process().children(recursive=True)}
    helpers = {number for number in below if _session(number) == _session(0)}
    parents = {os.getpid()} if starting else {os.getpid(), *helpers}
    for number, process in below.items():
        with suppress(psutil.NoSuchProcess):
            left = process.ppid() in parents and number not in helpers
            if left and number not in kernels and _session(number) is not None:
                yield number


def _session(number: int) -> int | None:
    try:
        return os.getsid(number)
    except ProcessLookupError:
        return None
