"""Prepares the talk with somebody on a way to a company: a call, begun from it."""

from dataclasses import dataclass
from typing import Any, Final

from workbook.pages.book import Book
from workbook.pages.call_card import CALLS, LOG
from workbook.pages.offers import Begun, accepted, begun, fresh
from workbook.pages.sources import texts
from workbook.pages.way_answers import Told
from workbook.pages.way_drafts import opening
from workbook.store import Origin, Place

_ASKED: Final = ("whom", "contact", "company", "through", "opening")
NEEDS: Final = frozenset(f"{CALLS}.{question}" for question in _ASKED)
"""The questions that are answered in advance."""


@dataclass(frozen=True)
class _Talk:
    """With whom, a record of contacts or relations; where; and who sent him, if any."""

    name: Place
    whom: str
    contact: str
    company: str
    through: str


def prepare(book: Book, way: Any, number: int) -> str:
    """Return the call that prepares the talk with one on a way, counted from 0.

    ``way`` is a row of ``analysis.all_paths``. What is known stands in it, with where
    it was taken from: whom, contact, company, who sent him, and how he begins; all in
    one transaction. One that is prepared and not yet had is not begun again.
    """
    told = Told(book)
    talk = _talk(told, way, number)
    return _prepared(book, talk) or _begun(book, talk, told, way, number)


def _talk(told: Told, way: Any, number: int) -> _Talk:
    step, record = way.hops[number][:2]
    contact = record if step == "contacts" else ""
    name = Place(step, record, "name" if contact else "person")
    through = way.hops[number - 1].record if number else ""
    whom = told.text(name.step, name.record, name.question)
    return _Talk(name, whom, contact, way.company, through)


def _prepared(book: Book, talk: _Talk) -> str:
    """Return the call that is ready for this talk and not yet had, "" if none is."""
    had = {found.values.get("call") for found in book.file.records(LOG)}
    for found in book.file.records(CALLS):
        contact, whom, company = map(found.values.get, ("contact", "whom", "company"))
        same = contact == talk.contact if talk.contact else whom == talk.whom
        if same and company == talk.company and found.record not in had:
            return found.record
    return ""


def _begun(book: Book, talk: _Talk, told: Told, way: Any, number: int) -> str:
    """Write a call: what every call begins with, and what the way says."""
    call = fresh()
    begins = _beginning(book, talk, call)
    answers = dict(begins.answers)
    origins = list(begins.origins)
    at = Place(CALLS, call, "opening")
    greeting = _greeting(book, talk)
    guide = str(answers.get(at) or "")
    if talk.through and guide:
        drafted = _with(greeting, guide)
    else:
        drafted = opening(told, way, number, greeting)
        origins = [one for one in origins if one[0] != at]
    if greeting:
        from_ = Place("contacts", talk.through, "name")
        origins.append((at, Origin(from_, greeting)))
    known = (talk.whom, talk.contact, talk.company, talk.through, drafted)
    for question, value in zip(_ASKED, known, strict=True):
        if value:
            answers[Place(CALLS, call, question)] = value
    book.file.save_all(list(answers.items()), origins)
    return call


def _beginning(book: Book, talk: _Talk, call: str) -> Begun:
    """Return what a call begins with that is for this person."""
    step = book.content.steps[CALLS]
    feed = step.naming.feed(f"{talk.name.step}.{talk.name.question}")
    found = accepted(book, step, call, talk.name, talk.whom) if feed else Begun()
    return found if found.answers else begun(book, step, call)


def _greeting(book: Book, talk: _Talk) -> str:
    """Return the greeting from the one who sent him, as the content words it."""
    question = book.content.steps[CALLS].question("opening")
    name = Place("contacts", talk.through, "name")
    return next(iter(texts(book, question, name)), "") if talk.through else ""


def _with(greeting: str, guide: str) -> str:
    """Put a greeting behind the first sentence of an opening, his name."""
    name, end, rest = guide.partition(". ")
    if not greeting or not end:
        return "\n".join(part for part in (guide, greeting) if part)
    return f"{name}. {greeting} {rest}"
