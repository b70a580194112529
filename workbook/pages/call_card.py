"""The call card: all that one conversation needs, put together from the answers."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Final

from workbook.pages.book import Book
from workbook.pages.names import record_name
from workbook.store import Place, Record

CALLS: Final = "calls"
LOG: Final = "conversations"
NEEDS: Final = frozenset(
    {
        *(f"calls.{name}" for name in (
            "whom", "company", "contact", "way", "opening", "information",
            "questions", "arguments", "objections", "stories", "rounding_off",
        )),
        "companies.name", "companies.why", "companies.needs", "companies.phone",
        "contacts.phone", "objections.objection", "objections.answer",
        "stories.title", "stories.sentence", "stories.number",
        *(f"conversations.{name}" for name in (
            "whom", "reached", "held", "way", "company", "contact", "call",
            "own_words", "learned",
        )),
    }
)  # fmt: skip
"""The answers that the card and the log are made of."""
_WRITTEN: Final = ("opening", "information", "questions", "arguments")


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
    sections = (Section(key, lines) for key, lines in _sections(book, record, company))
    return CallCard(
        call,
        record_name(book, book.content.steps[CALLS], record),
        str(company.values.get("name") or ""),
        str(phone or ""),
        tuple(section for section in sections if section.lines),
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


def _sections(
    book: Book, record: Record, company: Record
) -> Iterator[tuple[str, tuple[tuple[str, str], ...]]]:
    for name in _WRITTEN:
        yield name, _lines(record, name)
    yield "stories", _stories(book, record)
    yield "objections", _objections(_chosen(book, "objections", record))
    yield "rounding_off", _lines(record, "rounding_off")
    yield "said", _said(book, record)
    yield "facts", _lines(company, "why", "needs")


def _lines(record: Record, *questions: str) -> tuple[tuple[str, str], ...]:
    texts = (str(record.values.get(question) or "") for question in questions)
    lines = (line.strip() for text in texts for line in text.splitlines())
    return tuple((line, "") for line in lines if line)


def _said(book: Book, record: Record) -> tuple[tuple[str, str], ...]:
    """What they said last time, in their own words."""
    ties = ("company", "contact")
    found = [
        talk
        for talk in book.file.records(LOG)
        if any(
            record.values.get(tie) and talk.values.get(tie) == record.values.get(tie)
            for tie in ties
        )
    ]
    return tuple(
        line for talk in found for line in _lines(talk, "own_words", "learned")
    )


def _stories(book: Book, record: Record) -> tuple[tuple[str, str], ...]:
    return tuple(
        (
            " · ".join(
                str(v) for n in ("title", "number") if (v := story.values.get(n))
            ),
            str(story.values.get("sentence") or ""),
        )
        for story in _chosen(book, "stories", record)
    )


def _objections(found: list[Record]) -> tuple[tuple[str, str], ...]:
    told = ("objection", "answer")
    pairs = ([str(one.values.get(name) or "") for name in told] for one in found)
    return tuple((objection, answer) for objection, answer in pairs if objection)


def _to_draw(book: Book) -> tuple[tuple[str, str], ...]:
    """The objections to rehearse with: his own, else the usual ones, unanswered."""
    own = _objections(book.file.records("objections"))
    usual = book.content.lists.get("objections")
    entries = usual.entries if usual else ()
    return own or tuple((entry.label.in_(book.language), "") for entry in entries)


def _chosen(book: Book, step: str, record: Record) -> list[Record]:
    chosen = record.values.get(step)
    ids = chosen if isinstance(chosen, tuple) else ()
    return [found for found in book.file.records(step) if found.record in ids]


def _one(book: Book, step: str, record: object) -> Record:
    found = (r for r in book.file.records(step) if r.record == record)
    return next(found, Record(""))
