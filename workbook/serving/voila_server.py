"""Voilà, made to publish one notebook to one participant."""

import html
from collections.abc import Callable, Iterable
from hashlib import sha256
from pathlib import Path
from socket import socket
from typing import Any

from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyterlab_server.themes_handler import ThemesHandler
from tornado.httpserver import HTTPServer
from tornado.ioloop import IOLoop
from tornado.web import RequestHandler
from traitlets.config import Config
from voila.app import Voila
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler
from voila.tornado.handler import TornadoVoilaHandler
from voila.tornado.kernel_websocket_handler import VoilaKernelWebsocketHandler

from workbook.content import Texts
from workbook.serving.entry import OneTimeEntry, guarded
from workbook.serving.error_page import SENTENCES
from workbook.serving.kernels import ShutdownHandler, WorkbookKernels
from workbook.serving.page import NothingHere, PageHandler
from workbook.serving.quiet_log import log_request
from workbook.settings import Language

_TEMPLATE = Path(__file__).parent / "template"
_PUBLISHED = {
    KernelHandler: KernelHandler,
    VoilaKernelWebsocketHandler: VoilaKernelWebsocketHandler,
    VoilaShutdownKernelHandler: ShutdownHandler,
    TemplateStaticFileHandler: guarded(TemplateStaticFileHandler),
    MultiStaticFileHandler: guarded(MultiStaticFileHandler),
    ThemesHandler: ThemesHandler,
    FileFindHandler: FileFindHandler,
    TornadoVoilaHandler: PageHandler,
}
_MEGABYTE = 2**20
