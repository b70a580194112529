"""Where everything stands on the map: sectors, rings, and the companies outside.

Lengths are units of the map, which is ``WIDTH`` wide; angles are degrees, clockwise
from the right.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import cos, pi, radians, sin
from typing import Final

from workbook.analysis.network_map.people import NETWORKS
from workbook.analysis.network_map.selection import Cell

WIDTH: Final = 680.0
MIDDLE: Final = WIDTH / 2
ROUND: Final = 206.0
"""The radius of the whole network; the second degree stands at ``RIM``."""
RIM: Final = 189.0
COLUMN: Final = 126.0
"""How far the column of a side's companies reaches in."""
_INNER, _OUTER = 58.0, 160.0
_ROOM, _GROUP_ROOM = 27.0, 38.0
_MARGIN = 6.0
"""What a contact and a group take of a ring, and what a sector's end is left."""
_LEAST: Final = 62.0
_PHASES: Final = (0.5, 0.35, 0.65, 0.2, 0.8)
"""How far into its gap the first of a row may stand."""
_STRENGTHS: Final = (3, 2, 1)
_MOST_ROWS: Final = 5


@dataclass(frozen=True)
class Point:
    """A place on the map, from its left and its top."""

    x: float
    y: float


@dataclass(frozen=True)
class Sector:
    """A network's part of the round, and how many of his contacts it stands for."""

    network: str
    count: int
    start: float
    end: float

    @property
    def span(self) -> float:
        """How many degrees it takes."""
        return self.end - self.start


def at(angle: float, radius: float, down: float) -> Point:
    """Return the place at an angle and a distance from the middle, so far ``down``."""
    turned = radians(angle)
    across, below = radius * cos(turned), radius * sin(turned)
    return Point(round(MIDDLE + across, 2), round(down + below, 2))


def sectors(counts: Mapping[str, int], weights: Mapping[str, float]) -> list[Sector]:
    """Return the sectors there are, each by its weight and never too small.

    The first one stands in the middle at the top.
    """
    there = [network for network in NETWORKS if network in weights]
    if not there:
        return []
    total = sum(weights.values()) or 1.0
    free = 360.0 - len(there) * _LEAST
    spans = [_LEAST + free * weights[network] / total for network in there]
    start = -90.0 - spans[0] / 2
    found = []
    for network, span in zip(there, spans, strict=True):
        found.append(Sector(network, counts[network], start, start + span))
        start += span
    return found


def rings(
    there: Sequence[Sector], load: Mapping[Cell, int], *, groups: bool
) -> dict[int, tuple[float, ...]]:
    """Return by strength the radii of its rows, the strongest inside.

    ``load`` is how many stand in each cell: where they are many, there are more rows;
    with ``groups`` among them fewer, for those are larger.
    """
    rows = dict.fromkeys(_STRENGTHS, 1)
    while sum(rows.values()) < _MOST_ROWS - groups:
        found = _radii(rows)
        fullest = max(
            _STRENGTHS, key=lambda one: (_fullness(there, load, one, found[one]), one)
        )
        if _fullness(there, load, fullest, found[fullest]) <= 1:
            break
        rows[fullest] += 1
    return _radii(rows)


def _radii(rows: Mapping[int, int]) -> dict[int, tuple[float, ...]]:
    step = (_OUTER - _INNER) / (sum(rows.values()) - 1)
    found, first = {}, 0
    for strength in _STRENGTHS:
        last = first + rows[strength]
        found[strength] = tuple(_INNER + step * row for row in range(first, last))
        first = last
    return found


def _fullness(
    there: Sequence[Sector],
    load: Mapping[Cell, int],
    strength: int,
    radii: Sequence[float],
) -> float:
    shares = (
        load.get((sector.network, strength), 0) * _ROOM
        / sum(_length(sector, radius) for radius in radii)
        for sector in there
    )  # fmt: skip
    return max(shares, default=0.0)


def _length(sector: Sector, radius: float) -> float:
    return sector.span / 360 * 2 * pi * radius - 2 * _MARGIN


@dataclass(frozen=True)
class Seat:
    """A place in a cell: its angle and its distance from the middle."""

    angle: float
    radius: float


def seats(
    sector: Sector,
    radii: Sequence[float],
    count: int,
    taken: Sequence[float],
    *,
    group: bool,
) -> list[Seat]:
    """Return the places of a cell: of its group if it has one, then of ``count`` more.

    They are fewer where there is no room for all; a group always has its place. They
    keep clear of the angles that are ``taken``, further in or out.
    """
    free = [_length(sector, radius) for radius in radii]
    rows: list[list[float]] = [[] for _ in radii]
    order: list[tuple[int, int]] = []
    for room in [_GROUP_ROOM] * group + [_ROOM] * count:
        row = max(range(len(radii)), key=lambda one: free[one])
        if free[row] < room and order:
            break
        free[row] -= room
        rows[row].append(room)
        order.append((row, len(rows[row]) - 1))
    placed: list[list[Seat]] = []
    for radius, rooms in zip(radii, rows, strict=True):
        others = [*taken, *(seat.angle for those in placed for seat in those)]
        placed.append(_clear(sector, radius, rooms, others))
    return [placed[row][place] for row, place in order]


def _clear(
    sector: Sector, radius: float, rooms: Sequence[float], taken: Sequence[float]
) -> list[Seat]:
    """Spread what stands in a row so that no line to it runs through another."""

    def clearance(seats: Sequence[Seat]) -> float:
        near = (abs(one.angle - other) for one in seats for other in taken)
        return round(min(near, default=0.0), 3)

    tried = [_along(sector, radius, rooms, phase) for phase in _PHASES]
    return max(tried, key=clearance)


def _along(
    sector: Sector, radius: float, rooms: Sequence[float], phase: float
) -> list[Seat]:
    gap = (_length(sector, radius) - sum(rooms)) / max(len(rooms), 1)
    way, found = _MARGIN + gap * phase, []
    for room in rooms:
        turned = sector.start + (way + room / 2) / (2 * pi * radius) * 360
        found.append(Seat(turned, radius))
        way += room + gap
    return found


def spread(wanted: Sequence[float], gap: float, low: float, high: float) -> list[float]:
    """Return places on a line, near those wanted and at least ``gap`` apart.

    Where they are too many for the line they stand closer, all the same far apart.
    """
    if not wanted:
        return []
    if len(wanted) > 1:
        gap = min(gap, (high - low) / (len(wanted) - 1))
    order = sorted(range(len(wanted)), key=lambda one: wanted[one])
    found = [min(max(wanted[one], low), high) for one in order]
    for place in range(1, len(found)):
        found[place] = max(found[place], found[place - 1] + gap)
    found[-1] = min(found[-1], high)
    for place in range(len(found) - 2, -1, -1):
        found[place] = min(found[place], found[place + 1] - gap)
    back = dict(zip(order, found, strict=True))
    return [round(back[place], 2) for place in range(len(wanted))]
