"""An old CV, Word or PDF, as text in the sections that its headings tell of."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from workbook.content.record import without_cpr
from workbook.content.reference import ReferenceList
from workbook.errors import ExchangeError
from workbook.exchange.old_cv_line import Line, parts

CONTACT: Final = "contact"
OTHER: Final = "other"
LARGEST: Final = 10 * 1024 * 1024
LONGEST: Final = 200_000  # characters; thirty full pages are half of it
_OLE: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED: Final = "EncryptedPackage".encode("utf-16-le")
_PDF_STARTS_WITHIN: Final = 1024
_NUMBERED: Final = re.compile(r"\A\d{1,2}[.)]\s*")
_BULLET: Final = re.compile(r"\A(?:[•●▪◦‣·*]\s*|[-–—]\s+)+(?=\S)")
_JOINING: Final = re.compile(r"\b(og|and)\b")


@dataclass(frozen=True)
class Piece:
    """A line of the CV and the parts that it plainly consists of, at least itself."""

    text: str
    parts: tuple[str, ...]


@dataclass(frozen=True)
class Section:
    """What stands below a heading; the heading is as in the CV, "" where none is.

    ``kind`` is the name of an entry of ``data/reference/cv_headings.toml``, or
    ``other``.
    """

    kind: str
    heading: str
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class OldCv:
    """The sections of a CV in its own order; together they hold every word of it."""

    sections: tuple[Section, ...]


def read_old_cv(content: bytes, headings: ReferenceList) -> OldCv:
    """Return the text of a CV in sections; what comes first is how to reach him.

    ``headings`` lists by kind the words that head a section. What the file is shows
    in its content, whatever its name says. Control characters are left out, and …
    stands for a CPR number.

    Raises ExchangeError ``old_cv_too_large``, ``old_cv_encrypted``,
    ``old_cv_old_word``, ``old_cv_scanned``, ``old_cv_broken`` or ``old_cv_unknown``.
    """
    if len(content) > LARGEST:
        raise ExchangeError("old_cv_too_large")
    body, beside = _lines(content)
    body, beside = [*_clean(body)], [*_clean(beside)]
    if sum(len(line.text) for line in (*body, *beside)) > LONGEST:
        raise ExchangeError("old_cv_too_large")
    if not any(c.isalnum() for line in (*body, *beside) for c in line.text):
        raise ExchangeError("old_cv_scanned")
    found = [*_sections(body, _known(headings))]
    if beside:
        found.append(Section(OTHER, "", _pieces(beside)))
    return OldCv(tuple(found))


def _lines(content: bytes) -> tuple[list[Line], list[Line]]:
    """Return the lines of the text and those beside it: headers, footers, notes."""
    if content.startswith(b"PK\x03\x04"):
        from workbook.exchange.old_cv_word import word_lines

        return word_lines(content)
    if b"%PDF-" in content[:_PDF_STARTS_WITHIN]:
        from workbook.exchange.old_cv_pdf import pdf_lines

        return pdf_lines(content), []
    if content.startswith(_OLE):
        encrypted = _ENCRYPTED in content
        raise ExchangeError("old_cv_encrypted" if encrypted else "old_cv_old_word")
    raise ExchangeError("old_cv_unknown")


def _clean(lines: Iterable[Line]) -> Iterator[Line]:
    for line in lines:
        for text in without_cpr(line.text).split("\n"):
            if text.strip():
                yield Line(text.strip(), line.level, line.listed)


def _known(headings: ReferenceList) -> dict[str, str]:
    """Return the kind of a section by the letters of each word that heads it."""
    known: dict[str, str] = {}
    for entry in headings.entries:
        for words in (entry.label, entry.words):
            told = f"{words.da},{words.en}".split(",") if words else []
            # Where the list says "and" a CV may say "&", which is no letter.
            told += [_JOINING.sub("", word) for word in told]
            for word in told:
                known.setdefault(_letters(word), entry.name or OTHER)
    return known


def _letters(text: str) -> str:
    """Return the letters alone: spaced out, numbered and decorated is the same."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return "".join(c for c in plain if c.isalpha())


def _sections(lines: Iterable[Line], known: Mapping[str, str]) -> Iterator[Section]:
    kind, heading, level = CONTACT, "", 0
    gathered: list[Line] = []
    for line in lines:
        found = _heads(line, known)
        if not found and 0 < line.level <= level:
            found = OTHER
        if not found:
            gathered.append(line)
            continue
        if gathered or heading:
            yield Section(kind, heading, _pieces(gathered))
        kind, heading, gathered = found, line.text, []
        level = line.level or max(level, 1)
    yield Section(kind, heading, _pieces(gathered))


def _heads(line: Line, known: Mapping[str, str]) -> str:
    """Return the kind of section that a line heads; "" when it heads none."""
    text = _NUMBERED.sub("", line.text)
    listed = line.listed and not line.level
    if listed or _BULLET.match(text) or text.endswith((".", ",", ";")):
        return ""
    if any(c.isdigit() for c in text):
        return ""
    return known.get(_letters(text), "")


def _pieces(lines: Iterable[Line]) -> tuple[Piece, ...]:
    """Return lines as pieces; what marks a point of a list is no word of it."""
    texts = (_BULLET.sub("", line.text) for line in lines)
    return tuple(Piece(text, parts(text)) for text in texts)
