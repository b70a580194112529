"""What the privacy page says: our text, or the coach's own in its place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from workbook.content.finding import Finding
from workbook.settings import LANGUAGES, Language, Settings

NAMES: Final = ("title", "expires", "days", "controller", "contact")
"""What such a text may have in curly brackets, and what ``privacy`` is told."""

_NAME: Final = re.compile(r"\{([^{}\s]*)\}")
_MARKS: Final = re.compile(r"([!-/:-@\[-`{-~])")


def privacy(settings: Settings, language: Language, told: Mapping[str, str]) -> str:
    """Return the text in Markdown, with what ``told`` says in place of its names.

    What is told is shown as it stands, whatever marks are in it.
    """
    text = _file(settings, language).read_text(encoding="utf-8")
    plain = {name: _MARKS.sub(r"\\\1", value) for name, value in told.items()}
    return _NAME.sub(lambda found: plain.get(found[1], found[0]), text)


def examine_privacy(settings: Settings) -> Iterator[Finding]:
    """Name each thing in curly brackets that nobody fills in."""
    known = ", ".join(f"{{{name}}}" for name in NAMES)
    for language in LANGUAGES:
        path = _file(settings, language)
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            yield Finding("not_utf8", path.name)
            continue
        for name in dict.fromkeys(_NAME.findall(text)):
            if name not in NAMES:
                details = {"name": f"{{{name}}}", "known": known}
                yield Finding("unknown_placeholder", path.name, details=details)


def _file(settings: Settings, language: Language) -> Path:
    return settings.data("content", f"privacy.{language}.md")
