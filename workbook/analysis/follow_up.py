"""Promises by when they are due."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any, Final

import pandas as pd

from workbook.analysis.pause import Span, after_breaks
from workbook.content.promise import CLOSED, MOVED, settled

WEEK: Final = timedelta(days=7)
SETTLED: Final = frozenset({"kept", "moved", "closed"})


def promises(
    follow_ups: pd.DataFrame, today: date, breaks: Sequence[Span] = ()
) -> pd.DataFrame:
    """Return the promises with a column ``state``, open ones first, the earliest first.

    ``state`` is ``late``, ``today``, ``week`` (the next seven days), ``later``,
    ``undated``, ``kept`` (done, whatever came of it), ``moved`` or ``closed``. One
    that is due in a break is late only when the first working day after it has gone.
    """
    due, kept, outcome = (follow_ups[name] for name in ("due", "kept_on", "outcome"))
    told = zip(due, kept, outcome, strict=True)
    states = [_state(day, done, came, today, breaks) for day, done, came in told]
    found = follow_ups.assign(state=pd.Series(states, follow_ups.index, dtype="string"))
    order = found.assign(_settled=found["state"].isin(SETTLED)).sort_values(
        ["_settled", "due"], kind="stable", na_position="first"
    )
    return order.drop(columns="_settled")


def _state(
    due: Any, kept: Any, outcome: Any, today: date, breaks: Sequence[Span]
) -> str:
    if isinstance(outcome, str) and outcome in CLOSED | {MOVED}:
        return "closed" if outcome in CLOSED else "moved"
    if settled(kept, None):
        return "kept"
    if not isinstance(due, datetime) or due is pd.NaT:
        return "undated"
    day = after_breaks(due.date(), breaks)
    if day <= today:
        return "today" if day == today else "late"
    return "week" if day - today <= WEEK else "later"
