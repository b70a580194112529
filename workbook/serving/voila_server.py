"""Voilà, made to publish one notebook to one participant."""

import os
import re
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from socket import socket
from typing import Any, get_args

from jupyter_server.base.handlers import FileFindHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import RequestHandler
from traitlets import Enum, Float
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler
from voila.utils import get_page_config

from workbook.serving.appearance import TEMPLATE, Appearance
from workbook.serving.entry import OneTimeEntry, guarded
from workbook.serving.environment import kernel_environment
from workbook.serving.kernels import WorkbookKernels
from workbook.serving.line import Line
from workbook.serving.page import NothingHere, PageHandler, ShutdownHandler
from workbook.serving.quiet_log import log_request
from workbook.serving.shelf import FromShelf, PackageFiles, Packed, shelf
from workbook.serving.this_python import ThisPython
from workbook.serving.warm.client import Warm
from workbook.settings import Shell

HOST = "127.0.0.1"

Published = dict[type, type[RequestHandler]]

# What Voilà offers and we keep, and by what; everything else is not there.
PUBLISHED: Published = {
    KernelHandler: KernelHandler,
    VoilaKernelWebsocketHandler: Line,
    VoilaShutdownKernelHandler: ShutdownHandler,
    TemplateStaticFileHandler: guarded(TemplateStaticFileHandler),
    MultiStaticFileHandler: guarded(PackageFiles),
    FromShelf: guarded(FromShelf),
    ThemesHandler: guarded(ThemesHandler),
    FileFindHandler: guarded(FileFindHandler),
}
# A file of 5 MB, as text in a message, with room to spare.
_LARGEST_MESSAGE = 24 * 2**20
_MINUTES_LEFT_ALONE = 10

Route = tuple[Any, ...]


def configuration(
    *,
    port: int,
    secret: bytes,
    given: dict[str, str],
    verbose: bool = False,
) -> Config:
    """Return Voilà's settings; every one that differs from stock has a reason."""
    config = Config()
    config.Voila.update(
        ip=HOST,
        port=port,
        open_browser=False,
        cookie_secret=secret,
        identity_provider_class=OneTimeEntry,
        config_file_paths=[],  # somebody's own voila.json must not open a door
    )
    config.OneTimeEntry.port = port
    publish(config, given, verbose=verbose)
    return config


def publish(config: Config, given: dict[str, str], *, verbose: bool) -> None:
    """Set how pages are published and kernels are kept, whoever may come in."""
    config.VoilaConfiguration.update(_publishing())
    config.WorkbookKernels.update(_kernels(given, verbose=verbose))
    # A kernel that died knows none of the page's widgets when it is started anew.
    config.KernelRestarter.restart_limit = 0
    # It drops what it finds too much, and a Word file is that.
    config.ZMQChannelsWebsocketConnection.limit_rate = False


def _publishing() -> dict[str, Any]:
    return {
        "kernel_spec_manager_class": ThisPython,
        "multi_kernel_manager_class": WorkbookKernels,
        "allow_template_override": "NO",
        "allow_theme_override": "NO",
        "file_allowlist": [],
        "show_tracebacks": False,
        "extension_allowlist": [
            "@jupyter-widgets/jupyterlab-manager",
            "@voila-dashboards/widgets-manager8",
            "anywidget",
        ],
    }


def _kernels(given: dict[str, str], *, verbose: bool) -> dict[str, Any]:
    return {
        "given": given,
        "silent": not verbose,
        "allow_tracebacks": False,
        "transport_encryption": "auto",
        "cull_idle_timeout": 60 * _MINUTES_LEFT_ALONE,
        "cull_interval": 60,
    }


