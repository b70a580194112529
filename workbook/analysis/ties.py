"""How strong a tie is, and how fresh: what he says of it, and when they last talked."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, Final

import pandas as pd

Frames = Mapping[str, pd.DataFrame]
_DAY: Final = "datetime64[s]"

STRENGTHS: Final[Mapping[str, int]] = {"close": 3, "known": 2, "slight": 1}
"""The strength of a tie by the choice of ``contacts.strength``; 2 if he says none."""
FRESH: Final = timedelta(days=182)
FADING: Final = timedelta(days=730)
"""Up to half a year a tie is fresh, up to two years it fades: rules of thumb."""


def strength(contacts: pd.DataFrame) -> "pd.Series[int]":
    """Return by contact how strong the tie is, 1 to 3."""
    known = [STRENGTHS.get(str(said), 2) for said in contacts["strength"]]
    return pd.Series(known, index=contacts.index, dtype="Int64")


def last_seen(frames: Frames) -> "pd.Series[Any]":
    """Return by contact the day they were last in touch, NaT when that is not known.

    It is the latest of what he wrote of the contact (``contacts.last_contact``), a
    conversation in which they talked, advice that was given, and care he showed.
    """
    contacts = frames["contacts"]
    reached = frames["conversations"]["reached"].eq("reached").fillna(value=False)
    told = [
        _days(contacts.index.to_series(), contacts["last_contact"]),
        _days(*_columns(frames["conversations"][reached.astype(bool)], "held")),
        _days(*_columns(frames["feedback"], "given_on")),
        _days(*_columns(frames["care"], "on")),
    ]
    latest: pd.Series[Any] = pd.concat(told).groupby(level=0).max()
    return latest.reindex(contacts.index).astype(_DAY)


def freshness(last: "pd.Series[Any]", today: date) -> "pd.Series[str]":
    """Return for each day ``fresh``, ``fading`` or ``old``; ``unknown`` for NaT."""
    return last.map(lambda day: _freshness(day, today)).astype("string")


def _freshness(day: Any, today: date) -> str:
    if day is pd.NaT:
        return "unknown"
    age = today - day.date()
    return "fresh" if age <= FRESH else "fading" if age <= FADING else "old"


def _columns(
    frame: pd.DataFrame, day: str
) -> tuple["pd.Series[str]", "pd.Series[Any]"]:
    return frame["contact"], frame[day]


def _days(contact: "pd.Series[str]", day: "pd.Series[Any]") -> "pd.Series[Any]":
    known = contact.notna()
    days = pd.to_datetime(day[known]).dt.normalize().astype(_DAY)
    return pd.Series(list(days), index=pd.Index(contact[known].astype(str)), dtype=_DAY)
