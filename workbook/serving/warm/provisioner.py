"""Gives Jupyter its kernels: forked where there is a warm process, else started."""

from pathlib import Path
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from workbook.serving.warm.client import NotWarmError, Warm, silent


class WarmProvisioner(LocalProvisioner):
    """Looks after one kernel, whichever way it came to be."""

    parent: Any
    process: Any

    async def launch_kernel(
        self, cmd: list[str], **kwargs: Any
    ) -> KernelConnectionInfo:
        """Fork it; start it the ordinary way when that cannot be."""
        warm: Warm | None = getattr(self.parent.parent, "warm", None)
        if warm is None:
            return await super().launch_kernel(cmd, **kwargs)
        cwd = str(kwargs.get("cwd") or Path.cwd())
        stdin, quiet = kwargs.get("stdin"), silent(kwargs)
        try:
            process = await warm.fork(
                cmd, kwargs["env"], cwd, stdin=stdin, silent=quiet
            )
        except NotWarmError:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = process
        self.pid = self.pgid = process.pid
        self.cwd = cwd
        return self.connection_info
