"""The companies outside the round: a column on each side, near those who lead there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Final

from workbook.analysis.network_map.labels import wrapped
from workbook.analysis.network_map.places import (
    COLUMN,
    MIDDLE,
    ROUND,
    WIDTH,
    Point,
    spread,
)

TITLE_ROOM: Final = 44.0
"""What the names of the networks take above and below the round."""
SIZE: Final = 14.0
LINE: Final = 16.0
_HIGH, _LOW = 40.0, 24.0
"""How far two companies are apart, with two lines for a name or with one."""
_EDGE: Final = 20.0
GAP: Final = 12.0
"""How far a name stands from its sign."""


@dataclass(frozen=True)
class Company:
    """A company: its name as it stands there, and whether a way leads to it."""

    record: str
    name: str
    lines: tuple[str, ...]
    place: Point
    reached: bool

    @property
    def right(self) -> bool:
        """Whether it stands on the right side."""
        return self.place.x > MIDDLE


def height(count: int) -> float:
    """Return how high the map must be to hold so many companies."""
    return max(2 * (ROUND + TITLE_ROOM), ceil(count / 2) * _LOW + 2 * _EDGE)


def columns(
    names: Mapping[str, str], leads: Mapping[str, Point], high: float
) -> tuple[Company, ...]:
    """Return the companies in their places, on a map so ``high``.

    ``leads`` has for each company that is reached where its best contact stands.
    """
    right = _right(list(names), leads)
    placed = {
        **_column([one for one in names if one not in right], leads, high, COLUMN),
        **_column([one for one in names if one in right], leads, high, WIDTH - COLUMN),
    }
    many = max(len(right), len(names) - len(right))
    lines = 2 if many * _HIGH <= high - _EDGE else 1
    return tuple(
        Company(
            record,
            name,
            wrapped(name, COLUMN - GAP, SIZE, lines),
            placed[record],
            record in leads,
        )
        for record, name in names.items()
    )


def _right(records: Sequence[str], leads: Mapping[str, Point]) -> set[str]:
    """Return who stands on the right, so that neither side is overfull."""
    most = max(ceil(len(records) / 2), min(len(records), 5))
    reached = sorted((one for one in records if one in leads), key=lambda o: leads[o].x)
    east = [one for one in reached if leads[one].x >= MIDDLE]
    west = [one for one in reached if leads[one].x < MIDDLE]
    while len(east) > most:
        west.append(east.pop(0))
    while len(west) > most:
        east.insert(0, west.pop())
    for one in records:
        if one not in leads:
            (east if len(east) < len(west) else west).append(one)
    return set(east)


def _column(
    records: Sequence[str], leads: Mapping[str, Point], high: float, across: float
) -> dict[str, Point]:
    """Place a side's companies from top to foot; those without a way come last."""
    wanted = [
        _abreast(leads[one], across, high) if one in leads else high for one in records
    ]
    gap = _HIGH if len(records) * _HIGH <= high - _EDGE else _LOW
    found = spread(wanted, gap, _EDGE, high - _EDGE)
    return {one: Point(across, down) for one, down in zip(records, found, strict=True)}


def _abreast(lead: Point, across: float, high: float) -> float:
    """Return where a line from the middle through the contact meets the column."""
    away, down = lead.x - MIDDLE, lead.y - high / 2
    # A contact straight above leads to the top of either column.
    far = max(abs(away), 1.0)
    return high / 2 + down / far * abs(across - MIDDLE)
