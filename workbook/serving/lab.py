"""`workbook lab`: the notebooks in JupyterLab, for those who want to see inside."""

import logging
import os
import signal
import warnings
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from jupyterlab.labapp import LabApp

from workbook.serving.notebooks import writable_notebooks
from workbook.serving.own_computer import bound, browser, checked
from workbook.serving.voila_server import HOST
from workbook.settings import Settings, data_folder

PORT = 17327
_FIRST = "lab/tree/00_start.ipynb"


# Lab by default asks other computers for news, updates and extensions.
_AT_HOME: Mapping[str, str | None] = {
    "default_url": f"/{_FIRST}",
    "news_url": None,
    "check_for_updates_class": "jupyterlab.NeverCheckForUpdate",
    "extension_manager": "readonly",
}


def open_lab(
    settings: Settings,
    *,
    port: int = PORT,
    in_browser: bool = True,
    verbose: bool = False,
    say: Callable[..., None],
) -> None:
    """Run JupyterLab on a copy of the notebooks until it is stopped.

    ``say`` gets the key of a text and its details. Raises a WorkbookError before
    anything is started.
    """
    if in_browser:
        browser()
    bound(port).close()
    settings, _ = checked(settings)
    folder = writable_notebooks(data_folder() / "notebooks")
    os.environ.update(settings.environment() | _own_defaults())
    options = _options(folder, port=port, in_browser=in_browser, verbose=verbose)
    server = _server(options, verbose=verbose)
    address = f"http://{HOST}:{port}/{_FIRST}?token={server.identity_provider.token}"

    def ready() -> None:
        say("commands.lab_opened", url=address)
        say("commands.stop")

    server.io_loop.add_callback(ready)
    server.start()
    say("commands.stopped")


def _server(options: list[str], *, verbose: bool) -> Any:
    if not verbose:
        # Deprecations in its own code are nothing to the participant.
        warnings.simplefilter("ignore")
    server = LabApp.initialize_server(argv=options)
    if not verbose:
        # Its word to the user is above every level that can be configured.
        server.log.setLevel(logging.CRITICAL + 1)
    # Jupyter asks first, or on a pipe just falls over and leaves its kernels.
    signal.signal(signal.SIGINT, lambda *_: server.stop(from_signal=True))
    return server


def _own_defaults() -> dict[str, str]:
    """Put our defaults before the user's own: Lab is not to offer news."""
    own = str(Path(__file__).parent / "lab_defaults")
    others = os.environ.get("JUPYTER_CONFIG_PATH", "")
    return {"JUPYTER_CONFIG_PATH": os.pathsep.join(filter(None, [own, others]))}


def _options(folder: Path, *, port: int, in_browser: bool, verbose: bool) -> list[str]:
    server = {
        "ip": HOST,
        "port": port,
        "port_retries": 0,
        "root_dir": folder,
        "open_browser": in_browser,
        # In a container one is root, and a kernel has its user's rights anyway.
        "allow_root": True,
        # Never a kernel of another Python that the participant once registered.
        "kernel_spec_manager_class": "workbook.serving.this_python.ThisPython",
    }
    kernels = {"transport_encryption": "auto"}
    every = {"log_level": "INFO" if verbose else "CRITICAL"}
    return [
        f"--{name}.{key}={value}"
        for name, options in (
            ("ServerApp", server),
            ("LabApp", _AT_HOME),
            ("MappingKernelManager", kernels),
            ("Application", every),
        )
        for key, value in options.items()
    ]
