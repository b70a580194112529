"""A page that nobody sees: what it leaves in memory, all kernels share.

What a page needs once, such as the words of SQL, is then there before they are forked,
and a kernel that only reads it has no copy of its own.
"""

import asyncio
import gc
import importlib.util
import json
import os
import secrets
import select
import signal
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import ipywidgets
import zmq
from ipywidgets.widgets import widget

from workbook.book.workbook import Workbook
from workbook.content import load
from workbook.serving import kernel_app
from workbook.serving.warm import dense
from workbook.settings import KEY_LENGTH, Settings
from workbook.store.engine import pass_on

_LINK = "QUERY_STRING"
_CONTROL = {"comm_id": "control", "target_name": "jupyter.widget.control"}
_MESSAGES: tuple[tuple[str, Mapping[str, Any]], ...] = (
    ("kernel_info_request", {}),
    ("execute_request", {"code": "from workbook import Workbook"}),
    ("execute_request", {"code": "Workbook.open().page('all_steps')"}),
    ("comm_open", _CONTROL | {"data": {}}),
    ("comm_msg", _CONTROL | {"data": {"method": "request_states"}}),
)
"""What a kernel is sent when a page is opened: by Voilà, then by the browser."""
_SECONDS_FOR_A_KERNEL = 10


def rehearse(settings: Settings) -> None:
    """Do what each page will do, and put together in memory what that runs.

    All of it is nobody's, in temporary folders of its own; nothing stays but what a
    page of any workbook would leave. What fails here fails in silence: whoever opens a
    page will be told. Call it before the first kernel is forked: what is written to
    afterwards is shared no more.
    """
    _ask_sockets()
    for doing in (_show_twice, _put_together, _show_twice):
        gc.collect()  # what comes next may have the place of what is thrown away
        with suppress(Exception), _nobodys(settings) as own:
            doing(own)


def _ask_sockets() -> None:
    """Look for the annotations of sockets, as pyzmq does where it sets an option.

    Whoever looks first makes them, and with that Python forgets what it has learnt of
    all that is generic.
    """
    for kind in (*zmq.Context.__mro__, *zmq.Socket.__mro__):
        getattr(kind, "__annotations__", None)


@contextmanager
def _nobodys(settings: Settings) -> Iterator[Settings]:
    """Give settings that lead to nobody's workbook, and a link to its first step.

    Nothing of it stays, not even when the server stops meanwhile.
    """
    os.environ[_LINK] = f"step={load(settings).order[0].name}"
    before = signal.signal(signal.SIGTERM, lambda *_: sys.exit())
    try:
        with TemporaryDirectory(prefix="workbook-") as folder:
            file, progress = Path(folder, "my.workbook"), Path(folder, "progress.json")
            yield replace(settings, file=file, progress=progress, key=None)
    finally:
        signal.signal(signal.SIGTERM, before)
        del os.environ[_LINK]


def _show_twice(settings: Settings) -> None:
    """Make a workbook and open it again: plain, and locked where that can be."""
    for key in _keys():
        for _ in ("new", "again"):
            _show(replace(settings, key=key))
        settings.workbook_file().unlink()


def _keys() -> tuple[bytes | None, ...]:
    there = importlib.util.find_spec("sqlcipher3")
    return (None, secrets.token_bytes(KEY_LENGTH)) if there else (None,)


def _show(settings: Settings) -> None:
    book = Workbook.open(settings=settings)
    try:
        book.page("all_steps")
        for shown in tuple(widget._instances.values()):
            json.dumps(shown.get_state(), default=str)
    finally:
        ipywidgets.Widget.close_all()
        book.close()
        book.file.close(pass_on)


def _put_together(settings: Settings) -> None:
    """Learn from a kernel, which is a process of its own, what kernels run."""
    reading, writing = os.pipe()
    child = os.fork()
    if not child:
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
        try:
            os.write(writing, json.dumps(_run_a_kernel(settings)).encode())
        finally:
            os._exit(0)
    os.close(writing)
    try:
        told = _heard(reading)
    finally:
        _end(child)
    dense.put_together({(file, line, name) for file, line, name in json.loads(told)})


def _heard(reading: int) -> bytes:
    told = b""
    with open(reading, "rb", buffering=0) as pipe:
        while select.select([pipe], [], [], _SECONDS_FOR_A_KERNEL)[0]:
            more = pipe.read(2**16)
            if not more:
                break
            told += more
    return told


def _end(child: int) -> None:
    """Wait until it has ended: it writes where all will be removed."""
    with suppress(ProcessLookupError):
        handle = os.pidfd_open(child)
        with suppress(ProcessLookupError):
            signal.pidfd_send_signal(handle, signal.SIGKILL)
        select.select([handle], [], [])
        os.close(handle)


def _run_a_kernel(settings: Settings) -> list[dense.Place]:
    folder = settings.workbook_file().parent
    os.environ |= settings.environment() | {"IPYTHONDIR": str(folder / "ipython")}
    seen = dense.watch()
    told = {"transport": "ipc", "ip": str(folder / "k")}
    alone = {"parent_handle": kernel_app.NO_PARENT}
    app = kernel_app.app(str(folder / "k.json"), **told | alone)
    app.initialize()
    with suppress(TimeoutError):
        serving = _serve_a_page(app.kernel)
        asyncio.run(asyncio.wait_for(serving, _SECONDS_FOR_A_KERNEL / 2))
    return [dense.place(code) for code in tuple(seen.values())]


async def _serve_a_page(kernel: Any) -> None:
    kernel.start()
    for kind, content in _MESSAGES:
        asked = kernel.session.msg(kind, content, metadata={"version": "1.0.0"})
        frames = kernel.session.serialize(asked)
        await kernel.dispatch_shell([zmq.Message(frame) for frame in frames])
