"""What he has done, one act a row, and week by week: what was tried counts first."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, Final, NamedTuple

import pandas as pd

from workbook.analysis.pause import Span, within
from workbook.content.promise import CLOSED, MOVED
from workbook.content.working_day import is_working_day

Frames = Mapping[str, pd.DataFrame]

WEEKS: Final = 8
RECENT: Final = 4
TALKS, LETTERS, PROMISES = "conversations", "applications", "follow_ups"
_DAY: Final = "datetime64[s]"
_COUNTS: Final = ["tried", "reached", "sent", "kept"]
_TEXTS: Final = ["step", "whom", "contact", "company"]


class Mean(NamedTuple):
    """What he did a week, as the mean of so many weeks."""

    done: float
    weeks: int


def acts(frames: Frames, today: date) -> pd.DataFrame:
    """Return what happened up to today, one row each, by record id.

    Rows are conversations that say whether anybody was reached, applications sent,
    and follow-ups that were done on a day; one that was only moved, or that he closed
    himself, is none. Columns: ``step``, ``day``, ``whom``, ``contact`` and
    ``company`` (ids), and whether he ``tried`` (took the initiative to talk),
    ``reached`` somebody, ``sent`` a letter, ``kept`` a promise. ``again`` marks a
    follow-up that is told a second time, as a conversation with the same person on
    the same day.
    """
    parts = [_talks(frames), _letters(frames), _done(frames)]
    found: pd.DataFrame = pd.concat(parts)
    known = found[found["day"].notna() & (found["day"] <= pd.Timestamp(today))]
    return known.assign(again=_again(known))


def weeks(acted: pd.DataFrame, breaks: Sequence[Span], today: date) -> pd.DataFrame:
    """Return the latest eight weeks by their Monday, this one first.

    ``acted`` is what ``acts`` returns; the weeks before the first act are left out.
    Columns: ``done``, how many acts of his own, each counted once; ``tried``,
    ``reached``, ``sent`` and ``kept`` (Int64); and ``paused``, true when all working
    days of the week fall in breaks.
    """
    this = today - timedelta(days=today.weekday())
    first = acted["day"].min()
    mondays = [this - timedelta(weeks=n) for n in range(WEEKS)] if len(acted) else []
    index = pd.Index([m for m in mondays if _last(m) >= first.date()], name="week")
    own = acted[["tried", "sent", "kept"]].any(axis=1) & ~acted["again"]
    days = acted["day"].dt.date
    monday = [day - timedelta(days=day.weekday()) for day in days]
    counts = acted.assign(done=own)[["done", *_COUNTS]].astype("Int64").groupby(monday)
    found = counts.sum().reindex(index, fill_value=0).astype("Int64")
    paused = [_paused(week, breaks) for week in index]
    return found.assign(paused=pd.Series(paused, index=index, dtype="boolean"))


def per_week(found: pd.DataFrame) -> Mean | None:
    """Return what he did a week in the last four whole weeks without a break.

    ``found`` is what ``weeks`` returns; fewer than four weeks are as good. None when
    no week has ended since he began.
    """
    counted = found.iloc[1:]
    counted = counted[~counted["paused"].astype(bool)].head(RECENT)
    if counted.empty:
        return None
    return Mean(float(counted["done"].sum()) / len(counted), len(counted))


def companies(frames: Frames) -> "pd.Series[str]":
    """Return by follow-up the company of its conversation, else of its application."""
    asked = frames[PROMISES]
    talked = _of(asked["conversation"], frames[TALKS], "company")
    return talked.fillna(_of(asked["application"], frames[LETTERS], "company"))


def _talks(frames: Frames) -> pd.DataFrame:
    told = frames[TALKS]
    told = told[told["reached"].notna()]
    return _rows(
        TALKS,
        told["held"],
        whom=told["whom"],
        contact=told["contact"],
        company=told["company"],
        tried=~_is(told["initiative"], "them"),
        reached=_is(told["reached"], "reached"),
    )


def _letters(frames: Frames) -> pd.DataFrame:
    told = frames[LETTERS]
    whom, company = told["receiver"], told["company"]
    return _rows(LETTERS, told["sent_on"], whom=whom, company=company, sent=True)


def _done(frames: Frames) -> pd.DataFrame:
    asked, talks = frames[PROMISES], frames[TALKS]
    whom = asked["whom"].fillna(_of(asked["conversation"], talks, "whom"))
    whom = whom.fillna(_of(asked["application"], frames[LETTERS], "receiver"))
    told = _rows(
        PROMISES,
        asked["kept_on"],
        whom=whom,
        contact=_of(asked["conversation"], talks, "contact"),
        company=companies(frames),
        kept=~_is(asked["outcome"], *CLOSED),
    )
    return told[~_is(asked["outcome"], MOVED, "closed_by_me")]


def _rows(step: str, day: "pd.Series[Any]", **told: Any) -> pd.DataFrame:
    """Return rows of ``acts``; what is not told is missing or false."""
    texts = {name: told.get(name, pd.NA) for name in _TEXTS} | {"step": step}
    counts = {name: told.get(name, False) for name in _COUNTS}
    days = pd.to_datetime(day).dt.normalize().astype(_DAY)
    found = pd.DataFrame({"day": days, **texts, **counts}, index=day.index)
    kinds = dict.fromkeys(_TEXTS, "string") | dict.fromkeys(_COUNTS, "bool")
    return found.astype(kinds)


def _again(acted: pd.DataFrame) -> "pd.Series[bool]":
    talks = acted["step"].eq(TALKS)
    told = [_people(row) for row in acted[["day", "whom", "contact"]].itertuples()]
    met = set().union(*(who for who, talk in zip(told, talks, strict=True) if talk))
    promised = acted["step"].eq(PROMISES)
    again = [p and bool(w & met) for p, w in zip(promised, told, strict=True)]
    return pd.Series(again, index=acted.index, dtype="bool")


def _people(act: Any) -> set[tuple[Any, str, str]]:
    """Return who an act was with on its day: by name, and as a contact."""
    name = "" if pd.isna(act.whom) else " ".join(act.whom.casefold().split())
    contact = "" if pd.isna(act.contact) else str(act.contact)
    return {(act.day, *key) for key in (("", name), ("contact", contact)) if key[1]}


def _of(ids: "pd.Series[str]", frame: pd.DataFrame, column: str) -> "pd.Series[str]":
    """Return what the records of those ids say; a record that is gone says nothing."""
    known = dict(zip(frame.index, frame[column], strict=True))
    said = [known.get(str(record), pd.NA) for record in ids]
    return pd.Series(said, index=ids.index, dtype="string")


def _is(column: "pd.Series[str]", *values: str) -> "pd.Series[bool]":
    return column.isin(values).fillna(value=False).astype(bool)


def _last(monday: date) -> date:
    return monday + timedelta(days=6)


def _paused(monday: date, breaks: Iterable[Span]) -> bool:
    days = [monday + timedelta(days=n) for n in range(7)]
    working = [day for day in days if is_working_day(day)]
    return bool(working) and all(within(day, breaks) for day in working)
