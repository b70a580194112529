"""The one kernel there is: the Python that the server runs in."""

import sys
from typing import Any

from jupyter_client.kernelspec import KernelSpecManager
from traitlets import default

PYTHON = (sys.executable, "-s", "-P", "-m")
"""Starts a module, and nothing before it.

Python would run what ``.pth`` files in the home say, which is the participant's own
folder in a workshop, and import from the folder it stands in.
"""
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
"""Keeps NumPy from beginning threads: a fork takes none of them along, a fence leaves
them outside, and each takes 40 MB of addresses.
"""
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
