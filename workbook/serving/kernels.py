"""Kernels for one participant: few of them, each knowing only what it needs."""

import os
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from subprocess import DEVNULL
from typing import Any

from jupyter_server.services.kernels.kernelmanager import (
    AsyncMappingKernelManager,
    ServerKernelManager,
)
from tornado import web
from traitlets import Bool, Dict, Integer, default

from workbook.serving.environment import kernel_environment
from workbook.serving.warm.client import Warm

_UNTIL_LEFT_OVER = timedelta(seconds=60)


class WorkbookKernel(ServerKernelManager):
    """One kernel; what becomes of it is announced to nobody, for nobody listens.

    For each it would read, check and register the form of such an announcement anew.
    """

    def emit(self, schema_id: Any, data: Any) -> None:
        """Let it be."""


class WorkbookKernels(AsyncMappingKernelManager):
    """Starts at most ``limit`` kernels, with a trimmed environment and ``given``.

    They are forked from ``warm``, where there is such a process.
    """

    warm: Warm | None = None
    limit = Integer(8, config=True)
    given = Dict(config=True)
    silent = Bool(True, config=True)

    @default("kernel_manager_class")
    def _kernel_manager_class_default(self) -> str:
        return f"{WorkbookKernel.__module__}.{WorkbookKernel.__name__}"

    async def start_kernel(  # type: ignore[override]  # asynchronous, as its parent's
        self, *, own: Mapping[str, str] | None = None, **kwargs: Any
    ) -> str:
        """Start a kernel; raise HTTP 503 when all are in use.

        ``own`` is what this kernel is given beyond what all are.
        """
        await self._make_room()
        ipython = {"IPYTHONDIR": str(Path(self.connection_dir) / "ipython")}
        trimmed = kernel_environment(kwargs.pop("env", os.environ))
        env = trimmed | ipython | self.given | dict(own or {})
        # What a kernel prints may hold what the participant wrote.
        out: dict[str, Any] = (
            {"stdout": DEVNULL, "stderr": DEVNULL} if self.silent else {}
        )
        return await self._async_start_kernel(env=env, **out, **kwargs)

    def start_watching_activity(self, kernel_id: str) -> None:
        """Count a kernel as left since nobody is connected to it any more.

        Nothing else asks when it was last active; to know, stock would read along
        every word that it says.
        """
        self._kernels[kernel_id].execution_state = "idle"
        self._touch(kernel_id)

    def notify_connect(self, kernel_id: str) -> None:
        """Take note of a page that has come."""
        super().notify_connect(kernel_id)  # type: ignore[no-untyped-call]
        self._touch(kernel_id)

    def notify_disconnect(self, kernel_id: str) -> None:
        """Take note of a page that has gone, perhaps for a moment."""
        super().notify_disconnect(kernel_id)  # type: ignore[no-untyped-call]
        self._touch(kernel_id)

    def _touch(self, kernel_id: str) -> None:
        if kernel_id in self._kernels:
            self._kernels[kernel_id].last_activity = datetime.now(UTC)

    async def _make_room(self) -> None:
        if len(self) < self.limit:
            return
        left = [
            kernel_id for kernel_id in self.list_kernel_ids() if self._left(kernel_id)
        ]
        if not left:
            raise web.HTTPError(503)
        oldest = min(left, key=self._last_activity)
        await self.shutdown_kernel(oldest)  # type: ignore[no-untyped-call]

    def _left(self, kernel_id: str) -> bool:
        """Tell whether no page is connected and none is about to be."""
        idle = datetime.now(UTC) - self._last_activity(kernel_id)
        connected = self._kernel_connections.get(kernel_id, 0) > 0
        return idle > _UNTIL_LEFT_OVER and not connected

    def _last_activity(self, kernel_id: str) -> datetime:
        kernel = self._kernels[kernel_id]
        return getattr(kernel, "last_activity", datetime.now(UTC))
