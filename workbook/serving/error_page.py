"""Errors as pages: one sentence in the participant's language."""

from typing import Any


class SpokenErrors:
    """Answers every error with what ``say_error`` in the settings returns."""

    settings: dict[str, Any]

    def write_error(self, status_code: int, **_details: Any) -> None:
        """Finish the request with the page for this status."""
        self.set_header("Content-Type", "text/html; charset=utf-8")  # type: ignore[attr-defined]
        self.finish(self.settings["say_error"](status_code))  # type: ignore[attr-defined]
