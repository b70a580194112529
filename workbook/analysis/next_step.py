"""What to do next in an open matter, and on which day."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final, Literal, NamedTuple

import pandas as pd

from workbook.analysis.pause import Span, after_breaks
from workbook.content.working_day import working_day, working_day_after

Stage = Literal["first", "again", "angle", "decide"]

WEEK: Final = timedelta(days=7)
"""A rule of thumb; no Danish source for it was found."""
SOON: Final = timedelta(days=2)
_FAR: Final = timedelta(days=365)  # what is said to pass after that is a slip
_ENOUGH: Final = 2
_CALLS_ENOUGH: Final = 3


class NextStep(NamedTuple):
    """What comes next in a matter, and the working day proposed for it.

    ``stage`` is ``first`` (a week after they talked or the letter was sent),
    ``again`` (two days after a call that nobody took), ``angle`` (a week after the
    first follow-up without an answer, with something new) or ``decide``: after two of
    them he finds a new way in, keeps warm, or closes.
    """

    stage: Stage
    day: date


def next_step(matter: Any, today: date, breaks: Sequence[Span] = ()) -> NextStep:
    """Return the next step of one row of ``matters``; its day is never today or past.

    A day that they promised to get back by is told apart, see ``unless_they_call``.
    """
    stage = _stage(int(matter.unanswered), int(matter.calls))
    last = today if pd.isna(matter.last) else matter.last.date()
    if last - today > _FAR:
        last = today
    wanted = last + (SOON if stage == "again" else WEEK)
    earliest = max(wanted, today + timedelta(days=1))
    return NextStep(stage, working_day(after_breaks(working_day(earliest), breaks)))


def in_a_week(sent: date, breaks: Sequence[Span] = ()) -> datetime:
    """Return nine o'clock on the working day a week after a day."""
    day = working_day(after_breaks(working_day(sent + WEEK), breaks))
    return datetime.combine(day, datetime.min.time().replace(hour=9))


def unless_they_call(by: date, breaks: Sequence[Span] = ()) -> date:
    """Return the day he rings himself when they have not got back by then."""
    return working_day(after_breaks(working_day_after(by), breaks))


def _stage(unanswered: int, calls: int) -> Stage:
    if unanswered >= _ENOUGH or calls >= _CALLS_ENOUGH:
        return "decide"
    if unanswered:
        return "angle"
    return "again" if calls else "first"
