"""Errors as pages: one sentence in the participant's language."""

from typing import TYPE_CHECKING, Any

from tornado.web import RequestHandler

if TYPE_CHECKING:
    from workbook.serving.appearance import Appearance


class SpokenErrors(RequestHandler):
    """Answers every error with a page of the ``appearance`` in the settings."""

    def write_error(self, status_code: int, **_details: Any) -> None:
        """Finish the request with the page for this status."""
        appearance: Appearance = self.settings["appearance"]
        self.set_header("Content-Type", "text/html; charset=utf-8")
        self.finish(appearance.error(status_code, appearance.spoken(self)))
