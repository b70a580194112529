"""The colours of the map and its signs; none of them says anything by colour alone."""

from collections.abc import Mapping
from typing import Final

from workbook.analysis.network_map.inside import NODE
from workbook.analysis.network_map.places import Point
from workbook.analysis.network_map.second_degree import PERSON
from workbook.analysis.network_map.shapes import Disc, Line, Square

INK: Final = "#1d2733"
SOFT: Final = "#55616f"
PALE: Final = "#c9d1da"
PAPER: Final = "#ffffff"
WAY: Final = "#b3541e"
OTHER: Final = "#6d7884"
FAINT: Final = "#a3adb8"
STRONG: Final[Mapping[str, str]] = {
    "professional": "#14566e",
    "friends": "#2c6a45",
    "family": "#7d4b7a",
    "unknown": "#55616f",
}
TINT: Final[Mapping[str, str]] = {
    "professional": "#e9f2f5",
    "friends": "#ebf4ee",
    "family": "#f5eef5",
    "unknown": "#f0f2f5",
}
_RIM: Final = 2.0
_DOTS: Final = (1.6, 2.6)


def node(freshness: str, colour: str, place: Point, about: str = "") -> Disc:
    """Return the sign of a contact: full, half, empty, or dotted when unknown."""
    return Disc(
        place,
        NODE - _RIM / 2,
        colour if freshness in ("fresh", "fading") else PAPER,
        colour,
        _RIM,
        _DOTS if freshness == "unknown" else None,
        half=freshness == "fading",
        about=about,
    )


def person(place: Point, about: str = "") -> Square:
    """Return the sign of the second degree: a small square on its corner."""
    return Square(place, PERSON, PAPER, INK, turned=True, about=about)


def company(place: Point, about: str = "", *, reached: bool) -> Square:
    """Return the sign of a company: full when a way leads there, else empty."""
    return Square(place, 5.0, INK if reached else PAPER, INK, about=about)


def the_way(points: tuple[Point, ...]) -> Line:
    """Return the line of the best way."""
    return Line(points, WAY, 3.0)


def other_way(points: tuple[Point, ...], *, many: bool = False) -> Line:
    """Return the line of any other way, a pale one among ``many``."""
    return Line(points, FAINT if many else OTHER, 1.0 if many else 1.5, (5.0, 4.0))
