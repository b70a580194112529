"""Pages for what went wrong: one sentence in the participant's language."""

from typing import Any

SENTENCES = {403: "not_admitted", 404: "not_found", 503: "busy"}


class SpokenErrors:
    """Answers every error with a page; ``say_error`` stands in the settings."""

    settings: dict[str, Any]

    def write_error(self, status_code: int, **_details: Any) -> None:
        """Finish the request with the page for this status."""
        self.set_header("Content-Type", "text/html; charset=utf-8")  # type: ignore[attr-defined]
        self.finish(self.settings["say_error"](status_code))  # type: ignore[attr-defined]
