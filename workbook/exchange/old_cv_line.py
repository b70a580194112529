"""A line of an old CV, and the parts that it plainly consists of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

_DIVIDER: Final = re.compile(r"\t+|(?:^|(?<=\s))[|·•●](?:\s|$)")
_COMMAS: Final = re.compile(r",\s+|:\s+(?=[^\d@]*$)")
_SHORT: Final = 90
"""Letters: a longer line with commas is a sentence, not a list of parts."""
_MONTHS: Final = (
    "januar(?:y)?|jan|februar(?:y)?|feb|marts|march|mar|april|apr|maj|may|june|juni|jun"
    "|july|juli|jul|august|aug|september|sept|sep|oktober|october|okt|oct|november|nov"
    "|december|dec"
)
_MOMENT: Final = (
    rf"(?:(?:\d{{1,2}}\.?\s)?\b(?:{_MONTHS})\b\.?,?\s"
    r"|(?<!\d)(?:\d{1,2}[./-]){1,2}\s?)?(?<!\d)(?:19|20)\d\d(?!\d)"
)
_NOW: Final = r"nu|i dag|dags dato|d\.d\.?|now|present|today|current|ongoing"
_PERIOD: Final = re.compile(
    rf"(?P<start>{_MOMENT})\s?(?:[-\u2010-\u2015\u2212]|til|to)\s?"
    rf"(?:(?P<end>{_MOMENT})|(?:{_NOW})(?!\w)|$)",
    re.IGNORECASE,
)
_EDGES: Final = " \u00a0,;:|·•●-\u2010\u2011\u2012\u2013\u2014\u2015"


@dataclass(frozen=True)
class Line:
    """A line as it stands in the file, with what the file says about it.

    ``level`` is that of a heading, from 1, and 0 for any other line; ``listed`` tells
    that it is a point of a list.
    """

    text: str
    level: int = 0
    listed: bool = False


def parts(text: str) -> tuple[str, ...]:
    """Return the parts of a line: between tabs, bars and dots, and around a period.

    Of a period those are its two ends, of one that still runs only where it began. A
    short line that is no sentence is also parted at its commas, and at a colon before
    words alone: "Kok, Hotel Fiktiv, Ikast", "Tysk: flydende".
    Each part stands in the line word for word; a line of one part is just itself.
    """
    found = tuple(
        part
        for piece in _DIVIDER.split(text)
        for whole in _around(piece)
        for part in _listed(whole)
    )
    return found if len(found) > 1 or _PERIOD.search(text) else (text,)


def _listed(text: str) -> tuple[str, ...]:
    """Return what stands between the commas of a short text that is no sentence."""
    if len(text) > _SHORT or text.endswith((".", "!", "?")):
        return (text,)
    return tuple(part for one in _COMMAS.split(text) if (part := _trimmed(one)))


def _around(text: str) -> Iterator[str]:
    """Go through what stands before, in and after the periods of a text."""
    told = 0
    for match in _PERIOD.finditer(text.rstrip()):
        found = (text[told : match.start()], match["start"], match["end"] or "")
        yield from filter(None, map(_trimmed, found))
        told = match.end()
    rest = _trimmed(text[told:])
    if rest:
        yield rest


def _trimmed(text: str) -> str:
    """Return a part without the marks that divided it and a bracket left alone."""
    return text.strip(_EDGES).rstrip("([").lstrip(")]").strip(_EDGES)
