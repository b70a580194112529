"""Serve a notebook as `workbook open` does, with a fault: NOTEBOOK PORT FAULT SECONDS.

SECONDS are those after which a page is given up. Kernels start the ordinary way.
"""

import errno
import os
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

from jinja2 import DictLoader, Environment

from workbook.content import load_texts
from workbook.serving.appearance import Appearance
from workbook.serving.kernels import WorkbookKernels
from workbook.serving.own_computer import bound
from workbook.serving.quiet_log import start_log
from workbook.serving.this_python import ThisPython
from workbook.serving.voila_server import WorkbookServer, configuration
from workbook.settings import Settings

COMMANDS = {
    "no such program": ["/nowhere/python", "{connection_file}"],
    "dies at once": [sys.executable, "-c", "print('{connection_file}')"],
    "never answers": [sys.executable, "-c", "import time; time.sleep(600)"],
}
TEMPLATES = {
    "template at once": "<p>half {{ 1 / 0 }}",
    "template later": (
        "<p>whole</p>{% set kernel = kernel_start(nb) %}<p>half"
        "{% for cell in cell_generator(nb, kernel) %}<script>{{ 1 / 0 }}{% endfor %}"
    ),
}


class Spoilt(Appearance):
    """Makes pages from a template that fails."""

    def parts(self, template: str, **context: Any) -> AsyncIterator[str]:
        """Give its parts, until it fails."""
        del template
        made = Environment(loader=DictLoader(TEMPLATES), enable_async=True)
        return made.get_template(fault).generate_async(context)


class Foreign(ThisPython):
    """Takes another program for Python."""

    def get_kernel_spec(self, kernel_name: str) -> Any:
        """Return it as the kernel."""
        spec = super().get_kernel_spec(kernel_name)
        spec.argv = COMMANDS[fault]
        return spec


class Crowded(WorkbookKernels):
    """Has no room on the disk."""

    async def start_kernel(self, **_told: Any) -> str:  # type: ignore[override]
        """Fail as writing a file does."""
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


class ColdServer(WorkbookServer):
    """Forks no kernel."""

    def warm(self) -> Any:
        """Return none."""


if __name__ == "__main__":
    notebook, fault = Path(sys.argv[1]), sys.argv[3]
    appearance = Spoilt if fault in TEMPLATES else Appearance
    settings = Settings(file=Path(os.devnull, "mine.workbook"))
    start_log(verbose=True)
    with bound(int(sys.argv[2])) as listening:
        config = configuration(
            port=listening.getsockname()[1],
            secret=b"secret",
            given=settings.environment(),
            verbose=True,
        )
        config.WorkbookServer.seconds_to_appear = float(sys.argv[4])
        if fault in COMMANDS:
            config.VoilaConfiguration.kernel_spec_manager_class = Foreign
        if fault == "disk is full":
            config.VoilaConfiguration.multi_kernel_manager_class = Crowded
        server = ColdServer.instance(
            listening=listening,
            appearance=appearance(load_texts(settings), "da"),
            when_ready=lambda url: sys.stdout.write(f"{url}\n") and sys.stdout.flush(),
            notebook_path=str(notebook),
            config=config,
        )
        server.initialize([])
        server.start()
