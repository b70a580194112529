"""What a picture is made of: the same shapes become SVG on the page and PNG for Word.

Lengths are units of the picture, from its left and top; angles are degrees clockwise
from the right; colours are six hexadecimal digits after ``#``, "" for none.
"""

from dataclasses import dataclass

from workbook.analysis.network_map.places import Point


@dataclass(frozen=True)
class Wedge:
    """A part of a ring."""

    middle: Point
    inner: float
    outer: float
    start: float
    end: float
    fill: str


@dataclass(frozen=True)
class Line:
    """A line through points; ``dashes`` are the lengths of a dash and of a gap."""

    points: tuple[Point, ...]
    colour: str
    width: float
    dashes: tuple[float, float] | None = None


@dataclass(frozen=True)
class Disc:
    """A disc with a rim; ``half`` fills its left half only, ``about`` is its name."""

    middle: Point
    radius: float
    fill: str
    rim: str = ""
    width: float = 0.0
    dashes: tuple[float, float] | None = None
    half: bool = False
    about: str = ""


@dataclass(frozen=True)
class Square:
    """A square that stands on its side, or with ``turned`` on its corner."""

    middle: Point
    radius: float
    fill: str
    rim: str
    turned: bool = False
    about: str = ""


@dataclass(frozen=True)
class Words:
    """A line of text; ``place`` is the end that ``anchor`` says, at half its height.

    ``halo`` puts a light seam round the letters, for text that lies on lines.
    """

    text: str
    place: Point
    size: float
    colour: str
    anchor: str = "middle"
    bold: bool = False
    halo: bool = False


Shape = Wedge | Line | Disc | Square | Words


@dataclass(frozen=True)
class Drawing:
    """Shapes on a white sheet, the later ones on top."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
