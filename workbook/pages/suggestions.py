"""Answers feed forward: what another answer suggests, and where a text came from."""

from collections.abc import Iterator

from workbook.content.display import words
from workbook.content.question import Question
from workbook.content.step import Step
from workbook.forms import OriginShown, Suggestion
from workbook.pages.book import Book
from workbook.pages.names import record_name
from workbook.store import Origin, Place, Record


def parse(place: str) -> Place:
    """Return the place of ``step/record/question``; ValueError for anything else."""
    step, record, question = place.split("/")
    return Place(step, record, question)


def spell(place: Place) -> str:
    """Return a place as ``step/record/question``."""
    return f"{place.step}/{place.record}/{place.question}"


def source_text(book: Book, source: Place) -> str:
    """Return what a source says now, in words; empty when it says nothing."""
    question = book.content.steps[source.step].question(source.question)
    record = book.file.record(source.step, source.record)
    return words(question, record.values.get(question.name), book.language)


def source_label(book: Book, source: Place) -> str:
    """Return a source in words: its step and, of many records, which one."""
    step = book.content.steps[source.step]
    title = step.title.in_(book.language)
    if not step.repeat:
        return title
    name = record_name(book, step, book.file.record(source.step, source.record))
    return f"{title}: {name}"


def suggestions(
    book: Book, step: Step, question: Question, record: Record, origins: list[Origin]
) -> tuple[Suggestion, ...]:
    """Return what other answers suggest here, each text once.

    What was taken over already is left out.
    """
    taken = {origin.source for origin in origins}
    texts = {origin.taken for origin in origins}
    found: dict[str, Suggestion] = {}
    for source in _sources(book, step, question, record):
        text = source_text(book, source)
        if text and source not in taken and text not in texts | found.keys():
            label = source_label(book, source)
            found[text] = Suggestion(spell(source), label, text)
    return tuple(found.values())


def shown_origins(book: Book, origins: list[Origin]) -> tuple[OriginShown, ...]:
    """Return where a text was taken from, with the source's new text if it changed."""
    return tuple(
        OriginShown(
            spell(origin.source),
            source_label(book, origin.source),
            now if (now := source_text(book, origin.source)) != origin.taken else None,
        )
        for origin in origins
        if _is_there(book, origin.source)
    )


def _is_there(book: Book, place: Place) -> bool:
    """Tell whether the content still has a question; a coach may remove any."""
    step = book.content.steps.get(place.step)
    return step is not None and any(q.name == place.question for q in step.questions)


def merged(question: Question, current: str, text: str, before: str | None) -> str:
    """Return the text with a suggestion taken over; nothing he wrote is lost."""
    if not current.strip() or current == before:
        return text
    if before and before in current:
        return current.replace(before, text, 1)
    return f"{current}, {text}" if question.type == "text" else f"{current}\n{text}"


def _sources(
    book: Book, step: Step, question: Question, record: Record
) -> Iterator[Place]:
    for source in question.suggest:
        name, asked = source.split(".")
        chosen = _chosen(step, name, record)
        for found in book.file.records(name):
            if chosen is None or found.record in chosen:
                yield Place(name, found.record, asked)


def _chosen(step: Step, source: str, record: Record) -> set[str] | None:
    """Return the records of the source that this one refers to; None is all.

    One that could refer to a single record and does not is offered none: a letter
    to nobody yet has no use for every company's needs.
    """
    for question in step.questions:
        value = record.values.get(question.name)
        if question.of == source and (value or question.type == "reference"):
            # A new record within another has that one's id and no tie to it yet.
            own = record.record if question == step.parent else ""
            return {*value} if isinstance(value, tuple) else {str(value or own)}
    return None
