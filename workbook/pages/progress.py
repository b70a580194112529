"""How far each step is, and in sentences what it lacks."""

from collections.abc import Iterator, Sequence
from typing import Literal

from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.pages.names import record_name
from workbook.store import Record

State = Literal["ready", "begun", "open"]


def state(book: Book, step: Step) -> State:
    """Return whether a step is done, begun or untouched."""
    records = book.file.records(step.name)
    if not any(_begun(record) for record in records):
        return "open"
    return "begun" if any(_lacks(step, records)) else "ready"


def blockers(book: Book, step: Step) -> list[str]:
    """Return what a step lacks, a sentence each; nothing is ever locked by it."""
    return [
        _sentence(book, step, record, name)
        for record, name in _lacks(step, book.file.records(step.name))
    ]


def _begun(record: Record) -> bool:
    return bool(record.drafts) or any(v is not None for v in record.values.values())


def _lacks(
    step: Step, records: Sequence[Record]
) -> Iterator[tuple[Record | None, str]]:
    """Go through (record, question) that lack an answer; no question: the record."""
    if step.repeat and len(records) < step.minimum:
        yield None, ""
    asked = records if step.repeat or records else [Record(step.name)]
    for record in asked:
        for question in step.answerable:
            answered = record.values.get(question.name) is not None
            if question.name in record.drafts or (question.required and not answered):
                yield record, question.name


def _sentence(book: Book, step: Step, record: Record | None, name: str) -> str:
    texts, language = book.content.texts, book.language
    if record is None:
        count = len(book.file.records(step.name))
        return texts.say(
            "pages.blocker_records", language, minimum=step.minimum, count=count
        )
    label = step.question(name).label.in_(language)
    if not step.repeat:
        return texts.say("pages.blocker", language, label=label)
    named = record_name(book, step, record)
    return texts.say("pages.blocker_in_record", language, record=named, label=label)
