"""Kernels that have an owner: two each, with his file and his key and no other's."""

import asyncio
import os
import time
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from typing import TYPE_CHECKING, Any
from weakref import WeakSet

import psutil
from jupyter_server import CallContext
from traitlets import Integer

from workbook.serving.kernel_app import adopt
from workbook.serving.kernels import WorkbookKernels
from workbook.serving.workshop import fence, strays
from workbook.serving.workshop.place import folder, made, variables

if TYPE_CHECKING:
    from tornado.websocket import WebSocketHandler

_MEBIBYTE = 2**20
_SECONDS_TO_END_STRAYS, _SECONDS_BETWEEN_STRAYS = 5, 0.05


class WorkshopKernels(WorkbookKernels):
    """Starts kernels for whoever asks, and remembers whose they are.

    A person who opens one page more than ``each`` loses the one he left longest ago.
    Below ``spare`` MiB of free memory nobody gets another.
    """

    each = Integer(2, config=True)
    spare = Integer(200, config=True)

    def __init__(self, **kwargs: Any) -> None:
        """Know no owner yet."""
        super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        self._owners: dict[str, str] = {}
        self.lines: defaultdict[str, set[WebSocketHandler]] = defaultdict(set)
        self._turns: defaultdict[str, asyncio.Lock] = defaultdict(asyncio.Lock)
        self._managers: WeakSet[Any] = WeakSet()
        self._starting = 0
        adopt()

    async def start_kernel(self, **kwargs: Any) -> str:  # type: ignore[override]
        """Start a kernel for the person whose request this is; else HTTP 403 or 503."""
        handler: Any = CallContext.get(CallContext.JUPYTER_HANDLER)
        workshop = handler.settings["workshop"]
        person = handler.identity_provider.session(handler).person
        async with self._turns[person]:
            # Asked again: it may have ended while others had their turn.
            session = handler.identity_provider.session(handler)
            await self._keep_to_few(person)
            made(workshop.site, person)
            spoken = handler.settings["appearance"].spoken(handler)
            settings = replace(workshop.settings, language=spoken)
            own = variables(workshop.site, settings, person)
            place = folder(workshop.site, person)
            own[fence.TOLD] = fence.told(place, workshop.settings.site)
            key = b"" if "no_encryption" in workshop.missing else session.key
            with _handed_over(key) as stdin, self._counted():
                kernel_id = await super().start_kernel(own=own, stdin=stdin, **kwargs)
            self._owners[kernel_id] = person
        return kernel_id

    def pre_start_kernel(self, kernel_name: str | None, kwargs: Any) -> Any:
        """Remember each kernel from before it has a process."""
        made = super().pre_start_kernel(kernel_name, kwargs)
        self._managers.add(made[0])
        return made

    def owner(self, kernel_id: str) -> str | None:
        """Return whose kernel this is; None when there is none."""
        return self._owners.get(kernel_id)

    def of(self, person: str) -> list[str]:
        """Return a person's kernels."""
        return [kernel for kernel, owner in self._owners.items() if owner == person]

    async def end(self, person: str) -> None:
        """End all kernels of a person, when what they are saving is saved.

        Nothing goes on then that they began.
        """
        for kernel_id in self.of(person):
            if kernel_id in self:
                await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]
        until = time.monotonic() + _SECONDS_TO_END_STRAYS
        while self.end_strays() and time.monotonic() < until:
            await asyncio.sleep(_SECONDS_BETWEEN_STRAYS)

    def end_strays(self) -> bool:
        """End what kernels that ended have left behind; tell whether anything was."""
        provisioners = [manager.provisioner for manager in self._managers]
        processes = [one.process for one in provisioners if one and one.process]
        known = {process.pid for process in processes}
        return strays.end(known, starting=self._starting > 0)

    def turn(self, person: str) -> asyncio.Lock:
        """Return what is held while a person's data are being worked on, or deleted."""
        return self._turns[person]

    @asynccontextmanager
    async def without(self, person: str) -> AsyncIterator[None]:
        """End all kernels of a person, and start none of his until this is left."""
        async with self._turns[person]:
            await self.end(person)
            yield

    def remove_kernel(self, kernel_id: str) -> Any:
        """Forget a kernel that has ended, and whose it was; hang up on its pages."""
        self._owners.pop(kernel_id, None)
        for line in self.lines.pop(kernel_id, ()):
            line.close()
        return super().remove_kernel(kernel_id)

    def full(self) -> bool:
        """Tell whether memory is too short for another kernel."""
        return bool(psutil.virtual_memory().available < self.spare * _MEBIBYTE)

    @contextmanager
    def _counted(self) -> Iterator[None]:
        self._starting += 1
        try:
            yield
        finally:
            self._starting -= 1

    async def _keep_to_few(self, person: str) -> None:
        mine = sorted(self.of(person), key=self._last_activity)
        for kernel_id in mine[: max(0, len(mine) - self.each + 1)]:
            await self.shutdown_kernel(kernel_id)  # type: ignore[no-untyped-call]


@contextmanager
def _handed_over(key: bytes) -> Iterator[int]:
    """Give the reading end of a pipe that holds a key: no file and no `ps` shows it."""
    reading, writing = os.pipe()
    try:
        os.write(writing, key)
        os.close(writing)
        yield reading
    finally:
        os.close(reading)
