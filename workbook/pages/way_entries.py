"""What the page shows of ways to a company, and of people he can put in touch."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from workbook import analysis
from workbook.pages.book import Book
from workbook.pages.preparation import NEEDS
from workbook.pages.way_answers import Told, first_name
from workbook.pages.way_drafts import message, opening
from workbook.pages.way_words import called, chain, evidence, next_step


@dataclass(frozen=True)
class Entry:
    """One way, or one pair: who, why, what next, texts to copy, talks to prepare.

    ``texts`` are pairs of a label and a text. ``acts`` are the words on a button for
    each one on the way, in their order.
    """

    key: str
    names: tuple[str, ...]
    reasons: tuple[str, ...]
    next: str
    texts: tuple[tuple[str, str], ...] = ()
    acts: tuple[str, ...] = ()


def ways(told: Told, today: date, company: str = "") -> dict[str, Any]:
    """Return the rows of ``analysis.all_paths`` by key, the best first.

    Those into one company, or without one those into all.
    """
    companies = told.frames["companies"]
    here = companies[companies.index == company] if company else companies
    found: Any = analysis.all_paths({**told.frames, "companies": here}, today)
    return {key(way): way for way in found.itertuples()}


def key(way: Any) -> str:
    """Return what tells a way from every other one."""
    return ">".join([way.company, *(f"{hop.step}/{hop.record}" for hop in way.hops)])


def way_entry(book: Book, told: Told, way: Any, today: date) -> Entry:
    """Return a way in words, with what to write and what to say."""
    names, short = chain(told, way), called(told, way)
    spoken = [(told.say("message_to", name=short[0]), message(told, way))]
    if names[1:]:
        hello = told.say("regards", name=told.name("contacts", way.hops[-2].record))
        said = opening(told, way, len(names) - 1, hello)
        spoken.append((told.say("opening_to", name=names[-1]), said))
    acts = [told.say("prepare", name=name) for name in short]
    return Entry(
        key(way),
        names,
        tuple(evidence(told, way, today)),
        next_step(told, way),
        tuple(spoken),
        tuple(acts) if book.content.asked >= NEEDS else (),
    )


def pairs(told: Told) -> Iterator[Entry]:
    """Go through the people he can put in touch, each with whom and how."""
    found: Any = analysis.introductions(told.frames)
    for relation, meets, through in found.itertuples():
        person = told.name("relations", relation)
        how = told.text("relations", relation, "how")
        reasons = [told.say("your_note", said=told.quote(how))] if how else []
        if through:
            by = told.name("contacts", through)
            reasons.append(told.say("reach_through", person=person, contact=by))
        if meets:
            yield _pair(told, relation, meets, tuple(reasons))
        else:
            choose = told.say("choose", person=person)
            yield Entry(f"pair/{relation}", (person,), tuple(reasons), choose)


def _pair(told: Told, relation: str, meets: str, reasons: tuple[str, ...]) -> Entry:
    one, other = told.name("relations", relation), told.name("contacts", meets)
    roles = [
        told.say("who_is", name=name, role=_ended(role))
        for step, record, name in (
            ("relations", relation, one),
            ("contacts", meets, other),
        )
        if (role := told.text(step, record, "role"))
    ]
    me = told.me()
    parts = [
        told.say("greet_both", one=first_name(one), other=first_name(other)),
        told.say("both"),
        "\n".join(roles),
        told.say("both_end"),
        told.say("signed", me=me) if me else "",
    ]
    written = "\n\n".join(part for part in parts if part)
    texts = ((told.say("message_both"), written),)
    both = (told.say("pair", one=one, other=other),)
    return Entry(f"pair/{relation}", both, reasons, told.say("ask_both"), texts)


def _ended(text: str) -> str:
    return text if text.endswith((".", "!", "?", "…")) else f"{text}."
