"""Danish working days: not a weekend, not a day on which hardly anybody answers."""

from datetime import date, timedelta
from functools import cache
from typing import Final

import holidays

_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5


def is_working_day(day: date) -> bool:
    """Tell whether people are at work in Denmark on that day.

    Public holidays are none, nor are the days that many have off: 1 May,
    Constitution Day, Christmas Eve and New Year's Eve. Source: the library
    ``holidays``, Denmark, its categories ``public`` and ``optional``.
    """
    return day.weekday() < _SATURDAY and day not in _days_off(day.year)


def working_day(day: date) -> date:
    """Return that day, or the first working day after it."""
    while not is_working_day(day):
        day += _DAY
    return day


def working_day_after(day: date) -> date:
    """Return the first working day later than that day."""
    return working_day(day + _DAY)


@cache
def _days_off(year: int) -> frozenset[date]:
    found = holidays.country_holidays(
        "DK", years=year, categories=("public", "optional")
    )
    return frozenset(found)
