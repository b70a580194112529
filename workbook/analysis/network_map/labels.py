"""Puts words on the map so that none stands on another."""

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from workbook.analysis.network_map.places import Point

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""

_NARROW: Final = frozenset("iljtfrI.,:;'’|!()[] -")
_BROAD: Final = frozenset("mwMW@%—…")
_SLANTED: Final = 0.72
"""How far from a node's middle its label stands when it stands askew, by its radius."""


@dataclass(frozen=True)
class Label:
    """Words at a point: the middle of their height, and their ``anchor``.

    The anchor is the end of the words that stands there: start, middle or end.
    """

    text: str
    x: float
    y: float
    size: float
    anchor: str = "middle"


def width(text: str, size: float) -> float:
    """Return how wide a text stands at most, in the unit of its size.

    It is an estimate that no font of ours exceeds; there is none at hand to measure.
    """
    return size * sum(map(_letter, text))


def _letter(letter: str) -> float:
    if unicodedata.combining(letter):
        return 0.0
    if letter in _NARROW:
        return 0.42
    if unicodedata.east_asian_width(letter) in "WF" or letter in _BROAD:
        return 1.0
    return 0.75 if letter.isupper() else 0.64


def box(label: Label) -> Box:
    """Return the room that a label takes."""
    wide, half = width(label.text, label.size), label.size / 2
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return left, label.y - half, left + wide, label.y + half


def around(place: Point, radius: float) -> Box:
    """Return the room that a disc takes."""
    x, y = place.x, place.y
    return x - radius, y - radius, x + radius, y + radius


class Board:
    """The map as it fills up: what is taken is not given away again."""

    def __init__(self, within: Box, taken: Iterable[Box] = ()) -> None:
        """Begin with what stands there already."""
        self._within = within
        self._taken = list(taken)

    def place(
        self, text: str, place: Point, radius: float, size: float
    ) -> Label | None:
        """Put a text beside a disc, None where it finds no room."""
        for label in _places(text, place.x, place.y, radius, size):
            if self._is_free(found := box(label)):
                self._taken.append(found)
                return label
        return None

    def _is_free(self, one: Box) -> bool:
        left, top, right, bottom = self._within
        inside = left <= one[0] and top <= one[1] and one[2] <= right
        return (
            inside and one[3] <= bottom and not any(_meet(one, b) for b in self._taken)
        )


def _places(
    text: str, x: float, y: float, radius: float, size: float
) -> Iterator[Label]:
    """Go through the places beside a disc, the best to read first."""
    far = radius + 2 + size / 2
    yield Label(text, x, y + far, size)
    yield Label(text, x, y - far, size)
    yield Label(text, x + radius + 3, y, size, "start")
    yield Label(text, x - radius - 3, y, size, "end")
    for off in (0, size / 2):
        for down in (far * _SLANTED + off, -far * _SLANTED - off):
            yield Label(text, x + radius * _SLANTED + 2, y + down, size, "start")
            yield Label(text, x - radius * _SLANTED - 2, y + down, size, "end")


def _meet(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2]
        and other[0] < one[2]
        and one[1] < other[3]
        and other[1] < one[3]
    )


def short(names: Sequence[str], longest: int) -> list[str]:
    """Return each name as short as it still says who it is; "" where none does.

    A name of a few letters stands whole, else its first word, with the letter of the
    last one where two would be called the same.
    """
    firsts = [_first(name) for name in names]
    lettered = [_lettered(name) for name in names]
    said = [
        one if firsts.count(one) == 1 else other
        for one, other in zip(firsts, lettered, strict=True)
    ]
    return [one if said.count(one) == 1 and len(one) <= longest else "" for one in said]


def _first(name: str) -> str:
    return name if len(name) <= 8 else name.split()[0]


def _lettered(name: str) -> str:
    words = name.split()
    return f"{words[0]} {words[-1][0]}." if len(words) > 1 else name


def wrapped(text: str, room: float, size: float, most: int) -> tuple[str, ...]:
    """Return a text on at most so many lines of this width; what is left is cut."""
    if most == 1:
        return (_cut(" ".join(text.split()), room, size),)
    found = [""]
    for word in text.split():
        longer = f"{found[-1]} {word}".strip()
        if not found[-1] or width(longer, size) <= room:
            found[-1] = longer
        else:
            found.append(word)
    kept = found[:most]
    if len(found) > most:
        kept[-1] = f"{kept[-1]} …"
    return tuple(_cut(line, room, size) for line in kept)


def _cut(line: str, room: float, size: float) -> str:
    if width(line, size) <= room:
        return line
    kept = line.removesuffix(" …")
    while kept and width(f"{kept}…", size) > room:
        kept = kept[:-1]
    return f"{kept.rstrip()}…"
