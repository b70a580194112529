"""Names of places, found again in what somebody wrote."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Final

_WORD: Final = re.compile(r"\w+")
_FORM: Final = re.compile(
    r"([\s,]+(a/s|aps|i/s|k/s|p/s|amba|fmba|ltd|limited|plc|gmbh|inc|llc)\.?"
    r"|\s*\([^()]*\))\s*$"
)

Words = tuple[str, ...]


class Mentions:
    """Finds places by name, as whole words, whatever their case.

    A company's legal form may be left out, and what stands in brackets behind its
    name; and a name may have an s after it.
    """

    def __init__(self, places: Mapping[str, str]) -> None:
        """Know places by id, each with its name; one without a name is never found."""
        self._places: dict[Words, list[str]] = {}
        self._longest: dict[str, int] = {}
        for place, name in places.items():
            if words := _named(name):
                self._places.setdefault(words, []).append(place)
                longest = max(len(words), self._longest.get(words[0], 0))
                self._longest[words[0]] = longest

    def called(self, name: str) -> list[str]:
        """Return the places of that very name."""
        return self._places.get(_named(name), [])

    def within(self, text: str) -> list[str]:
        """Return the places whose names stand in a text, each once."""
        words = _words(text)
        found = (
            place
            for start in range(len(words))
            for name in self._from(words, start)
            for place in self._places.get(name, ())
        )
        return list(dict.fromkeys(found))

    def _from(self, words: Words, start: int) -> Iterator[Words]:
        """Go through what may be a name that begins with a word of a text."""
        first = words[start]
        for begins in {first, first.removesuffix("s")}:
            for length in range(1, self._longest.get(begins, 0) + 1):
                *most, last = words[start : start + length]
                yield (*most, last)
                yield (*most, last.removesuffix("s"))


def _named(name: str) -> Words:
    return _words(_FORM.sub("", _folded(name))) or _words(name)


def _words(text: str) -> Words:
    return tuple(_WORD.findall(_folded(text)))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()
