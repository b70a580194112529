"""What the served pages say, in which language, and what they may load."""

import html
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader
from tornado.web import RequestHandler

from workbook.content import Texts
from workbook.settings import LANGUAGES, Language

TEMPLATE = Path(__file__).parent / "template"

_ERRORS = {403: "not_admitted", 404: "not_found", 503: "busy"}
_IN_WORKSHOP = {403: "not_yours", 503: "full"}


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
        """Return what the page's template fills in."""
        said: dict[str, Any] = dict(self.texts.section("serving", language))
        for key in ("title", "loading", "not_loaded", "skip_link"):
            said[key] = self.texts.say(f"pages.{key}", language)
        own = {"version": self._version, "workshop": self.workshop}
        room = {"room": self.texts.section("room", language)} if self.workshop else {}
        return said | own | room | {"language": language}

    def error(self, status: int, language: Language) -> str:
        """Return a whole page for an HTTP status."""
        known = _ERRORS | (_IN_WORKSHOP if self.workshop else {})
        retry = known.get(status) == "full"
        sentence = self.texts.say(f"serving.{known.get(status, 'failed')}", language)
        on = self.texts.say("mine.back", language)
        template = self._environment.get_template("error.html.j2")
        said = self.page(language)
        return template.render(said, w=said, sentence=sentence, retry=retry, on=on)

    def rendered(self, template: str, language: Language, **more: Any) -> str:
        """Return a page of the ``template`` folder, with its texts and ``more``."""
        said = self.page(language)

        def say(key: str, **details: object) -> str:
            return self.texts.say(key, language, **details)

        return self._environment.get_template(template).render(said, say=say, **more)

    def fault(self, language: Language) -> str:
        """Return what ends a page whose content never came."""
        sentence = self.texts.say("pages.not_loaded", language)
        return f'<p class="fault" role="alert">{html.escape(sentence)}</p>'

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

    @cached_property
    def _environment(self) -> Environment:
        return Environment(loader=FileSystemLoader(TEMPLATE), autoescape=True)

    @cached_property
    def _version(self) -> str:
        """Change with the style and script, so that no old copy is used."""
        files = sorted((TEMPLATE / "static").iterdir())
        return sha256(b"".join(f.read_bytes() for f in files)).hexdigest()[:12]
