"""A page on its way to the browser: from its template, as its kernel gets along."""

import asyncio
from collections.abc import AsyncIterator, Coroutine
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING, Any, TypeVar

from jupyter_server.base.handlers import JupyterHandler

from workbook.serving.error_page import PageError
from workbook.serving.faults import in_cell
from workbook.serving.talk import CellError, Talk, talk

if TYPE_CHECKING:
    from workbook.serving.appearance import Appearance

T = TypeVar("T")

# A proxy in front hangs up on what says nothing for long, often after 60 s.
_SECONDS_OF_SILENCE = 10


class Making:
    """Sends what there is of a page whenever it has to wait for the kernel.

    So the browser fetches styles and scripts meanwhile, and what a faulty template
    wrote last, perhaps half a tag, is never sent. ``begun`` tells whether any was.
    """

    def __init__(
        self, handler: JupyterHandler, starting: "asyncio.Future[str]"
    ) -> None:
        """Write to a handler; ``starting`` will tell the id of the kernel."""
        self.begun = False
        self._handler = handler
        self._starting = starting
        self._parts: list[str] = []

    async def page(self, template: str, **context: Any) -> None:
        """Make the page; PageError when a cell raises."""
        appearance: Appearance = self._handler.settings["appearance"]
        async with AsyncExitStack() as opened:
            self._opened = opened
            parts = appearance.parts(
                template,
                kernel_start=self._kernel_start,
                cell_generator=self._cells,
                **context,
            )
            async for part in parts:
                self._parts.append(part)
        self._handler.write("".join(self._parts))

    async def _kernel_start(self, _notebook: Any) -> str:
        """Return the kernel's id once it answers; the template calls this once."""
        kernel_id = await asyncio.shield(self._starting)
        manager = self._handler.kernel_manager.get_kernel(kernel_id)
        self._talk: Talk = await self._opened.enter_async_context(talk(manager))
        await self._patiently(self._talk.ready())
        return kernel_id

    async def _cells(self, notebook: Any, _kernel_id: str) -> AsyncIterator[Any]:
        """Give each code cell with what it shows, in their order."""
        for cell in notebook.cells:
            if cell.cell_type != "code" or not cell.source.strip():
                continue
            try:
                cell.outputs = await self._patiently(self._talk.shown(cell.source))
            except CellError as fault:
                self._handler.log.warning("A cell raised %s.", fault.name)
                raise PageError(in_cell(fault)) from None
            yield cell

    async def _patiently(self, asked: Coroutine[Any, Any, T]) -> T:
        """Send what there is, then wait; a space now and then keeps the line open."""
        waiting = asyncio.ensure_future(asked)
        try:
            while not waiting.done():
                await self._send()
                await asyncio.wait({waiting}, timeout=_SECONDS_OF_SILENCE)
                self._parts.append("" if waiting.done() else " ")
            return await waiting
        finally:
            waiting.cancel()

    async def _send(self) -> None:
        ready = "".join(self._parts)
        self._parts.clear()
        if ready:
            self.begun = True
            self._handler.write(ready)
            await self._handler.flush()
