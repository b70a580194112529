"""The warm process: imports all that a kernel needs, once, and forks one when asked.

``python -m workbook.serving.warm.process FD MODULE``: requests come by the socket with
that number, and kernels run that module. It knows nothing of any participant, and so
neither does a new kernel.
"""

import gc
import importlib
import json
import os
import random
import signal
import socket
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from workbook.serving import kernel_app

NAME: Final = "workbook-warm"
LARGEST: Final = 2**17
"""Bytes of a request: a kernel's environment and its command."""
READY: Final = b"ready"

# What a kernel imports, and what it would import late, while somebody is waiting.
_IMPORTED = (
    *("ipykernel.kernelapp", "ipykernel.ipkernel", "ipykernel.zmqshell"),
    *("ipykernel.debugger", "ipykernel.subshell_manager", "ipykernel.control"),
    *("IPython.core.completerlib", "IPython.core.magics", "IPython.paths"),
    *("IPython.core.debugger", "IPython.core.oinspect", "faulthandler"),
    *("IPython.core.debugger_backport", "IPython.extensions.storemagic"),
    *("tornado.platform.asyncio", "zmq.eventloop.zmqstream", "psutil", "pdb"),
    *("ipywidgets", "anywidget", "pandas", "docx", "sqlalchemy.dialects.sqlite"),
    *("workbook.book.workbook", "workbook.book.every_document"),
    *("workbook.serving.warm.lean", "workbook.serving.warm.rehearsal"),
    *("workbook.book.take_home", "workbook.documents", "workbook.pages.journey"),
)
_WHERE_IT_IS_THERE = ("sqlcipher3", "argcomplete")


def main() -> None:
    """Serve requests until the server has gone; in each child run a kernel."""
    kernel_app.call(NAME)
    _get_warm(sys.argv[2])
    with socket.socket(fileno=int(sys.argv[1])) as server:
        if len(list(Path("/proc/self/task").iterdir())) != 1:
            return  # a fork would take one thread along and leave the rest's locks held
        server.send(READY)
        request = _next_child(server)
    if request:
        _run(request)


def _get_warm(kernel: str) -> None:
    gc.disable()  # there is hardly any rubbish yet, and much to look at
    for name in _IMPORTED:
        importlib.import_module(name)
    for name in _WHERE_IT_IS_THERE:
        with suppress(ImportError):
            importlib.import_module(name)
    from workbook.content import keep
    from workbook.serving.warm.rehearsal import rehearse
    from workbook.settings import Settings

    settings = Settings.from_environment()
    keep(settings)
    kernel_app.made_ahead()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended kernels leave no zombie
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl+C is the server's to answer
    if getattr(importlib.import_module(kernel), "REHEARSED", False):
        rehearse(settings)
    gc.collect()
    gc.freeze()
    gc.enable()


def _next_child(server: socket.socket) -> dict[str, Any] | None:
    """Fork at each request; return it in the child, and None when the server ends."""
    while True:
        asked, files, _, _ = socket.recv_fds(server, LARGEST, 1)
        if not asked:
            return None
        child = os.fork()
        if not child:
            request: dict[str, Any] = json.loads(asked)
            return request | {"stdin": files[0] if files else None}
        _answer(server, child)
        for file in files:
            os.close(file)


def _answer(server: socket.socket, child: int) -> None:
    """Tell a child's number, and give what tells when it has ended."""
    handle = os.pidfd_open(child)
    socket.send_fds(server, [str(child).encode()], [handle])
    os.close(handle)


def _run(request: dict[str, Any]) -> None:
    """Become the kernel that was asked for."""
    warm, server = os.getppid(), int(request["server"])
    os.setsid()
    os.environ.clear()
    os.environ.update(request["env"])
    os.chdir(request["cwd"])
    _connect_standard_files(request)
    _forget()
    *_, module, _f, connection_file = request["command"]
    sys.argv = [module, "-f", connection_file]
    if module == "ipykernel_launcher":
        kernel_app.run(connection_file, ends_with=(warm, server))
    else:
        importlib.import_module(module).main(ends_with=(warm, server))


def _connect_standard_files(request: dict[str, Any]) -> None:
    nothing = os.open(os.devnull, os.O_RDWR)
    os.dup2(nothing if request["stdin"] is None else request["stdin"], 0)
    if request["silent"]:
        os.dup2(nothing, 1)
        os.dup2(nothing, 2)
    for file in (nothing, request["stdin"]):
        if file is not None:
            os.close(file)


def _forget() -> None:
    """Undo what was settled in the warm process and must be a kernel's own."""
    signal.signal(signal.SIGCHLD, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    tempfile.tempdir = None
    time.tzset()
    random.seed()
    numbers = sys.modules.get("numpy.random")
    if numbers:
        numbers.seed()


if __name__ == "__main__":
    main()
