"""Buttons, messages and errors: a key, two languages, placeholders filled in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from workbook.content.text import Text
from workbook.errors import WorkbookError
from workbook.settings import Language

_PLACEHOLDER: Final = re.compile(r"\{(\w+)\}")


class Texts:
    """All texts by dotted key, such as ``form.saved_at``."""

    def __init__(self, texts: Mapping[str, Text]) -> None:
        """Keep the texts; ``flatten`` makes them from a TOML table."""
        self._texts = dict(texts)

    def __contains__(self, key: str) -> bool:
        """Tell whether there is a text of that key."""
        return key in self._texts

    def __iter__(self) -> Iterator[str]:
        """Go through all keys."""
        return iter(self._texts)

    def say(self, key: str, language: Language, /, **details: object) -> str:
        """Return the sentence in one language; KeyError when nobody wrote it.

        A placeholder that nobody fills stays visible: a sentence must never fail.
        """
        text = self._texts[key].in_(language)
        return _PLACEHOLDER.sub(lambda m: str(details.get(m[1], m[0])), text)

    def error(self, fault: WorkbookError, language: Language) -> str:
        """Return the sentence for a fault of ``errors.py``."""
        return self.say(f"errors.{fault.code}", language, **fault.details)

    def section(self, name: str, language: Language) -> dict[str, str]:
        """Return one section's texts by key, placeholders left as they are."""
        start = f"{name}."
        return {
            key.removeprefix(start): text.in_(language)
            for key, text in self._texts.items()
            if key.startswith(start)
        }


def flatten(table: Mapping[str, Any], start: str = "") -> dict[str, Any]:
    """Turn nested tables into dotted keys, down to those that hold a language."""
    found: dict[str, Any] = {}
    for key, value in table.items():
        if isinstance(value, dict) and not value.keys() & {"da", "en"}:
            found |= flatten(value, f"{start}{key}.")
        else:
            found[f"{start}{key}"] = value
    return found
