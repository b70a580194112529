"""Inside the round: a contact's network is his sector, his tie is his ring."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import cos, radians
from typing import Final

from workbook.analysis.network_map.labels import Label
from workbook.analysis.network_map.people import Contact
from workbook.analysis.network_map.places import (
    Point,
    Seat,
    Sector,
    at,
    rings,
    seats,
    sectors,
)
from workbook.analysis.network_map.selection import Cell, Selection

NODE: Final = 8.0
GROUP: Final = 15.0
"""How large a contact and a group are drawn: their radius."""
_UPRIGHT: Final = 0.4
"""Nearer to the vertical than this cosine, a sector is above or below."""


@dataclass(frozen=True)
class Spot:
    """A contact who stands alone; ``number`` is 0 where the map says his name."""

    contact: Contact
    place: Point
    number: int = 0
    label: Label | None = None


@dataclass(frozen=True)
class Group:
    """Contacts of one network and strength that are gathered in one place."""

    network: str
    strength: int
    contacts: tuple[Contact, ...]
    place: Point

    @property
    def fresh(self) -> int:
        """How many of them he talked to lately."""
        return sum(one.freshness == "fresh" for one in self.contacts)


@dataclass(frozen=True)
class Inside:
    """The sectors, and in them the contacts from the strongest tie outward.

    ``borders`` are how far from the middle one strength gives way to the next.
    """

    sectors: tuple[Sector, ...]
    borders: tuple[float, ...]
    spots: tuple[Spot, ...]
    groups: tuple[Group, ...]


def inside(selection: Selection, down: float) -> Inside:
    """Place the contacts round a middle that is so far ``down``.

    Where a part of the round is full, the last ones are gathered there too.
    """
    load = Counter({cell: len(those) for cell, those in selection.alone.items()})
    load.update(dict.fromkeys(selection.gathered, 1))
    parts = sectors(_by_network(_counts(selection)), _by_network(load))
    sides = _sides(selection, parts)
    radii = rings(parts, load, groups=bool(selection.gathered))
    spots: list[Spot] = []
    groups: list[Group] = []
    for sector in parts:
        angles: list[float] = []
        for strength, rows in radii.items():
            cell = _Cell(selection, sector, strength, rows)
            found = cell.seats(angles)
            angles += [seat.angle for seat in found]
            spots += cell.spots(found, sides, down)
            groups += cell.groups(found, down)
    between = pairwise(radii.values())
    borders = tuple((one[-1] + other[0]) / 2 for one, other in between)
    return Inside(tuple(parts), borders, tuple(spots), tuple(groups))


def _counts(selection: Selection) -> Counter[Cell]:
    there = Counter({cell: len(those) for cell, those in selection.alone.items()})
    there.update({cell: len(those) for cell, those in selection.gathered.items()})
    return there


def _by_network(counted: Counter[Cell]) -> Counter[str]:
    found: Counter[str] = Counter()
    for (network, _), many in counted.items():
        found[network] += many
    return found


class _Cell:
    """The contacts of one network and strength, on their rows."""

    def __init__(
        self,
        selection: Selection,
        sector: Sector,
        strength: int,
        radii: Sequence[float],
    ) -> None:
        self._cell = sector.network, strength
        self._sector, self._radii = sector, radii
        self._alone = selection.alone.get(self._cell, ())
        self._rest = selection.gathered.get(self._cell, ())

    def seats(self, taken: Sequence[float]) -> list[Seat]:
        """Return the seats; those who find none are gathered, in the first of them."""
        many = len(self._alone)
        among = self._sector, self._radii, many, taken
        found = seats(*among, group=bool(self._rest))
        if len(found) < many + bool(self._rest):
            found = seats(*among, group=True)
            self._rest = (*self._alone[len(found) - 1 :], *self._rest)
            self._alone = self._alone[: len(found) - 1]
        return found

    def groups(self, found: Sequence[Seat], down: float) -> list[Group]:
        those = found[:1] if self._rest else []
        return [
            Group(*self._cell, self._rest, at(seat.angle, seat.radius, down))
            for seat in those
        ]

    def spots(
        self, found: Sequence[Seat], sides: Mapping[str, int], down: float
    ) -> list[Spot]:
        free = sorted(found[bool(self._rest) :], key=lambda seat: seat.angle)
        seated = _sideways(self._sector, self._alone, sides)
        return [
            Spot(one, at(seat.angle, seat.radius, down))
            for one, seat in zip(seated, free, strict=True)
        ]


def _sides(selection: Selection, parts: Sequence[Sector]) -> dict[str, int]:
    """Return to which side those on a way lead: -1 to the left, 1 to the right.

    A company stands beside the sector of its best contact; where that is above or
    below, on the side that has fewer.
    """
    middles = {one.network: cos(radians(one.start + one.span / 2)) for one in parts}
    networks = {
        one.record: cell[0]
        for cells in (selection.alone, selection.gathered)
        for cell, those in cells.items()
        for one in those
    }
    goals: dict[str, int] = {}
    found: dict[str, int] = {}
    for way in selection.ways:
        if way.company not in goals:
            lean = middles[networks[way.contact]]
            fewer = -1 if sum(goals.values()) >= 0 else 1
            goals[way.company] = (
                fewer if abs(lean) < _UPRIGHT else round(lean / abs(lean))
            )
        for one in way.contacts:
            found.setdefault(one, goals[way.company])
    return found


def _sideways(
    sector: Sector, contacts: Sequence[Contact], sides: Mapping[str, int]
) -> list[Contact]:
    """Put those who lead outside at the end of the sector that is nearer there."""
    start, end = (cos(radians(angle)) for angle in (sector.start, sector.end))
    turn = 1 if start <= end else -1
    return sorted(contacts, key=lambda one: turn * sides.get(one.record, 0))
