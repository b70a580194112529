"""New records from earlier answers: a name once written is not written again."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from workbook.content.question import Feed, Question
from workbook.content.record import Value, read
from workbook.content.step import Step
from workbook.errors import AnswerError
from workbook.forms import Suggestion
from workbook.pages.book import Book
from workbook.pages.names import names
from workbook.pages.sources import label, said, spell
from workbook.store import Origin, Place, Record


@dataclass(frozen=True)
class Begun:
    """What a new record begins with: answers, and where some were taken from."""

    answers: tuple[tuple[Place, Value], ...] = ()
    origins: tuple[tuple[Place, Origin], ...] = ()


def fresh() -> str:
    """Return the id of a record that is written when it has its first answer."""
    return uuid.uuid4().hex[:12]


def folded(name: str) -> str:
    """Return what two names have in common that are one: case and spaces aside."""
    return " ".join(name.split()).casefold()


def offers(book: Book, step: Step) -> tuple[Suggestion, ...]:
    """Return what other answers offer as new records of a list.

    A name that stands in the list already is left out.
    """
    known = {folded(name) for name in names(book, step).values()}
    found: dict[str, Suggestion] = {}
    for feed, record in _sources(book, step):
        for text in said(book, step.naming, feed, record):
            if folded(text) not in known | found.keys():
                source = Place(feed.step, record.record, feed.question)
                # A record that is named so needs no saying it twice.
                name = label(book, source).removesuffix(f": {text}")
                found[folded(text)] = Suggestion(spell(source), name, text)
    return tuple(found.values())


def listable(step: Step) -> bool:
    """Tell whether all offers make sense at once: names do, prepared calls do not."""
    return not any(f.via or step.refers_to(f.step) for f in step.naming.suggest)


def accepted(book: Book, step: Step, record: str, source: Place, text: str) -> Begun:
    """Return what a new record begins with that was offered.

    Besides its name that is what its source carries along, and what every new
    record begins with. Nothing when the source does not say that text.
    """
    feed = step.naming.feed(f"{source.step}.{source.question}")
    there = book.file.record(source.step, source.record)
    if feed is None or text not in said(book, step.naming, feed, there):
        return Begun()
    name = Place(step.name, record, step.naming.name)
    more = {q: there.values.get(theirs) for q, theirs in feed.carry.items()}
    more |= {q: _fixed(step, q, value) for q, value in feed.fixed.items()}
    more |= _reference(step, feed, source.record)
    carried = [(Place(step.name, record, q), value) for q, value in more.items()]
    started = begun(book, step, record)
    return Begun(
        (*started.answers, (name, text), *((p, v) for p, v in carried if v)),
        (*started.origins, (name, Origin(source, text))),
    )


def begun(book: Book, step: Step, record: str) -> Begun:
    """Return what every new record of a step begins with.

    That is what its questions say themselves, what is copied from its sources, and
    the name of what it stands within.
    """
    answers: dict[Place, Value] = {
        Place(step.name, record, question.name): _beginning(question)
        for question in step.answerable
        if question.begins
    }
    origins = []
    for question, feed, there in _copied(book, step, record):
        place = Place(step.name, record, question.name)
        for text in said(book, question, feed, there)[:1]:
            answers.setdefault(place, text)
            source = Place(feed.step, there.record, feed.question)
            origins.append((place, Origin(source, text)))
    return Begun(tuple(answers.items()), tuple(origins))


def _copied(
    book: Book, step: Step, record: str
) -> Iterator[tuple[Question, Feed, Record]]:
    """Go through what a new record copies: by the content, and its owner's name."""
    for question, feed in step.copies:
        for there in book.file.records(feed.step):
            yield question, feed, there
    stands = step.stands(record)
    for feed in step.naming.suggest:
        tie = step.refers_to(feed.step) if feed.step in step.within else None
        if tie and tie.name in stands:
            owner = book.file.record(feed.step, stands[tie.name])
            yield step.naming, feed, owner


def _beginning(question: Question) -> Value:
    if question.type == "date":
        return date.today().isoformat()
    if question.type == "datetime":
        return datetime.now().isoformat(timespec="minutes")
    return question.begins


def _sources(book: Book, step: Step) -> Iterator[tuple[Feed, Record]]:
    for feed in step.naming.suggest if step.repeat else ():
        for record in book.file.records(feed.step):
            yield feed, record


def _fixed(step: Step, question: str, value: str) -> Value:
    try:
        return read(step.question(question), value)
    except AnswerError:
        return None  # a choice that a coach has taken out


def _reference(step: Step, feed: Feed, record: str) -> dict[str, Value]:
    """The reference that leads back to the source."""
    refers = step.refers_to(feed.step)
    name = feed.via or (refers.name if refers else None)
    return {name: record} if name else {}
