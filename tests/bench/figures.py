"""Medians with their spread and ratios, also of what was stopped before it came."""

import math
import statistics
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Value:
    """A measured number; ``at_least`` when the clock was stopped before its end."""

    number: float
    at_least: bool = False

    def __str__(self) -> str:
        """Return the number as it is read in a table, a count as a count."""
        size = abs(self.number)
        digits = 0 if size >= 100 or isinstance(self.number, int) else 1
        digits += size < 10 and digits
        return f"{'≥ ' if self.at_least else ''}{self.number:,.{digits}f}"


Found = dict[str, list[Value]]
"""What was measured of one side: the values of each round by what they are of."""


def values(numbers: Iterable[float]) -> list[Value]:
    return [Value(number) for number in numbers]


def within(seconds: Iterable[float | None], limit: float) -> list[Value]:
    """Return times; None is somebody who had not arrived at the limit."""
    return [Value(limit, True) if s is None else Value(s) for s in seconds]


def median(found: Sequence[Value]) -> Value:
    """Return the median; it is a lower bound where one below it may be higher."""
    ordered = sorted(found)
    upper = ordered[len(ordered) // 2].number
    bound = any(value.at_least and value.number <= upper for value in ordered)
    return Value(statistics.median(value.number for value in ordered), bound)


def last(found: Sequence[Value]) -> Value:
    """Return the highest; a lower bound as soon as any of them is one."""
    return Value(max(v.number for v in found), any(v.at_least for v in found))


def percentile(found: Sequence[float], share: float) -> float:
    """Return the lowest number that a share of all is not above (nearest rank)."""
    return sorted(found)[max(math.ceil(share * len(found)), 1) - 1]


def ratio(own: Value, base: Value) -> str:
    """Return how much of the baseline it is; a bound where one of them is a bound."""
    if not base.number or (own.at_least and base.at_least):
        return "–"
    times = own.number / base.number
    if not times:
        return "0"
    sign = "≥ " if own.at_least else "≤ " if base.at_least else ""
    digits = 0 if times >= 100 else 2 if times >= 0.1 else 4
    return f"{sign}{times:.{digits}f}"


def lines(sides: Mapping[str, Found]) -> list[str]:
    """Return a table: each measure with a line for each side, the first the baseline.

    A line has the median of the rounds, their spread, and the ratio to the baseline.
    """
    base, *_ = sides
    measures = dict.fromkeys(name for found in sides.values() for name in found)
    told = [f"{'':44}{'median':>10}  {'lowest to highest':24}{'of the baseline':>16}"]
    for measure in measures:
        told.append(measure)
        for side, found in sides.items():
            own = found.get(measure)
            if not own:
                continue
            spread = f"{min(own)} to {max(own)}"
            of = sides[base].get(measure)
            share = (
                "baseline"
                if side == base
                else ratio(median(own), median(of))
                if of
                else "–"
            )
            told.append(f"    {side:40}{median(own)!s:>10}  {spread:24}{share:>16}")
    return told
