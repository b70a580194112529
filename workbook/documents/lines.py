"""Breaks paragraphs into lines with the widths of real letters.

Kerning and ligatures are left out, as Word leaves them out by default.
"""

import re
import tomllib
import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from workbook.documents.layout import PAGE_BREAK, Letters, Paragraph

_HEIGHTS: Final[Mapping[str, float]] = {"calibri": 1.2207, "cambria": 1.172}
"""A line's height for a size of 1: the fonts' own ascent, descent and line gap."""
_HALF_TWIP: Final = 0.025
"""Points: finer than that no word is placed, so such a hair too much still fits."""
_TAB: Final = 36.0
"""Points between the tab stops that nobody set: Word's default, 720 twips."""
_PIECES: Final = re.compile(r"\t|\n|\f|[^\s\-–]*[\-–]+|[^\s\-–]+|[^\S\t\n\f\xa0]+|\xa0")
_LIKE: Final[Mapping[str, str]] = {
    "Lu": "N",
    "Ll": "n",
    "Lt": "N",
    "Nd": "0",
    "Zs": " ",
}


@dataclass(frozen=True)
class Line:
    """A line of a paragraph: where its text begins and ends, how high it is.

    ``turned`` says that it is wanted on a new page.
    """

    start: int
    end: int
    height: float
    turned: bool = False


def lines(paragraph: Paragraph, room: Callable[[float], float]) -> list[Line]:
    """Return a paragraph's lines.

    ``room`` tells how wide a line may be that begins so far below the paragraph's top.
    """
    return _Breaker(paragraph, room).lines()


def width(text: str, letters: Letters) -> float:
    """Return how wide a text is in one line."""
    shown = text.upper() if letters.caps else text
    widths = _widths(face(letters.font), letters.bold)
    told = sum(widths.get(letter) or _like(letter, widths) for letter in shown)
    return told * letters.size / 1000 + letters.tracking * len(shown)


def height(letters: Letters) -> float:
    """Return how high a line of these letters is."""
    return letters.size * _HEIGHTS[face(letters.font)]


def face(font: str) -> str:
    """Return the font whose widths are known that is most like this one."""
    serif = ("cambria", "caladea", "times", "georgia", "garamond", "serif")
    named = font.casefold()
    heads = any(name in named for name in serif) and "sans" not in named
    return "cambria" if heads else "calibri"


@cache
def _widths(face: str, bold: bool) -> Mapping[str, int]:
    path = files("workbook.documents") / "widths.toml"
    known = tomllib.loads(path.read_text(encoding="utf-8"))
    groups = known[f"{face}_bold" if bold else face]
    return {letter: int(wide) for wide, letters in groups.items() for letter in letters}


def _like(letter: str, widths: Mapping[str, int]) -> int:
    """Return the width of a letter that no table has, by its kind."""
    kind = unicodedata.category(letter)
    if unicodedata.east_asian_width(letter) in "WF":
        return 1000
    if kind in ("Mn", "Me", "Cf", "Cc"):
        return 0
    return widths.get(_LIKE.get(kind, "n"), 500)


class _Breaker:
    """Fills one line after the other, breaking after spaces and hyphens."""

    def __init__(self, paragraph: Paragraph, room: Callable[[float], float]) -> None:
        self._paragraph = paragraph
        self._form = paragraph.form
        self._room = room
        self._text = paragraph.text
        self._found: list[Line] = []
        self._below = 0.0
        self._begin(0)

    def lines(self) -> list[Line]:
        for start, end in self._pieces():
            piece = self._text[start:end]
            if piece in ("\n", PAGE_BREAK):
                self._end(end)
            elif piece == "\t":
                self._tab(start)
            elif piece.isspace() and piece != "\xa0":
                self._x += self._wide(start, end)
            else:
                self._put(start, end)
        self._end(len(self._text))
        return self._found

    def _pieces(self) -> Iterator[tuple[int, int]]:
        """Yield what is not broken: words, with a space that does not break in them."""
        start = -1
        for match in _PIECES.finditer(self._text):
            first, last = match.span()
            follows = self._text[last : last + 1] == "\xa0"
            if match[0] == "\xa0" or follows:
                start = first if start < 0 else start
                if match[0] == "\xa0" and self._text[last : last + 1].strip():
                    continue
                if follows:
                    continue
            yield (first if start < 0 else start), last
            start = -1

    def _begin(self, start: int) -> None:
        first = not self._found
        form = self._form
        self._start = start
        self._edge = self._room(self._below) - form.right + _HALF_TWIP
        self._x = form.left + (form.first if first else 0.0)
        if first and form.sign and form.first < 0:
            self._x = form.left
        self._filled = False

    def _end(self, end: int) -> None:
        tall = self._height(self._start, end)
        turned = self._text[: self._start].endswith(PAGE_BREAK)
        self._found.append(Line(self._start, end, tall, turned))
        self._below += tall
        self._begin(end)

    def _put(self, start: int, end: int) -> None:
        wide = self._wide(start, end)
        if self._x + wide > self._edge and self._filled:
            self._end(start)
        if self._x + wide > self._edge:
            self._chop(start, end)
        else:
            self._x += wide
        self._filled = True

    def _chop(self, start: int, end: int) -> None:
        """Break a word that is longer than a line wherever the line is full."""
        for place in range(start, end):
            wide = self._wide(place, place + 1)
            if self._x + wide > self._edge and place > self._start:
                self._end(place)
            self._x += wide

    def _tab(self, place: int) -> None:
        stop, kind = self._stop()
        if kind in ("right", "end", "center"):
            behind = re.split(r"[\t\n]", self._text[place + 1 :], maxsplit=1)[0]
            wide = self._wide(place + 1, place + 1 + len(behind.rstrip()))
            stop -= wide / 2 if kind == "center" else wide
        if stop > self._edge and self._filled:
            self._end(place)
        self._x = max(self._x, min(stop, self._edge))
        self._filled = True

    def _stop(self) -> tuple[float, str]:
        own = [(place, kind) for place, kind, _ in self._form.tabs if place > self._x]
        if own:
            return own[0]
        if self._x < self._form.left:
            return self._form.left, "left"
        return (self._x // _TAB + 1) * _TAB, "left"

    def _wide(self, start: int, end: int) -> float:
        return sum(width(text, letters) for text, letters in self._spans(start, end))

    def _spans(self, start: int, end: int) -> Iterator[tuple[str, Letters]]:
        place = 0
        for run in self._paragraph.runs:
            last = place + len(run.text)
            if place < end and last > start:
                text = run.text[max(start - place, 0) : end - place]
                yield text, run.letters
            place = last

    def _height(self, start: int, end: int) -> float:
        tall = [height(letters) for _, letters in self._spans(start, end)]
        line = max(tall, default=height(self._paragraph.letters))
        pictures = [
            run.picture.height
            for run in self._paragraph.runs
            if run.picture and not run.picture.floats and not self._found
        ]
        form = self._form
        if form.rule == "exact":
            return form.line
        line = line * form.line if form.rule == "auto" else max(line, form.line)
        return max([line, *pictures])
