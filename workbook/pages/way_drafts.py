"""What to write and what to say on the way to a company, drafted from the answers."""

from collections.abc import Iterator
from typing import Any, Final

from workbook.analysis import Hop
from workbook.pages.way_answers import Told, first_name
from workbook.pages.way_words import chain

_LONG_AGO: Final = frozenset({"fading", "old", "unknown"})
_GREETS: Final = ("hej", "goddag", "kære", "hi", "hello", "dear")


def message(told: Told, way: Any) -> str:
    """Return a message to the first person on a way, in paragraphs.

    ``way`` is a row of ``analysis.all_paths``, here and below. One who must not know
    that he is looking for a job gets nothing of why he wants to go there.
    """
    asked = " ".join(_asked(told, way))
    body = [" ".join(_about(told, way)), " ".join(_wanted(told, way)), asked]
    greeting = told.say("greeting", name=first_name(chain(told, way)[0]))
    if asked.casefold().startswith(_GREETS):
        greeting, body = "", [asked, *body[:2]]
    me = _me(told, way)
    signed = told.say("signed", me=me) if me else ""
    return "\n\n".join(part for part in (greeting, *body, signed) if part)


def opening(told: Told, way: Any, number: int, greeting: str = "") -> str:
    """Return the first lines of the call to one of those on a way, counted from 0.

    To all but the first he says who sent him: ``greeting``.
    """
    parts = _to_others(told, way, number, greeting) if number else _to_first(told, way)
    return " ".join(part for part in parts if part)


def _to_first(told: Told, way: Any) -> Iterator[str]:
    name, me = first_name(chain(told, way)[0]), _me(told, way)
    yield told.say("hello_friend_me" if me else "hello_friend", name=name, me=me)
    yield from _about(told, way)
    yield from _wanted(told, way)
    if not way.hops[1:]:
        yield told.say("twenty")


def _to_others(told: Told, way: Any, number: int, greeting: str) -> Iterator[str]:
    me, further = told.me(), chain(told, way)[number + 1 :]
    yield told.say("hello_me" if me else "hello", me=me)
    yield greeting
    if further:
        company = told.name("companies", way.company)
        yield told.say("about_knows", company=company, person=further[0])
    else:
        yield from _question(told, way)
    yield told.say("time")


def _me(told: Told, way: Any) -> str:
    """Return his own name as the first person knows it."""
    close = told.text("contacts", way.hops[0].record, "strength") == "close"
    return first_name(told.me()) if close or _family(told, way) else told.me()


def _about(told: Told, way: Any) -> Iterator[str]:
    """Say what it is about, after one thing they share when it is long ago."""
    first, *others = way.hops
    company = told.name("companies", way.company)
    if way.freshness in _LONG_AGO:
        yield from _remember(told, first)
    if not others:
        yield told.say("about_inside", company=company)
    else:
        key = "about_named" if others[0].tie == "named" else "about_knows"
        yield told.say(key, company=company, person=chain(told, way)[1])
    reason = told.first_sentence("companies", way.company, "why")
    # Who works there would read of himself as "them"; the family knows it already.
    outside = others or way.kind == "before"
    if reason and outside and not (_secret(told, way) or _family(told, way)):
        yield told.say("reason", why=reason)


def _remember(told: Told, first: Hop) -> Iterator[str]:
    job = told.text("jobs", first.job, "employer") if first.together else ""
    school = told.text("education", first.school, "school")
    if job:
        yield told.say("remember_job", place=job)
    elif school:
        yield told.say("remember_school", place=school)


def _wanted(told: Told, way: Any) -> Iterator[str]:
    if way.hops[1:]:
        yield told.say("may_i", person=chain(told, way)[1])
    else:
        yield from _question(told, way)


def _question(told: Told, way: Any) -> Iterator[str]:
    """Ask the first thing that he does not know of them, else what he guesses."""
    unknown = told.first_sentence("companies", way.company, "unknown")
    guess = told.first_sentence("companies", way.company, "needs")
    if unknown:
        yield told.say("question", question=unknown)
    elif guess and not _secret(told, way):
        yield told.say("guess", guess=guess)


def _asked(told: Told, way: Any) -> Iterator[str]:
    """Ask so that it is easy to say no: in his own words, if he has found them."""
    asking = "" if way.hops[1:] or _secret(told, way) else told.asking()
    if asking:
        yield asking
        return
    if not way.hops[1:]:
        yield told.say("twenty")
    yield told.say("free")


def _secret(told: Told, way: Any) -> bool:
    return told.text("contacts", way.hops[0].record, "may_know") == "no"


def _family(told: Told, way: Any) -> bool:
    return told.text("contacts", way.hops[0].record, "network") == "family"
