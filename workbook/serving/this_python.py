"""The one kernel there is: the Python that the server runs in."""

from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from traitlets import default

PROVISIONER = "workbook-warm"
"""What looks after it: an entry point of ``jupyter_client.kernel_provisioners``."""


class ThisPython(KernelSpecManager):
    """Knows the Python it runs in, and none that the participant once registered."""

    @default("kernel_dirs")
    def _kernel_dirs_default(self) -> list[str]:
        return []

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return the kernel, forked where the server keeps a warm process."""
        spec: Any = super().get_kernel_spec(kernel_name)
        spec.metadata["kernel_provisioner"] = {"provisioner_name": PROVISIONER}
        return spec
