"""Says below the map what its signs mean, of those that stand on it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Final

from workbook.analysis.network_map import look
from workbook.analysis.network_map.labels import width
from workbook.analysis.network_map.layout import NetworkMap
from workbook.analysis.network_map.people import FRESHNESS
from workbook.analysis.network_map.places import WIDTH, Point
from workbook.analysis.network_map.shapes import Shape, Words

SIZE: Final = 13.0
_LINE: Final = 24.0
_EDGE: Final = 8.0
_SIGN: Final = 24.0
_APART: Final = 16.0

Sign = Callable[[Point], Shape]


@dataclass(frozen=True)
class Legend:
    """The shapes of the legend, and how high it is."""

    shapes: tuple[Shape, ...]
    height: float


def legend(found: NetworkMap, says: Mapping[str, str]) -> Legend:
    """Return the legend of a map, to stand below it."""
    top = found.height + _EDGE
    shapes: list[Shape] = []
    across, down = _EDGE, top + _LINE / 2
    for key, sign in _signs(found):
        needed = _SIGN + width(says[key], SIZE)
        if across > _EDGE and across + needed > WIDTH - _EDGE:
            across, down = _EDGE, down + _LINE
        shapes.append(sign(Point(across + _SIGN / 2 - 3, down)))
        place = Point(across + _SIGN, down)
        shapes.append(Words(says[key], place, SIZE, look.INK, "start"))
        across += needed + _APART
    down += _LINE
    shapes.append(Words(says["near"], Point(_EDGE, down), SIZE, look.SOFT, "start"))
    return Legend(tuple(shapes), down + _LINE / 2 - found.height)


def _signs(found: NetworkMap) -> Iterator[tuple[str, Sign]]:
    """Go through the signs that stand on the map, with the keys of their words."""
    there = {spot.contact.freshness for spot in found.spots}
    for freshness in FRESHNESS:
        if freshness in there:
            key = "untold" if freshness == "unknown" else freshness
            yield key, partial(look.node, freshness, look.SOFT)
    if found.groups:
        yield "group", _gathered
    if found.people:
        yield "second", look.person
    if any(way.best for way in found.ways):
        yield "best", _stroke(look.the_way)
    if any(not way.best for way in found.ways):
        yield "other", _stroke(look.other_way)
    if any(not company.reached for company in found.companies):
        yield "no_way", partial(look.company, reached=False)


def _gathered(place: Point) -> Shape:
    return Words("+9", place, SIZE, look.SOFT, bold=True)


def _stroke(line: Callable[[tuple[Point, ...]], Shape]) -> Sign:
    def drawn(place: Point) -> Shape:
        ends = Point(place.x - 9, place.y), Point(place.x + 9, place.y)
        return line(ends)

    return drawn
