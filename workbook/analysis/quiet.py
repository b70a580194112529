"""How long it has been quiet between him and each company."""

from collections.abc import Collection
from datetime import date
from typing import Final

import pandas as pd

from workbook.analysis.activity import PROMISES, Frames, acts, companies
from workbook.analysis.pause import days_between, spans
from workbook.content.promise import settled

_DAY: Final = "datetime64[s]"


def quiet(frames: Frames, among: Collection[str], today: date) -> pd.DataFrame:
    """Return by company, the index, how long it has been quiet, the quietest first.

    Only those ``among`` that he has talked or written to. Columns: ``last``, the
    latest day of contact either way; ``days`` since then (Int64), without those of
    breaks; ``next``, when the next open follow-up there is due, NaT without one.
    """
    acted = acts(frames, today)
    here = acted[acted["company"].isin(list(among)).fillna(value=False).astype(bool)]
    last = here.groupby("company")["day"].max().astype(_DAY)
    breaks = spans(frames["pauses"])
    days = [days_between(day.date(), today, breaks) for day in last]
    found = pd.DataFrame(
        {"last": last, "days": pd.Series(days, index=last.index, dtype="Int64")}
    )
    ahead = _next(frames).reindex(found.index).astype(_DAY)
    order = ["days", "last"]
    return found.assign(next=ahead).sort_values(
        order, ascending=[False, True], kind="stable"
    )


def _next(frames: Frames) -> "pd.Series[pd.Timestamp]":
    asked = frames[PROMISES]
    told = zip(asked["kept_on"], asked["outcome"], strict=True)
    still = [not settled(kept, outcome) for kept, outcome in told]
    due = asked["due"].astype(_DAY)
    return due[still].groupby(companies(frames)[still]).min()
