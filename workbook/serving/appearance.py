"""What the served pages say, in which language, and what they may load."""

import html
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from tornado.web import RequestHandler

from workbook.content import Texts
from workbook.serving.shelf import shelf
from workbook.settings import LANGUAGES, Language

TEMPLATE = Path(__file__).parent / "template"

_ERRORS = {403: "not_admitted", 404: "not_found", 503: "busy"}
# In a room there is somebody to ask, and nobody closes the server.
_IN_WORKSHOP = {
    "not_admitted": "not_yours",
    "busy": "full",
    "not_started": "not_started_here",
    "no_disk": "no_disk_here",
}


@dataclass(frozen=True)
class Appearance:
    """The sentences around the workbook; ``language`` holds until he chooses one.

    ``workshop`` is the title of the workshop that it is served in, if it is in one.
    """

    texts: Texts
    language: Language
    workshop: str = ""

    def spoken(self, handler: RequestHandler) -> Language:
        """Return the language he chose on the way, kept by the page in a cookie."""
        chosen = handler.get_cookie("workbook-language")
        known = next((language for language in LANGUAGES if language == chosen), None)
        return known or self.language

    def page(self, language: Language) -> dict[str, Any]:
        """Return what the page's template fills in.

        ``static`` is where our styles, scripts and Voilà's front end are, and goes
        before their names: an address below it may be kept for good.
        """
        said: dict[str, Any] = dict(self.texts.section("serving", language))
        for key in ("title", "loading", "not_loaded", "skip_link"):
            said[key] = self.texts.say(f"pages.{key}", language)
        own = {"static": shelf().address, "workshop": self.workshop}
        room = {"room": self.texts.section("room", language)} if self.workshop else {}
        return said | own | room | {"language": language}

    def error(self, status: int, language: Language, code: str = "") -> str:
        """Return a whole page for a fault by its code, or by its HTTP status."""
        known = self._known(code or _ERRORS.get(status, "failed"))
        retry = known == "full"
        on = self.texts.say("mine.back", language)
        template = self._environment.get_template("error.html.j2")
        said = self.page(language)
        return template.render(said, w=said, sentence=said[known], retry=retry, on=on)

    def rendered(self, template: str, language: Language, **more: Any) -> str:
        """Return a page of the ``template`` folder, with its texts and ``more``."""
        said = self.page(language)

        def say(key: str, **details: object) -> str:
            return self.texts.say(key, language, **details)

        return self._environment.get_template(template).render(said, say=say, **more)

    def fault(self, language: Language, code: str) -> str:
        """Return what ends a page whose content never came, by the fault's code."""
        sentence = html.escape(self.page(language)[self._known(code)])
        return f'<p class="fault" role="alert">{sentence}</p>'

    def parts(self, template: str, **context: Any) -> AsyncIterator[str]:
        """Give a page bit by bit; what its template calls may take its time."""
        return self._in_parts.get_template(template).generate_async(context)

    def headers(self, socket: str) -> dict[str, str]:
        """Return the headers of every page: nothing from elsewhere, ever.

        ``socket`` is the address of the page's own websocket: ``ws://127.0.0.1:8000``.
        """
        return {
            "Content-Security-Policy": "; ".join(
                [
                    "default-src 'self'",
                    "script-src 'self' blob:",  # anywidget loads its module so
                    "style-src 'self' 'unsafe-inline'",
                    "img-src 'self' data: blob:",
                    "font-src 'self' data:",
                    f"connect-src 'self' blob: {socket}",
                    "object-src 'none'",
                    "base-uri 'none'",
                    "form-action 'none'",
                    "frame-ancestors 'none'",
                ]
            ),
            "Referrer-Policy": "same-origin",
            "X-Content-Type-Options": "nosniff",
        }

    def _known(self, code: str) -> str:
        return _IN_WORKSHOP.get(code, code) if self.workshop else code

    @cached_property
    def _environment(self) -> Environment:
        return Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True)

    @cached_property
    def _in_parts(self) -> Environment:
        """One for all pages: it keeps each template compiled, and nothing of anybody.

        A filter must not remember anything.
        """
        loader = FileSystemLoader(TEMPLATE)
        environment = Environment(loader=loader, autoescape=True, enable_async=True)
        environment.filters["trusted"] = _trusted
        return environment


def _trusted(output: dict[str, Any]) -> dict[str, Any]:
    """Mark an output as one that JupyterLab's renderers may show."""
    return output | {"trusted": True}
