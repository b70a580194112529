"""Keeping in touch: whose turn it is, and what passed between them last."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

from workbook.analysis.pause import Span, after_breaks, spans, within
from workbook.analysis.ties import Frames, last_seen
from workbook.content.working_day import working_day

RHYTHMS: Final[Mapping[str, int]] = {
    "month": 1, "quarter": 3, "half_year": 6, "year": 12
}  # fmt: skip
"""The months between two greetings by the choice of ``contacts.rhythm``."""
SOON: Final = timedelta(days=7)
_DAY: Final = "datetime64[s]"


def maintenance(frames: Frames, today: date) -> pd.DataFrame:
    """Return the contacts he wants to keep in touch with, the longest due first.

    Only those with a rhythm are in it: a name alone is due for nothing. Indexed by
    contact, with the columns ``name``, ``last`` (the day they were last in touch, NaT
    when that is not known), ``due`` (a working day, today when ``last`` is not known),
    ``state`` (``late``, ``due`` today, ``soon`` within a week, ``later``), ``give``
    (what he can do for them), ``did``, ``on`` and ``kind`` of the latest care he
    showed, and ``got``, the latest advice they gave. A day that falls in a break moves
    to the first working day after it; while one lasts nothing waits.
    """
    contacts = frames["contacts"]
    months = contacts["rhythm"].map(RHYTHMS)
    known = months.notna().to_numpy()
    kept, last = contacts[known], last_seen(frames)[known]
    breaks = spans(frames["pauses"])
    wanted = zip(last, months.dropna(), strict=True)
    days = [_due(seen, int(number), today, breaks) for seen, number in wanted]
    cared = _latest(frames["care"], "on").reindex(kept.index)
    got = _latest(frames["feedback"], "given_on")["said"].reindex(kept.index)
    found = pd.DataFrame(
        {
            "name": kept["name"],
            "last": last,
            "due": pd.Series(list(pd.to_datetime(days)), kept.index, dtype=_DAY),
            "state": pd.Series([_state(d, today) for d in days], kept.index, "string"),
            "give": kept["give"],
            **{name: cared[name] for name in ("did", "on", "kind")},
            "got": got,
        }
    )
    return found.sort_values("due", kind="stable")


def _due(last: Any, months: int, today: date, breaks: Sequence[Span]) -> date:
    known = not pd.isna(last)
    wanted = (last + pd.DateOffset(months=months)).date() if known else today
    day = after_breaks(working_day(wanted), breaks)
    waits = day < today and within(today, breaks)
    return after_breaks(today, breaks) if waits else day


def _state(due: date, today: date) -> str:
    if due <= today:
        return "due" if due == today else "late"
    return "soon" if due - today <= SOON else "later"


def _latest(frame: pd.DataFrame, day: str) -> pd.DataFrame:
    """Return by contact the record of the latest day; one without a day comes last."""
    tied = frame[frame["contact"].notna()]
    ordered = tied.sort_values(day, kind="stable", na_position="first")
    return ordered.drop_duplicates("contact", keep="last").set_index("contact")
