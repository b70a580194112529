"""What other answers say, ready to be used again: texts, their places, their names."""

from collections.abc import Callable, Iterator

from workbook.content.display import words
from workbook.content.question import MANY, Feed, Question
from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.pages.names import record_name
from workbook.store import Place, Record

Wanted = Callable[[Record], bool]


def parse(place: str) -> Place:
    """Return the place of ``step/record/question``; ValueError for anything else."""
    step, record, question = place.split("/")
    return Place(step, record, question)


def spell(place: Place) -> str:
    """Return a place as ``step/record/question``."""
    return f"{place.step}/{place.record}/{place.question}"


def label(book: Book, source: Place) -> str:
    """Return a source in words: its step and, of many records, which one."""
    step = book.content.steps[source.step]
    title = step.title.in_(book.language)
    if not step.repeat:
        return title
    name = record_name(book, step, book.file.record(source.step, source.record))
    return f"{title}: {name}"


def texts(book: Book, target: Question, source: Place) -> tuple[str, ...]:
    """Return what a source says now to a question that it feeds.

    A question of one line gets each thing apart: each choice, each tag, each line.
    Empty when the source says nothing.
    """
    feed = target.feed(f"{source.step}.{source.question}")
    record = book.file.record(source.step, source.record)
    return said(book, target, feed, record) if feed else ()


def said(book: Book, target: Question, feed: Feed, record: Record) -> tuple[str, ...]:
    """Return what a record says to a question through one of its feeds."""
    asked = book.content.steps[feed.step].question(feed.question)
    value = record.values.get(feed.question)
    if value is None:
        return ()
    if target.type != "text":
        found = [words(asked, value, book.language)]
    elif asked.type in MANY and isinstance(value, tuple):
        found = [words(asked, (one,), book.language) for one in value]
    else:
        found = words(asked, value, book.language).splitlines()
    phrase = feed.phrase.in_(book.language) if feed.phrase else "{answer}"
    kept = (text.strip() for text in found)
    return tuple(phrase.replace("{answer}", text) for text in kept if text)


def sources(
    book: Book, step: Step, question: Question, record: Record
) -> Iterator[tuple[Feed, Record]]:
    """Go through the records that feed a question of one record."""
    for feed in question.suggest:
        wanted = _wanted(book, step, feed, record)
        for found in book.file.records(feed.step):
            if wanted(found):
                yield feed, found


def _wanted(book: Book, step: Step, feed: Feed, record: Record) -> Wanted:
    """Return which records of a source this record has a use for.

    Those it refers to. One that could refer to a single record and does not is
    offered none: a letter to nobody yet has no use for every company's needs. Where
    both refer to a third, such as the same company, those that do so alike.
    """
    chosen = _chosen(step, feed, record)
    if chosen is not None:
        return lambda found: found.record in chosen
    shared = _shared(book, step, feed)
    if shared is None:
        return lambda _found: True
    own, theirs = shared
    alike = record.values.get(own)
    return lambda found: alike is not None and found.values.get(theirs) == alike


def _chosen(step: Step, feed: Feed, record: Record) -> set[str] | None:
    tied = step.stands(record.record)
    for question in step.questions:
        if question.of != feed.step or feed.via not in (None, question.name):
            continue
        value = record.values.get(question.name)
        if value or question.type == "reference":
            own = tied.get(question.name, "")
            return {*value} if isinstance(value, tuple) else {str(value or own)}
    return None


def _shared(book: Book, step: Step, feed: Feed) -> tuple[str, str] | None:
    source = book.content.steps[feed.step]
    for question in step.questions:
        if question.type == "reference" and question.of:
            theirs = source.refers_to(question.of)
            if theirs and source != step:
                return question.name, theirs.name
    return None
