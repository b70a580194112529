"""Writes a drawing as SVG; every word in it is text, whatever it says."""

from math import cos, radians, sin
from typing import Final
from xml.etree.ElementTree import Element, SubElement, tostring

from workbook.analysis.network_map.places import Point
from workbook.analysis.network_map.shapes import (
    Disc,
    Drawing,
    Line,
    Shape,
    Square,
    Wedge,
    Words,
)

_FOOT: Final = 0.35
"""How far below the middle of its height a line of text has its foot, by its size."""
_HALO: Final = "3.5"
_ROUND: Final = 359.9
"""An arc that ends where it begins would vanish, so a whole round is cut short."""


def svg(drawn: Drawing, title: str, description: str) -> str:
    """Return the drawing as one picture, called by its title and told in words."""
    root = Element("svg", xmlns="http://www.w3.org/2000/svg", role="img")
    root.set("viewBox", f"0 0 {_n(drawn.width)} {_n(drawn.height)}")
    root.set("aria-label", title)
    SubElement(root, "title").text = title
    SubElement(root, "desc").text = description
    for shape in drawn.shapes:
        _add(root, shape)
    return tostring(root, encoding="unicode")


def _add(root: Element, shape: Shape) -> None:
    match shape:
        case Wedge():
            SubElement(root, "path", d=_wedge(shape), fill=shape.fill)
        case Line():
            _line(root, shape)
        case Disc():
            _disc(root, shape)
        case Square():
            _square(root, shape)
        case Words():
            _words(root, shape)


def _wedge(one: Wedge) -> str:
    end = one.start + min(one.end - one.start, _ROUND)
    far = int(end - one.start > 180)
    (a, b), (c, d) = (
        [_around(one.middle, radius, angle) for angle in (one.start, end)]
        for radius in (one.outer, one.inner)
    )
    outer, inner = _n(one.outer), _n(one.inner)
    back = f"L{d}A{inner} {inner} 0 {far} 0 {c}" if one.inner else f"L{d}"
    return f"M{a}A{outer} {outer} 0 {far} 1 {b}{back}Z"


def _around(middle: Point, radius: float, angle: float) -> str:
    turned = radians(angle)
    return (
        f"{_n(middle.x + radius * cos(turned))} {_n(middle.y + radius * sin(turned))}"
    )


def _line(root: Element, one: Line) -> None:
    points = " ".join(f"{_n(point.x)},{_n(point.y)}" for point in one.points)
    line = SubElement(root, "polyline", points=points, fill="none", stroke=one.colour)
    line.set("stroke-width", _n(one.width))
    line.set("stroke-linejoin", "round")
    _dash(line, one.dashes)


def _disc(root: Element, one: Disc) -> None:
    x, y, radius = _n(one.middle.x), _n(one.middle.y), _n(one.radius)
    fill = "#ffffff" if one.half else one.fill or "none"
    disc = SubElement(root, "circle", cx=x, cy=y, r=radius, fill=fill)
    if one.rim:
        disc.set("stroke", one.rim)
        disc.set("stroke-width", _n(one.width))
        _dash(disc, one.dashes)
    if one.half:
        top, foot = _n(one.middle.y - one.radius), _n(one.middle.y + one.radius)
        half = f"M{x} {top}A{radius} {radius} 0 0 0 {x} {foot}Z"
        disc = SubElement(root, "path", d=half, fill=one.fill)
    _about(disc, one.about)


def _square(root: Element, one: Square) -> None:
    x, y, far = one.middle.x, one.middle.y, one.radius
    ends = [(-far, -far), (far, -far), (far, far), (-far, far)]
    if one.turned:
        ends = [(0.0, -far), (far, 0.0), (0.0, far), (-far, 0.0)]
    points = " ".join(f"{_n(x + across)},{_n(y + down)}" for across, down in ends)
    square = SubElement(root, "polygon", points=points, fill=one.fill, stroke=one.rim)
    square.set("stroke-width", "1.5")
    _about(square, one.about)


def _words(root: Element, one: Words) -> None:
    foot = _n(one.place.y + one.size * _FOOT)
    text = SubElement(root, "text", x=_n(one.place.x), y=foot, fill=one.colour)
    text.set("font-size", _n(one.size))
    text.set("text-anchor", one.anchor)
    if one.bold:
        text.set("font-weight", "600")
    if one.halo:
        text.set("paint-order", "stroke")
        text.set("stroke", "#ffffff")
        text.set("stroke-width", _HALO)
        text.set("stroke-linejoin", "round")
    text.text = one.text


def _dash(element: Element, dashes: tuple[float, float] | None) -> None:
    if dashes:
        element.set("stroke-dasharray", " ".join(map(_n, dashes)))


def _about(element: Element, about: str) -> None:
    """Say a name where the mouse rests on its sign."""
    if about:
        SubElement(element, "title").text = about


def _n(number: float) -> str:
    return f"{number:.1f}".removesuffix(".0")
