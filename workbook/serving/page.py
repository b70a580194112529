"""The page, its end, and a plain refusal of every other address."""

import asyncio
from typing import TYPE_CHECKING, Any

from jupyter_server import CallContext
from jupyter_server.base.handlers import JupyterHandler
from tornado import web
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from workbook.serving.error_page import SpokenErrors

if TYPE_CHECKING:
    from workbook.serving.appearance import Appearance

# A kernel that does not start leaves Voilà's request open for ever.
_SECONDS_TO_APPEAR = 90
# A page that is being left may still have words under way to its kernel.
_SECONDS_TO_SAVE = 2


class PageHandler(SpokenErrors, TornadoVoilaHandler):  # type: ignore[misc]
    """Renders the notebook at ``/`` with a kernel of its own."""

    async def get(self, path: str | None = None) -> None:
        """Write the page as it comes; say so when it never does."""
        # Read to be set: without this cookie the page cannot end its kernel.
        _ = self.xsrf_token
        try:
            async with asyncio.timeout(_SECONDS_TO_APPEAR):
                async for part in self.get_generator(path=path):
                    self.write(_without_heartbeat(part))
                    await self.flush()
        except TimeoutError:
            appearance: Appearance = self.settings["appearance"]
            self.write(appearance.fault(appearance.spoken(self)))


def add_language(page_config: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Tell the template which language to speak in this request."""
    handler = CallContext.get(CallContext.JUPYTER_HANDLER)
    language = more["settings"]["appearance"].spoken(handler)
    return page_config | {"workbookLanguage": language}


def _without_heartbeat(part: str) -> str:
    """Keep the connection busy with a space: the page allows no inline script."""
    return " " if part.startswith("<script>window.voila_heartbeat") else part


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
