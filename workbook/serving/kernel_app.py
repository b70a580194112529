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
_SET_NAME, _SUBREAPER = 15, 36
_NO_PARENT = 1
_SECONDS_BETWEEN_LOOKS = 1


def run(connection_file: str, *, ends_with: Collection[int] = ()) -> None:
    """Run a kernel until it is told to end, as ``ipykernel_launcher`` does.

    With ``ends_with`` it ends, too, when its parent is none of these processes.
    """
    from ipykernel.kernelapp import IPKernelApp
    from traitlets.config import Config

    class WorkbookKernel(IPKernelApp):
        """Knows the page's widgets, though they were imported before it was there."""

        def initialize(self, argv: Any = None) -> None:
            super().initialize(argv)  # type: ignore[no-untyped-call]
            widgets = sys.modules.get("ipywidgets")
            if widgets:
                widgets.register_comm_target()

    call(NAME)
    # It would keep what is run in a file.
    config = Config({"HistoryManager": {"enabled": False}})
    told: dict[str, Any] = {"connection_file": connection_file}
    if ends_with:
        threading.Thread(target=_end_with, args=(ends_with,), daemon=True).start()
        told["parent_handle"] = _NO_PARENT
    WorkbookKernel.launch_instance([], config=config, **told)


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
