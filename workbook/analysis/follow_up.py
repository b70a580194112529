"""Promises by when they are due."""

from datetime import date, datetime, timedelta
from typing import Any, Final

import pandas as pd

from workbook.content.promise import settled

WEEK: Final = timedelta(days=7)


def promises(follow_ups: pd.DataFrame, today: date) -> pd.DataFrame:
    """Return the promises with a column ``state``, open ones first, the earliest first.

    ``state`` is ``late``, ``today``, ``week`` (the next seven days), ``later``,
    ``undated``, ``kept`` (done, whatever came of it) or ``closed``.
    """
    due, kept, outcome = (follow_ups[name] for name in ("due", "kept_on", "outcome"))
    told = zip(due, kept, outcome, strict=True)
    states = [_state(day, done, came, today) for day, done, came in told]
    found = follow_ups.assign(state=pd.Series(states, follow_ups.index, dtype="string"))
    settled = found["state"].isin(["kept", "closed"])
    order = found.assign(_settled=settled).sort_values(
        ["_settled", "due"], kind="stable", na_position="first"
    )
    return order.drop(columns="_settled")


def _state(due: Any, kept: Any, outcome: Any, today: date) -> str:
    if settled(None, outcome):
        return "closed"
    if settled(kept, None):
        return "kept"
    if not isinstance(due, datetime) or due is pd.NaT:
        return "undated"
    day = due.date()
    if day <= today:
        return "today" if day == today else "late"
    return "week" if day - today <= WEEK else "later"
