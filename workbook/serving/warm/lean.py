"""A page's kernel: without what is only for somebody who types code.

A forked kernel shares its parent's memory until it writes there, and Python writes to
whatever it looks at. So a list of all modules, made for a debugger that no page has,
costs each kernel eight megabytes.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any

from ipykernel import ipkernel
from ipykernel.compiler import XCachingCompiler
from ipykernel.ipkernel import IPythonKernel
from ipykernel.kernelapp import IPKernelApp
from ipykernel.zmqshell import ZMQInteractiveShell
from IPython.core.profiledir import ProfileDir


class PageKernel(IPythonKernel):
    """Makes no list of the files of all modules, and takes a shell that is there."""

    def __init__(self, **kwargs: Any) -> None:
        """Make the kernel, and make its own whatever was made ahead."""
        with _no_modules():
            super().__init__(**kwargs)  # type: ignore[no-untyped-call]
        shell: Any = self.shell
        shell.parent = shell.kernel = self
        shell.profile_dir = self.profile_dir
        shell.starting_dir = str(Path.cwd())
        shell.init_ipython_dir(None)
        shell.init_pushd_popd_magic()
        shell.init_environment()


class PageKernelApp(IPKernelApp):
    """Reads no command line, and runs nothing before the page."""

    def parse_command_line(self, argv: Any = None) -> None:
        """Take all as it was told."""

    def write_connection_file(self, **kwargs: Any) -> None:
        """Leave it as it is: it told all, and its owner may read it at this moment."""

    def init_code(self) -> None:
        """Run no file from the profile; list no modules, to reset them one day."""

    def initialize(self, argv: Any = None) -> None:
        """Know the page's widgets, though they were imported before it was there."""
        super().initialize(argv)  # type: ignore[no-untyped-call]
        widgets = sys.modules.get("ipywidgets")
        if widgets:
            widgets.register_comm_target()


def make_ahead(app: IPKernelApp) -> None:
    """Make the shell that this process's kernel will take, or those forked from it.

    It is half of what a kernel is when it begins, and knows no place and no name.
    """
    ZMQInteractiveShell.instance(
        config=deepcopy(app.config),  # it adds to it what the app would not know
        ipython_dir="",
        profile_dir=ProfileDir(),
        user_ns={},
        compiler_class=XCachingCompiler,
    )


class _WithoutModules:
    """``sys`` as if nothing had been imported."""

    modules: dict[str, Any] = {}  # noqa: RUF012  # nobody writes there

    def __getattr__(self, name: str) -> Any:
        return getattr(sys, name)


@contextmanager
def _no_modules() -> Iterator[None]:
    """Show no modules to that one module which would list them."""
    told: Any = ipkernel
    told.sys = _WithoutModules()
    try:
        yield
    finally:
        told.sys = sys
