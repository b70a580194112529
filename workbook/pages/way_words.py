"""A way to a company in words: why each step should bear, and what to do next."""

from collections.abc import Iterator
from datetime import date
from typing import Any, Final

from workbook.analysis import Hop
from workbook.content.moment import name_day
from workbook.pages.way_answers import Told, first_name

_TIES: Final = {"close": "tie_close", "known": "tie_known", "slight": "tie_slight"}
_NETWORKS: Final = {"friends": "from_friends", "professional": "from_work"}


def chain(told: Told, way: Any) -> tuple[str, ...]:
    """Return the names of those on the way, the nearest first.

    ``way`` is a row of ``analysis.all_paths``, here and below.
    """
    return tuple(told.name(hop.step, hop.record) for hop in way.hops)


def called(told: Told, way: Any) -> tuple[str, ...]:
    """Return what those on the way are called: the first by first name, as a friend.

    By his whole name where another one on the way has the same first name.
    """
    first, *others = chain(told, way)
    short = first_name(first)
    return first if short in map(first_name, others) else short, *others


def evidence(told: Told, way: Any, today: date) -> list[str]:
    """Return why the way should bear, some sentences for each person on it."""
    names = called(told, way)
    lines = [" ".join(_known(told, way, today))]
    for before, name, hop in zip(names, names[1:], way.hops[1:], strict=False):
        lines.append(" ".join([_led(told, before, name, hop), *_shared(told, hop)]))
    end = _there(told, names[-1], way)
    return [line for line in (*lines, end) if line]


def next_step(told: Told, way: Any) -> str:
    """Return what to do next: whom to ring or write to, and what to ask for."""
    first, *others = called(told, way)
    do = told.say(reached_by(told, way.hops[0].record), name=first)
    if not others:
        return " ".join([told.say(f"next_{way.kind}", do=do), *_careful(told, way)])
    found = [told.say("next_hello", do=do, person=others[0])]
    if others[1:]:
        found.append(told.say("next_onward", person=others[0], end=others[-1]))
    return " ".join([*found, *_careful(told, way)])


def reached_by(told: Told, contact: str) -> str:
    """Return how a contact can be reached: ``do_ring``, ``do_write`` or ``do_find``."""
    if told.text("contacts", contact, "phone"):
        return "do_ring"
    return "do_write" if told.text("contacts", contact, "email") else "do_find"


def _known(told: Told, way: Any, today: date) -> Iterator[str]:
    """Go through what he shares with the first, and how well they know each other."""
    first = way.hops[0]
    shared = list(_shared(told, first))
    tie = _TIES.get(told.text("contacts", first.record, "strength"), "")
    network = told.text("contacts", first.record, "network")
    yield from shared
    if network == "family":
        yield told.say("from_family", name=called(told, way)[0])
    elif not shared and not tie and network in _NETWORKS:
        yield told.say(_NETWORKS[network])
    day = "" if way.freshness == "unknown" else _day(told, way.last, today)
    well = told.say(tie) if tie else ""
    if well and day:
        yield told.say("tie_and_day", tie=well, day=day)
    elif well:
        yield told.say("tie_only", tie=well)
    elif day:
        yield told.say("day_only", day=day)


def _shared(told: Told, hop: Hop) -> Iterator[str]:
    if hop.job:
        yield _job(told, hop)
    if hop.school:
        place = told.text("education", hop.school, "school")
        yield told.say("school" if place else "school_unnamed", place=place)


def _job(told: Told, hop: Hop) -> str:
    place = told.text("jobs", hop.job, "employer")
    years = _years(told, hop.job)
    key = "colleagues" if hop.together else "same_place"
    if not place:
        return told.say("colleagues_unnamed")
    if years:
        return told.say(f"{key}_years", place=place, years=years)
    return told.say(key, place=place)


def _years(told: Told, job: str) -> str:
    """Return when he was there, such as 2016–2019; "" while it is not all known."""
    first, last = (told.year("jobs", job, name) for name in ("from", "to"))
    if not first or not last:
        return ""
    return first if first == last else f"{first}–{last}"


def _led(told: Told, before: str, name: str, hop: Hop) -> str:
    if hop.tie == "named":
        return told.say("named", other=before, name=name)
    how = told.text("relations", hop.relation, "how")
    knows = told.say("knows", other=before, name=name)
    return f"{knows}: {told.quote(how)}" if how else f"{knows}."


def _there(told: Told, name: str, way: Any) -> str:
    """Return what the last one is there, as it was written."""
    company = told.name("companies", way.company)
    if way.kind == "before":
        inside = told.say("inside", name=name)
        was = told.say("was_there", name=name, company=company)
        return inside if way.question == "job" else was
    role = told.text(way.step, way.record, "role")
    if way.question == "role":
        return told.say("written", name=name, said=told.quote(role))
    works = told.say("works", name=name, company=company)
    return f"{works}: {told.quote(role)}" if role else f"{works}."


def _careful(told: Told, way: Any) -> Iterator[str]:
    first = way.hops[0].record
    may = told.text("contacts", first, "may_know")
    if may in ("no", "careful"):
        yield told.say(f"may_{may}", name=called(told, way)[0])


def _day(told: Told, day: Any, today: date) -> str:
    return name_day(day.date(), today, told.language)
