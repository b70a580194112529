"""A reason to be in touch: what there is to thank for, to tell, or to ask about."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, Final, Literal, NamedTuple

import pandas as pd

from workbook.analysis.ties import Frames, last_seen

Occasion = Literal["advice", "name", "work", "news", "hello"]
_KNOW: Final = frozenset({"yes", "careful"})


class _Favour(NamedTuple):
    """What somebody did for him: who, on which day, and what came of it."""

    contact: str | None
    day: date | None
    about: str


def occasions(frames: Frames, of: Iterable[str]) -> pd.DataFrame:
    """Return for some contacts the best reason to be in touch, and what it is about.

    ``occasion`` is ``advice`` or ``name`` (he has not yet thanked them for it; with a
    name he has talked with the one they named), ``work`` (he has a job, and they know
    each other from work), ``news`` (he has talked with others since they were last in
    touch, and they may know that he is looking) or ``hello``. ``about`` is what the
    advice changed, the name, or how many he has talked with, else empty.
    """
    contacts = frames["contacts"]
    wanted = contacts.index.isin(set(of))
    thanks = _thanks(frames["care"])
    advice = _unthanked(_advice(frames["feedback"]), thanks)
    names = _unthanked(_names(frames), thanks)
    news = _news(frames, wanted)
    employed = has_job(frames["start"])
    found: list[tuple[Occasion, str]] = []
    for contact, row in zip(news, _rows(contacts[wanted]), strict=True):
        if contact in advice:
            found.append(("advice", advice[contact]))
        elif contact in names:
            found.append(("name", names[contact]))
        elif employed and row["network"] == "professional":
            found.append(("work", ""))
        elif news[contact] and _may_know(row["may_know"], employed=employed):
            found.append(("news", str(news[contact])))
        else:
            found.append(("hello", ""))
    columns = ["occasion", "about"]
    return pd.DataFrame(found, contacts.index[wanted], columns, dtype="string")


def has_job(start: pd.DataFrame) -> bool:
    """Tell whether he has a job now; ``start`` has ``situation``."""
    return "employed" in set(start["situation"].dropna())


def _may_know(said: str | None, *, employed: bool) -> bool:
    """Tell whether a contact may hear of his search; in a job only if he says so."""
    return said in _KNOW if employed else said != "no"


def _advice(feedback: pd.DataFrame) -> Iterator[_Favour]:
    for row in _rows(feedback):
        about = row["changed"] or ""
        yield _Favour(row["contact"], _day(row["given_on"]), about)


def _names(frames: Frames) -> Iterator[_Favour]:
    """Go through those he has talked with, whose name somebody gave him."""
    contacts = frames["contacts"]
    people = dict(zip(contacts.index, _rows(contacts), strict=True))
    for talk in _reached(frames):
        person = people.get(talk["contact"])
        if person and person["name"]:
            giver = person["known_through"]
            yield _Favour(giver, _day(talk["held"]), person["name"])


def _news(frames: Frames, wanted: Any) -> dict[str, int]:
    """Return by contact how many others he has talked with since they were in touch."""
    talks = [
        (row["contact"] or row["whom"], _day(row["held"])) for row in _reached(frames)
    ]
    seen = last_seen(frames)[wanted]
    return {
        contact: len({who for who, day in talks if last and day and day > last})
        for contact, last in zip(seen.index, map(_day, seen), strict=True)
    }


def _thanks(care: pd.DataFrame) -> dict[str, date]:
    """Return by contact the latest day he said thanks; one not known is the latest."""
    found: dict[str, date] = {}
    for row in _rows(care[care["kind"].eq("thanks").fillna(value=False)]):
        who, day = row["contact"], _day(row["on"]) or date.max
        found[who] = max(day, found.get(who, day))
    return found


def _unthanked(favours: Iterable[_Favour], thanks: dict[str, date]) -> dict[str, str]:
    """Return by contact what the latest favour he has not thanked for was about."""
    ordered = sorted(favours, key=lambda favour: favour.day or date.min)
    return {
        who: about
        for who, day, about in ordered
        if who and (who not in thanks or thanks[who] < (day or date.min))
    }


def _reached(frames: Frames) -> list[dict[str, Any]]:
    talks = frames["conversations"]
    return _rows(talks[talks["reached"].eq("reached").fillna(value=False)])


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Return the rows as dictionaries; what is missing is None."""
    told = frame.astype(object).where(frame.notna(), None).to_dict("records")
    return [{str(key): value for key, value in row.items()} for row in told]


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
