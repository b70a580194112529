"""Errors as pages: one sentence in the participant's language."""

from typing import TYPE_CHECKING, Any

from tornado.web import HTTPError, RequestHandler

if TYPE_CHECKING:
    from workbook.serving.appearance import Appearance


class PageError(HTTPError):
    """Why a page cannot be made; ``code`` is its sentence below ``[serving]``."""

    def __init__(self, code: str, status: int = 500) -> None:
        """Keep the code, and the status for as long as none has gone out."""
        super().__init__(status)
        self.code = code


class SpokenErrors(RequestHandler):
    """Answers every error with a page of the ``appearance`` in the settings."""

    def write_error(self, status_code: int, **details: Any) -> None:
        """Finish the request with the page for this fault, or else for this status."""
        appearance: Appearance = self.settings["appearance"]
        fault = details.get("exc_info", (None, None))[1]
        code = fault.code if isinstance(fault, PageError) else ""
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.set_header("Cache-Control", "no-store")
        self.finish(appearance.error(status_code, appearance.spoken(self), code))
