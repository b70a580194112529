"""Draws shapes as a PNG for Word; it alone needs matplotlib, so import it late."""

import io
from functools import cache
from typing import Final

from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.font_manager import FontProperties, get_font
from matplotlib.font_manager import findfont as font_file
from matplotlib.lines import Line2D
from matplotlib.patches import Circle, Patch, Polygon
from matplotlib.patches import Wedge as Slice
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Affine2D, Transform
from PIL import Image

from workbook.analysis.network_map.shapes import (
    Disc,
    Drawing,
    Line,
    Shape,
    Square,
    Wedge,
    Words,
)

DOTS: Final = 220
"""How many dots of the picture an inch of the page has."""
_FAMILY: Final = "DejaVu Sans"
"""The font that comes with matplotlib, so that every computer draws alike."""
_POINTS: Final = 72.0
_COLOURS: Final = 128
_PAPER, _ALMOST = 255, 250
"""The sheet is as white as the page, though its colour is mixed with others."""
_EDGE: Final = 1.5
_HALO: Final = 3.5


def png(drawn: Drawing, inches: float) -> bytes:
    """Return the drawing as a PNG that is so wide in print."""
    pen = _Pen(drawn, inches)
    for shape in drawn.shapes:
        pen.draw(shape)
    return pen.saved()


class _Pen:
    """Draws on one figure, in the drawing's own units, its top at zero."""

    def __init__(self, drawn: Drawing, inches: float) -> None:
        high = inches * drawn.height / drawn.width
        self._figure = Figure(figsize=(inches, high), dpi=DOTS, facecolor="white")
        FigureCanvasAgg(self._figure)
        self._drawn = 0
        self._unit = inches * _POINTS / drawn.width
        """How many points of print a unit of the drawing is."""
        sheet = Affine2D().scale(1 / drawn.width, -1 / drawn.height).translate(0, 1)
        self._there: Transform = sheet + self._figure.transFigure

    def saved(self) -> bytes:
        drawn, file = io.BytesIO(), io.BytesIO()
        self._figure.savefig(drawn, format="png")
        # So few colours take a quarter of the room and look the same.
        with Image.open(drawn) as picture:
            few = picture.convert("RGB").quantize(_COLOURS)
        palette = few.getpalette() or []
        few.putpalette([_PAPER if one >= _ALMOST else one for one in palette])
        few.save(file, "PNG", dpi=(DOTS, DOTS))
        return file.getvalue()

    def draw(self, shape: Shape) -> None:
        match shape:
            case Wedge():
                self._wedge(shape)
            case Line():
                self._line(shape)
            case Disc():
                self._disc(shape)
            case Square():
                self._square(shape)
            case Words():
                self._words(shape)

    def _wedge(self, one: Wedge) -> None:
        middle, broad = (one.middle.x, one.middle.y), one.outer - one.inner
        ends = one.start, one.end
        self._patch(Slice(middle, one.outer, *ends, width=broad, lw=0, fc=one.fill))

    def _line(self, one: Line) -> None:
        across, down = ([getattr(p, name) for p in one.points] for name in ("x", "y"))
        line = Line2D(across, down, color=one.colour, lw=one.width * self._unit)
        line.set_solid_joinstyle("round")
        if one.dashes:
            line.set_linestyle((0, self._dashes(one.dashes, one.width)))
        self._add(line)

    def _disc(self, one: Disc) -> None:
        middle, wide = (one.middle.x, one.middle.y), one.width * self._unit
        fill = "white" if one.half else one.fill or "none"
        disc = Circle(middle, one.radius, fc=fill, ec=one.rim or "none", lw=wide)
        if one.dashes:
            disc.set_linestyle((0, self._dashes(one.dashes, one.width)))
        self._patch(disc)
        if one.half:
            self._patch(Slice(middle, one.radius, 90, 270, lw=0, fc=one.fill))

    def _square(self, one: Square) -> None:
        x, y, far = one.middle.x, one.middle.y, one.radius
        ends = [(x - far, y - far), (x + far, y - far), (x + far, y + far)]
        ends.append((x - far, y + far))
        if one.turned:
            ends = [(x, y - far), (x + far, y), (x, y + far), (x - far, y)]
        self._patch(Polygon(ends, fc=one.fill, ec=one.rim, lw=_EDGE * self._unit))

    def _words(self, one: Words) -> None:
        text = Text(
            one.place.x,
            one.place.y,
            _known(one.text),
            color=one.colour,
            ha={"start": "left", "middle": "center", "end": "right"}[one.anchor],
            va="center_baseline",
            fontfamily=_FAMILY,
            fontsize=one.size * self._unit,
            fontweight="bold" if one.bold else "normal",
            parse_math=False,
        )
        if one.halo:
            seam = withStroke(linewidth=_HALO * self._unit, foreground="white")
            text.set_path_effects([seam])
        self._add(text)

    def _patch(self, patch: Patch) -> None:
        self._add(patch)

    def _add(self, artist: Artist) -> None:
        """Put it on top of what was drawn before, whatever its kind."""
        self._drawn += 1
        artist.set_zorder(self._drawn)
        artist.set_transform(self._there)
        self._figure.add_artist(artist)

    def _dashes(self, dashes: tuple[float, float], width: float) -> list[float]:
        """Return dashes as matplotlib counts them: by the width of their line."""
        return [dash / width for dash in dashes]


def _known(text: str) -> str:
    """Return the text with a box in place of what the font has no sign for."""
    letters = _letters()
    return "".join(one if ord(one) in letters else "□" for one in text)


@cache
def _letters() -> frozenset[int]:
    font = get_font(font_file(FontProperties(family=_FAMILY)))
    return frozenset(font.get_charmap())
