"""The call card: all that one conversation needs, put together from the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from workbook import documents
from workbook.pages.book import Book
from workbook.pages.names import record_name
from workbook.store import Place, Record

CALLS: Final = "calls"
LOG: Final = "conversations"
NEEDS: Final = documents.NEEDS["call_card"] | {
    "calls.way",
    *(
        f"{LOG}.{name}"
        for name in ("whom", "reached", "held", "way", "company", "contact", "call")
    ),
}
"""The answers that the card and the log are made of."""
_STEPS: Final = frozenset(need.split(".")[0] for need in documents.NEEDS["call_card"])


@dataclass(frozen=True)
class Section:
    """A part of the card: its key in ``[card]``, and its lines to tick off.

    A line may have a second text in small: the answer to an objection.
    """

    key: str
    lines: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CallCard:
    """One conversation on one screen; ``phone`` as it is dialled, "" if unknown."""

    call: str
    whom: str
    company: str
    phone: str
    sections: tuple[Section, ...]
    objections: tuple[tuple[str, str], ...] = field(default=())


def call_card(book: Book, call: str) -> CallCard | None:
    """Return the card of a prepared call, None when there is no such call."""
    known = {found.record: found for found in book.file.records(CALLS)}
    record = known.get(call)
    if record is None:
        return None
    company = _one(book, "companies", record.values.get("company"))
    contact = _one(book, "contacts", record.values.get("contact"))
    phone = contact.values.get("phone") or company.values.get("phone")
    frames = {step: book.frame(step) for step in _STEPS if step in book.content.steps}
    words = documents.words_in(book.content, book.language)
    written = documents.call_card_context(frames, words, record=call)
    return CallCard(
        call,
        record_name(book, book.content.steps[CALLS], record),
        str(company.values.get("name") or ""),
        str(phone or ""),
        tuple(section for section in _sections(written) if section.lines),
        _to_draw(book),
    )


def log(book: Book, call: str, reached: str) -> str:
    """Write a conversation from its preparation, and return its record.

    What the card knows is not typed again; what was learned is still to be written.
    """
    prepared = book.file.record(CALLS, call).values
    record = book.file.add(LOG)
    answers: Mapping[str, object] = {
        "whom": prepared.get("whom"),
        "reached": reached,
        "held": datetime.now().isoformat(timespec="minutes"),
        "way": prepared.get("way"),
        "company": prepared.get("company"),
        "contact": prepared.get("contact"),
        "call": call,
    }
    told = [(Place(LOG, record, q), value) for q, value in answers.items() if value]
    book.file.save_all(told)
    return record


def _sections(card: documents.CallCardContext) -> Iterator[Section]:
    for name in ("opening", "information", "questions", "arguments"):
        yield _plain(name, card)
    stories = ((_titled(story), story.sentence) for story in card.stories)
    yield Section("stories", tuple(stories))
    answered = ((one.objection, one.answer) for one in card.objections)
    yield Section("objections", tuple(answered))
    for name in ("rounding_off", "said", "facts"):
        yield _plain(name, card)


def _plain(name: str, card: documents.CallCardContext) -> Section:
    return Section(name, tuple((line, "") for line in getattr(card, name)))


def _titled(story: documents.Story) -> str:
    return " · ".join(part for part in (story.title, story.number) if part)


def _to_draw(book: Book) -> tuple[tuple[str, str], ...]:
    """The objections to rehearse with: his own, else the usual ones, unanswered."""
    told = ("objection", "answer")
    pairs = (
        [str(one.values.get(name) or "") for name in told]
        for one in book.file.records("objections")
    )
    own = tuple((objection, answer) for objection, answer in pairs if objection)
    usual = book.content.lists.get("objections")
    entries = usual.entries if usual else ()
    return own or tuple((entry.label.in_(book.language), "") for entry in entries)


def _one(book: Book, step: str, record: object) -> Record:
    found = (r for r in book.file.records(step) if r.record == record)
    return next(found, Record(""))
