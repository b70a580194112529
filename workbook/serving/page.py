"""The page, its end, and a plain refusal of every other address."""

import asyncio
import os
from typing import TYPE_CHECKING, Any

import nbformat
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from tornado.ioloop import IOLoop
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

from workbook.serving.error_page import PageError, SpokenErrors
from workbook.serving.faults import at_start
from workbook.serving.making import Making

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.serving.appearance import Appearance

_SECONDS_BETWEEN_LOOKS = 0.5
# A page that is being left may still have words under way to its kernel.
_SECONDS_TO_SAVE = 2


class PageHandler(SpokenErrors, JupyterHandler):
    """Makes a page of the notebook at ``/``, with a kernel of its own.

    Within ``seconds_to_appear`` of the settings it ends in a page or in a sentence,
    and with a sentence ends the kernel. Voilà's own handler would wait for ever for
    what goes wrong, and compile the template for each page anew.
    """

    def initialize(self) -> None:
        """Begin with nobody gone."""
        self._gone = asyncio.Event()

    def on_connection_close(self) -> None:
        """Make no page for somebody who has gone."""
        self._gone.set()
        super().on_connection_close()

    def template(self) -> str:
        """Return the name of the template that the page is made from."""
        return "index.html.j2"

    def told(self) -> dict[str, Any]:
        """Return what of this request the page's configuration holds.

        ``?shell=full`` asks for Voilà's own front end, which knows every widget.
        """
        appearance: Appearance = self.settings["appearance"]
        shell = self.get_query_argument("shell", self.settings["shell"])
        return {"workbookLanguage": appearance.spoken(self), "workbookShell": shell}

    async def get(self, path: str | None = None) -> None:
        """Write the page as it comes, or a sentence why it does not."""
        del path
        # Read to be set: without this cookie the page cannot end its kernel.
        _ = self.xsrf_token
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        starting = asyncio.ensure_future(self._start())
        making = Making(self, starting)
        try:
            await self._first_of(self._make(making), self._death(starting))
        except BaseException as fault:
            IOLoop.current().spawn_callback(self._end, starting)
            why = getattr(fault, "code", type(fault).__name__)
            self.log.warning("A page did not come about: %s", why)
            if self._gone.is_set():
                raise web.Finish from fault
            if not making.begun or not isinstance(fault, Exception):
                raise
            self._end_with(fault)

    async def _first_of(self, making: Any, dying: Any) -> None:
        """Make the page; PageError when that takes too long or its kernel ends."""
        tasks = [asyncio.ensure_future(one) for one in (making, dying)]
        gone = asyncio.ensure_future(self._gone.wait())
        try:
            done, _ = await asyncio.wait(
                [*tasks, gone],
                timeout=self.settings["seconds_to_appear"],
                return_when=asyncio.FIRST_COMPLETED,
            )
        finally:
            for task in (*tasks, gone):
                task.cancel()
            await asyncio.gather(*tasks, gone, return_exceptions=True)
        ended = [task for task in tasks if task in done]
        if not ended:
            raise web.Finish if self._gone.is_set() else PageError("late", 503)
        await ended[0]
        if ended[0] is not tasks[0]:
            raise PageError("died", 503)

    async def _make(self, making: Making) -> None:
        appearance: Appearance = self.settings["appearance"]
        told = self.told()
        language = told["workbookLanguage"]
        read: Any = nbformat.read
        await making.page(
            self.template(),
            nb=read(self.settings["notebook"], as_version=4),
            main_js="voila.js",
            page_config=self.settings["page_config"] | told,
            resources={
                "base_url": self.base_url,
                "workbook": {language: appearance.page(language)},
            },
        )

    def _end_with(self, fault: Exception) -> None:
        """Let a sentence end a page of which some has gone out already."""
        if not isinstance(fault, PageError):
            self.log_exception(type(fault), fault, fault.__traceback__)
        appearance: Appearance = self.settings["appearance"]
        code = fault.code if isinstance(fault, PageError) else "failed"
        self.write(appearance.fault(appearance.spoken(self), code))

    # --- its kernel ---

    async def _start(self) -> str:
        notebook: Path = self.settings["notebook"]
        env = {**os.environ, "QUERY_STRING": self.request.query}
        try:
            return str(
                await self.kernel_manager.start_kernel(
                    env=env, cwd=str(notebook.parent)
                )
            )
        except web.HTTPError:
            raise
        except Exception as fault:
            self.log_exception(type(fault), fault, fault.__traceback__)
            raise PageError(at_start(fault), 503) from fault

    async def _death(self, starting: "asyncio.Future[str]") -> None:
        """Return when the kernel's process has ended; raise what kept it from it."""
        manager: Any = self.kernel_manager.get_kernel(await asyncio.shield(starting))
        while await manager.is_alive():
            await asyncio.sleep(_SECONDS_BETWEEN_LOOKS)

    async def _end(self, starting: "asyncio.Future[str]") -> None:
        """End a kernel that no page has, as soon as it has been started."""
        try:
            kernel_id = await starting
        except Exception:
            return  # there is none, and its page has said so
        kernels: Any = self.kernel_manager
        if kernel_id in kernels:
            await kernels.shutdown_kernel(kernel_id, now=True)


class ShutdownHandler(VoilaShutdownKernelHandler):  # type: ignore[misc]
    """Ends the kernel of a page that was left, when its last words are saved."""

    async def post(self, kernel_id: str) -> None:
        """Answer at once; the browser does not wait."""
        if kernel_id not in self.kernel_manager:
            raise web.HTTPError(404)
        self.set_status(204)
        self.finish()
        await asyncio.sleep(_SECONDS_TO_SAVE)
        if kernel_id in self.kernel_manager:
            await self.kernel_manager.shutdown_kernel(kernel_id)


class NothingHere(SpokenErrors, JupyterHandler):
    """Any address that is not there."""

    def get(self, *_parts: Any) -> None:
        """Say that there is no such page."""
        raise web.HTTPError(404)
