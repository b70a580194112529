"""The kernel as the workbook runs it, started anew or forked from a warm process."""

import ctypes
import os
import sys
import threading
import time
from collections.abc import Collection
from typing import Any, Final

NAME: Final = "workbook-kernel"
"""What a kernel is called in a list of processes."""
NO_PARENT: Final = 1
"""Tells an app as its ``parent_handle`` that it has nobody to end with."""
_SET_NAME, _SUBREAPER = 15, 36
_SECONDS_BETWEEN_LOOKS = 1


def run(connection_file: str, *, ends_with: Collection[int] = ()) -> None:
    """Run a kernel until it is told to end, as ``ipykernel_launcher`` does.

    With ``ends_with`` it ends, too, when its parent is none of these processes.
    """
    more: dict[str, Any] = {}
    if ends_with:
        threading.Thread(target=_end_with, args=(ends_with,), daemon=True).start()
        more["parent_handle"] = NO_PARENT
    call(NAME)
    kernel = app(connection_file, **more)
    kernel.initialize()
    kernel.start()


def app(connection_file: str, **more: Any) -> Any:
    """Return what runs a kernel, not yet initialized; ``more`` are its traits.

    It is the one that was made ahead, if one was, by ``made_ahead``.
    """
    from traitlets.config import Config

    from workbook.serving.warm.lean import PageKernel, PageKernelApp

    # It would keep what is run in a file.
    config = Config({"HistoryManager": {"enabled": False}})
    found = PageKernelApp.instance(config=config, kernel_class=PageKernel)
    for name, value in {"connection_file": connection_file, **more}.items():
        setattr(found, name, value)
    return found


def made_ahead() -> None:
    """Make of a kernel what can be made before there is anybody whose it is."""
    from workbook.serving.warm.lean import make_ahead

    make_ahead(app(""))


def call(name: str) -> None:
    """Give this process a name, where that can be done."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SET_NAME, name.encode(), 0, 0, 0)


def adopt() -> None:
    """Become the parent of whatever below loses its own, where the system has that."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_SUBREAPER, 1, 0, 0, 0)


def _end_with(parents: Collection[int]) -> None:
    while os.getppid() in parents:
        time.sleep(_SECONDS_BETWEEN_LOOKS)
    os._exit(1)
