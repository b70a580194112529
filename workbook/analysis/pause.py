"""Breaks: days that count against nobody."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime, timedelta
from typing import Final

import pandas as pd

from workbook.content.working_day import working_day, working_day_after

_DAY: Final = timedelta(days=1)
Span = tuple[date, date]
"""The first and the last day of a break."""


def spans(pauses: pd.DataFrame) -> list[Span]:
    """Return the breaks with both days, the earliest first; one turned round is none.

    ``pauses`` has ``starts`` and ``ends``.
    """
    whole = pauses.dropna(subset=["starts", "ends"])
    days = zip(whole["starts"], whole["ends"], strict=True)
    return sorted((s.date(), e.date()) for s, e in days if s <= e)


def within(day: date, breaks: Iterable[Span]) -> Span | None:
    """Return the break that a day falls in, None when it falls in none."""
    return next((span for span in breaks if span[0] <= day <= span[1]), None)


def after_breaks(day: date, breaks: Sequence[Span]) -> date:
    """Return that day, or the first working day after the breaks it falls in."""
    while span := within(day, breaks):
        day = working_day_after(span[1])
    return day


def days_between(first: date, last: date, breaks: Sequence[Span]) -> int:
    """Return the days from one day to another, without those of breaks."""
    paused = {
        day
        for starts, ends in breaks
        for day in _days(max(starts, first + _DAY), min(ends, last))
    }
    return (last - first).days - len(paused)


def _days(first: date, last: date) -> Iterator[date]:
    for number in range((last - first).days + 1):
        yield first + number * _DAY


def moved(due: datetime, span: Span) -> datetime:
    """Return when a promise is due after a break, at the same time of the day.

    A day from the break's first on moves by its length; an earlier one, which waits
    already, to the first day after it. Both end on a working day.
    """
    starts, ends = span
    day, length = due.date(), ends - starts + timedelta(days=1)
    new = working_day(day + length) if day >= starts else working_day_after(ends)
    return datetime.combine(new, due.time())
