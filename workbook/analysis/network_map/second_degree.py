"""The second degree: where the people stand whom his contacts know."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atan2, degrees, hypot, sqrt
from typing import Final

from workbook.analysis.network_map.labels import Label
from workbook.analysis.network_map.people import Way
from workbook.analysis.network_map.places import MIDDLE, RIM, Point, at, spread

PERSON: Final = 5.5
"""How large one is drawn: the radius."""
MOST: Final = 24
"""On each side of the map; of more, those on the best ways stand there."""
_WIDEST: Final = 82.0
_APART: Final = 7.0
"""Degrees: how far up and down a side reaches, and between two people."""


@dataclass(frozen=True)
class Person:
    """Somebody in a company whom a contact knows, on the line between the two."""

    way: Way
    place: Point
    label: Label | None = None


def second_degree(
    ways: Sequence[Way],
    contacts: Mapping[str, Point],
    companies: Mapping[str, Point],
    down: float,
) -> tuple[Person, ...]:
    """Return the people on these ways, all of which begin and end on the map."""
    drawn = {way.person: way for way in ways if way.person}
    order = sorted(drawn.values(), key=lambda way: not way.best)
    # Beside the line of a contact who is there himself, not on it.
    direct = {(way.contact, way.company) for way in ways if not way.person}
    found: list[Person] = []
    for right in (False, True):
        side = [o for o in order if (companies[o.company].x > MIDDLE) is right][:MOST]
        leans = [
            _lean(contacts[o.contact], companies[o.company], down)
            + _APART * ((o.contact, o.company) in direct)
            for o in side
        ]
        leans = spread(leans, _APART, -_WIDEST, _WIDEST)
        angles = [lean if right else 180 - lean for lean in leans]
        found += [
            Person(way, at(angle, RIM, down))
            for way, angle in zip(side, angles, strict=True)
        ]
    return tuple(found)


def _lean(contact: Point, company: Point, down: float) -> float:
    """Return how far down a line crosses the rim: from -90 at the top to 90."""
    left, top = contact.x - MIDDLE, contact.y - down
    along, fall = company.x - contact.x, company.y - contact.y
    far = hypot(along, fall) ** 2
    half = left * along + top * fall
    # The contact stands within the rim and the company outside, so there is a root.
    share = (sqrt(half**2 - far * (left**2 + top**2 - RIM**2)) - half) / far
    across, below = left + share * along, top + share * fall
    return degrees(atan2(below, abs(across)))