class WorkbookServer(Voila):  # type: ignore[misc]
    """Serves ``notebook_path`` at ``/`` on a socket that is bound already."""

    published = PUBLISHED

    seconds_to_appear = Float(90, config=True)
    """After so long a page that has not come about is given up."""
    shell = Enum(get_args(Shell), "light", config=True)
    """The front end of a page whose address names none."""

    def __init__(
        self,
        *,
        listening: socket,
        appearance: Appearance,
        when_ready: Callable[[str], None],
        **kwargs: Any,
    ) -> None:
        """Keep the socket, and who gets the address once it is answered."""
        super().__init__(**kwargs)
        self._listening = listening
        self._appearance = appearance
        self._when_ready = when_ready
        self.log.handlers.clear()
        self.log.propagate = True

    def initialize(self, argv: list[str] | None = None) -> None:
        """Stop cleanly too when the window it runs in is closed."""
        super().initialize(argv)
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, self._handle_signal_stop)

    def warm(self) -> Warm:
        """Return a process that has imported what kernels need, and read the content.

        It knows nothing that is not for all of them.
        """
        known = kernel_environment(os.environ) | self.kernel_manager.given
        return Warm(known, "workbook.serving.kernel_app")

    def setup_template_dirs(self) -> None:
        """Look in our own template folder first."""
        super().setup_template_dirs()
        self.template_paths.insert(0, str(TEMPLATE))
        self.static_paths.insert(0, str(TEMPLATE / "static"))

    def init_settings(self) -> dict[str, Any]:
        """Add what Tornado is to keep to, over Voilà's own."""
        own = {
            "allow_remote_access": False,
            "appearance": self._appearance,
            "headers": self._appearance.headers(f"ws://{HOST}:{self.port}"),
            "log_function": log_request,
            "websocket_compression_options": {},  # a page's widgets are mostly text
            "websocket_max_message_size": _LARGEST_MESSAGE,
            "xsrf_cookie_kwargs": {"samesite": "Strict"},
        }
        whole = {**super().init_settings(), **own}
        return whole | self._page_settings(whole)

    def _page_settings(self, settings: dict[str, Any]) -> dict[str, Any]:
        """Return what all pages have in common, found out once."""
        config = get_page_config(
            base_url=self.base_url,
            settings=settings,
            log=self.log,
            voila_configuration=self.voila_configuration,
        )
        chosen = {
            "jupyterLabTheme": self.voila_configuration.theme,
            "fullStaticUrl": shelf().address.removesuffix("/"),
        }
        return {
            "notebook": Path(self.notebook_path).absolute(),
            "page_config": config | chosen,
            "seconds_to_appear": self.seconds_to_appear,
            "shell": self.shell,
        }

    def init_handlers(self) -> list[Route]:
        """Keep the few addresses that the page needs, all behind the lock."""
        self.app.add_transform(Packed)
        entry = self.identity_provider.get_handlers()
        routes = [route for route in super().init_handlers() if route not in entry]
        kept = [
            (route[0], self.published[route[1]], *route[2:])
            for route in routes
            if route[1] in self.published
        ]
        return [*entry, *self._static(), *kept, *self.pages(), (".*", NothingHere)]

    def _static(self) -> list[Route]:
        """Return the routes below the mark: our files, then those of Voilà's."""
        mark, ours = re.escape(shelf().address), self.published[FromShelf]
        theirs = self.published[MultiStaticFileHandler]
        return [
            *(
                (f"{mark}{re.escape(name)}", ours, {"kept": kept})
                for name, kept in shelf().files.items()
            ),
            (f"{mark}(.*)", theirs, {"paths": self.static_paths}),
        ]

    def pages(self) -> list[Route]:
        """Return the routes of our own pages."""
        return [("/", PageHandler)]

    def front(self) -> HTTPServer:
        """Return what takes the requests."""
        return HTTPServer(self.app)

    def address(self) -> str:
        """Return the address that opens the workbook."""
        return str(self.identity_provider.address(f"http://{HOST}:{self.port}"))

    def listen(self) -> None:
        """Answer on our socket until the program is told to stop."""
        if sys.platform == "linux":
            self.kernel_manager.warm = self.warm()
        self.front().add_socket(self._listening)
        self.ioloop = IOLoop.current()
        self.ioloop.add_callback(self._when_ready, self.address())
        try:
            self.ioloop.start()
        except KeyboardInterrupt:
            self.log.info("Interrupted")
        finally:
            self.stop()
            if self.kernel_manager.warm:
                self.kernel_manager.warm.stop()
