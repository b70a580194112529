"""Kernels for one participant: few of them, each knowing only what it needs."""

import asyncio
import os
from collections.abc import Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from jupyter_server._tz import utcnow
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from tornado import web
from traitlets import Dict, Integer, Unicode
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler

# Found by taking away: what Python, its packages and temporary files need.
_KEPT = frozenset(
    "PATH HOME LANG TZ TMPDIR TMP TEMP PYTHONPATH LD_LIBRARY_PATH "
    "SYSTEMROOT SYSTEMDRIVE WINDIR COMSPEC PATHEXT USERPROFILE "
    "APPDATA LOCALAPPDATA PROGRAMDATA NUMBER_OF_PROCESSORS "
    "QUERY_STRING".split()
)
_KEPT_STARTS = ("LC_", "XDG_CACHE", "XDG_DATA")

# A page that is being left may still have words under way to its kernel.
_SECONDS_TO_SAVE = 2
_SECONDS_UNTIL_LEFT_OVER = 60


def kernel_environment(whole: Mapping[str, str]) -> dict[str, str]:
    """Return the part of an environment that a kernel may see."""
    return {
        name: value
        for name, value in whole.items()
        if name.upper() in _KEPT or name.upper().startswith(_KEPT_STARTS)
    }


class WorkbookKernels(AsyncMappingKernelManager):
    """Starts at most ``limit`` kernels, with a trimmed environment and ``given``."""

    limit = Integer(6, config=True)
    given: Dict[str, str] = Dict(config=True)
    connection_dir = Unicode()

    async def start_kernel(self, **kwargs: Any) -> str:
        """Start a kernel; raise HTTP 503 when all are in use."""
        await self._make_room()
        own = {"IPYTHONDIR": str(Path(self.connection_dir) / "ipython")}
        trimmed = kernel_environment(kwargs.pop("env", os.environ))
        env = trimmed | own | self.given
        return await self._async_start_kernel(env=env, **kwargs)

    async def _make_room(self) -> None:
        if len(self) < self.limit:
            return
        left = [kernel_id for kernel_id in self.list_kernel_ids() if self._left(kernel_id)]
        if not left:
            raise web.HTTPError(503)
        oldest = min(left, key=lambda key: self.get_kernel(key).last_activity)
        await self.shutdown_kernel(oldest)

    def _left(self, kernel_id: str) -> bool:
        """Tell whether no page is connected and none is about to be."""
        idle = utcnow() - getattr(self.get_kernel(kernel_id), "last_activity", utcnow())
        recent = idle < timedelta(seconds=_SECONDS_UNTIL_LEFT_OVER)
        return not recent and not self._kernel_connections.get(kernel_id)


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
