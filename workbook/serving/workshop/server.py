"""Voilà for a room: one server, a code each, and nobody sees another's answers."""

import asyncio
import math
import os
import time
from collections.abc import Callable
from socket import socket
from typing import Any
from urllib.parse import urlsplit

from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import PeriodicCallback
from traitlets.config import Config
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from workbook.serving.appearance import Appearance
from workbook.serving.environment import kernel_environment
from workbook.serving.error_page import SpokenErrors
from workbook.serving.quiet_log import start_log
from workbook.serving.secret import cookie_secret
from workbook.serving.shelf import FromShelf, PackageFiles
from workbook.serving.voila_server import (
    HOST,
    PUBLISHED,
    Route,
    WorkbookServer,
    publish,
)
from workbook.serving.warm.client import Warm
from workbook.serving.workshop import coach, health, mine
from workbook.serving.workshop.daily import Daily
from workbook.serving.workshop.entrance import Entrance
from workbook.serving.workshop.fence import FencedPython
from workbook.serving.workshop.kernels import WorkshopKernels
from workbook.serving.workshop.owning import OwnKernels, OwnLine, OwnShutdownHandler
from workbook.serving.workshop.pages import ParticipantPage, PresentPage
from workbook.serving.workshop.running import Workshop
from workbook.serving.workshop.site import Site
from workbook.settings import packaged

# Of what anybody may send, and is kept in memory; `mine.PutBack` takes more.
_LARGEST_BODY = 64 * 2**10
_MILLISECONDS_BETWEEN_LOOKS = 1000
_SECONDS_TO_END, _SECONDS_BETWEEN_ENDS = 5, 0.05


class _PublicFiles(SpokenErrors, PackageFiles):
    """Styles and scripts: the login page needs them before anybody is known."""


class WorkshopServer(WorkbookServer):
    """Serves each participant the notebook with a kernel, a file and a key of his."""

    # Our page needs no file of a template's own, and none of a theme's.
    published = {
        kind: handler
        for kind, handler in PUBLISHED.items()
        if kind not in (TemplateStaticFileHandler, ThemesHandler)
    } | {
        VoilaShutdownKernelHandler: OwnShutdownHandler,
        VoilaKernelWebsocketHandler: OwnLine,
        MultiStaticFileHandler: _PublicFiles,
        FromShelf: FromShelf,
    }

    def __init__(self, *, workshop: Workshop, **kwargs: Any) -> None:
        """Keep what the handlers share."""
        super().__init__(**kwargs)
        self.workshop = workshop

    def init_settings(self) -> dict[str, Any]:
        """Answer under the workshop's own name, and let its handlers find it."""
        whole = super().init_settings()
        site = self.workshop.site
        host = urlsplit(site.address).netloc
        headers = self._appearance.headers(
            f"wss://{host}" if site.secure else f"ws://{HOST}:{self.port}"
        )
        if site.secure:
            headers["Strict-Transport-Security"] = "max-age=31536000"
        return whole | {
            "workshop": self.workshop,
            "headers": headers,
            "local_hostnames": ["localhost", _name(site.address)],
            "xsrf_cookie_kwargs": {"samesite": "Strict", "secure": site.secure},
        }

    def pages(self) -> list[Route]:
        """Return the workbook, the coach's demo, and what stands around them."""
        own = [("/", ParticipantPage), ("/present", PresentPage)]
        return [*own, *coach.handlers(), *mine.handlers(), *health.handlers()]

    def warm(self) -> Warm:
        """Return a process that has read the workshop's content, and of nobody's."""
        known = kernel_environment(os.environ) | self.workshop.settings.environment()
        return Warm(known, "workbook.serving.workshop.fenced_kernel")

    def front(self) -> HTTPServer:
        """Believe the proxy in front of us, and nobody else, who is asking."""
        secure = self.workshop.site.secure
        return HTTPServer(self.app, xheaders=secure, max_body_size=_LARGEST_BODY)

    def address(self) -> str:
        """Return where participants reach it."""
        return self.workshop.site.address.rstrip("/") or f"http://{HOST}:{self.port}"

    def listen(self) -> None:
        """Look after erasure while it runs; leave nothing behind that goes on."""
        daily = Daily(self.workshop, self.kernel_manager, self.stop_soon)
        PeriodicCallback(daily.look, _MILLISECONDS_BETWEEN_LOOKS).start()
        super().listen()
        until = time.monotonic() + _SECONDS_TO_END
        while self.kernel_manager.end_strays() and time.monotonic() < until:
            time.sleep(_SECONDS_BETWEEN_ENDS)

    def stop_soon(self) -> None:
        """Stop as if told to."""
        asyncio.get_running_loop().call_soon(self.ioloop.stop)


def serve(
    workshop: Workshop,
    appearance: Appearance,
    *,
    listening: socket,
    when_ready: Callable[[str], None],
    verbose: bool = False,
) -> None:
    """Serve a workshop until told to stop; ``when_ready`` gets its address."""
    start_log(verbose=verbose)
    server = WorkshopServer.instance(
        workshop=workshop,
        listening=listening,
        appearance=appearance,
        when_ready=when_ready,
        notebook_path=str(packaged("notebooks", "all_steps.ipynb")),
        config=_configuration(workshop, listening),
    )
    server.initialize([])
    server.start()


def _configuration(workshop: Workshop, listening: socket) -> Config:
    config = Config()
    config.Voila.update(
        ip=HOST,
        port=int(listening.getsockname()[1]),
        open_browser=False,
        cookie_secret=cookie_secret(workshop.site.server),
        identity_provider_class=Entrance,
        authorizer_class=OwnKernels,
        config_file_paths=[],
    )
    # What a participant's kernel prints may hold his answers: no log gets it.
    publish(config, {}, verbose=False)
    config.VoilaConfiguration.update(
        kernel_spec_manager_class=FencedPython,
        multi_kernel_manager_class=WorkshopKernels,
    )
    config.WorkshopServer.shell = workshop.site.shell
    config.WorkshopKernels.update(_kernels(workshop.site))
    # Another kernel can reach these sockets; without the key it hears nothing.
    config.KernelManager.transport = "ipc"
    config.KernelManager.transport_encryption = "required"
    return config


def _kernels(site: Site) -> dict[str, int]:
    idle = math.ceil(60 * site.idle_minutes)
    return {
        "limit": 2 * site.participants + 2,
        "cull_idle_timeout": idle,
        "cull_interval": min(idle, 60),
    }


def _name(address: str) -> str:
    return urlsplit(address).hostname or HOST
