"""A draft of an application: each empty part begun with what other answers say."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from workbook import analysis
from workbook.content.promise import settled
from workbook.content.question import WRITES, Question
from workbook.pages.book import Book
from workbook.pages.keeper import Keeper
from workbook.pages.progress import latest_within, to_come
from workbook.pages.suggestions import suggestions
from workbook.store import Record

APPLICATIONS: Final = "applications"
PROMISES: Final = "follow_ups"
_STRENGTHS = "strengths"
_MOST_STRENGTHS = 3


def drafts(book: Book, record: str) -> bool:
    """Tell whether a draft would begin any part of a letter."""
    return any(True for _ in _parts(book, record)) or bool(_strengths(book, record))


def draft(book: Book, keeper: Keeper, record: str) -> list[str]:
    """Begin each empty part of a letter with what is known; nothing written changes.

    A part takes over its first source that no other part has: the conversation
    before what is only believed. Each keeps its origin, so a source that changes is
    shown. Key strengths are those of the company's CV, else the strongest with
    proof. A letter that promises nothing yet gets the day he calls, a week from
    today. Returns the labels of the questions it answered.
    """
    filled = []
    for question, source, text in list(_parts(book, record)):
        keeper.take(f"{APPLICATIONS}/{record}/{question.name}", source, text)
        filled.append(question)
    if chosen := _strengths(book, record):
        keeper.save(f"{APPLICATIONS}/{record}/{_STRENGTHS}", list(chosen))
        filled.append(book.content.steps[APPLICATIONS].question(_STRENGTHS))
    if not _promised(book, record):
        filled.append(_promise(book, keeper, record))
    return [question.label.in_(book.language) for question in filled]


def _parts(book: Book, record: str) -> Iterator[tuple[Question, str, str]]:
    """Go through the empty parts with the source and the text that each begins with."""
    step = book.content.steps[APPLICATIONS]
    found = book.file.record(APPLICATIONS, record)
    told = {str(value) for value in found.values.values() if isinstance(value, str)}
    for question in step.answerable:
        if question.type not in WRITES or not _empty(found, question.name):
            continue
        for suggestion in suggestions(book, step, question, found, []):
            if suggestion.text not in told:
                told.add(suggestion.text)
                yield question, suggestion.source, suggestion.text
                break


def _empty(record: Record, question: str) -> bool:
    return record.values.get(question) is None and question not in record.drafts


def _strengths(book: Book, record: str) -> tuple[str, ...]:
    """Return the competences for a letter that has none yet; else nothing."""
    found = book.file.record(APPLICATIONS, record)
    known = {q.name for q in book.content.steps[APPLICATIONS].answerable}
    if _STRENGTHS not in known or not _empty(found, _STRENGTHS):
        return ()
    company = found.values.get("company")
    for target in book.file.records("cv_targets") if company else ():
        chosen = target.values.get("competences")
        if target.values.get("company") == company and isinstance(chosen, tuple):
            return chosen[:_MOST_STRENGTHS]
    proved = [r for r in book.file.records("competences") if r.values.get("evidence")]
    proved.sort(key=lambda one: -int(str(one.values.get("level") or 0)))
    return tuple(one.record for one in proved[:_MOST_STRENGTHS])


def _promised(book: Book, record: str) -> bool:
    """Tell whether the letter or a conversation with them has an open promise."""
    company = book.file.record(APPLICATIONS, record).values.get("company")
    talks = {
        talk.record
        for talk in book.file.records("conversations")
        if company and talk.values.get("company") == company
    }
    return any(
        one.values.get("due")
        and not settled(one.values.get("kept_on"), one.values.get("outcome"))
        and (
            one.values.get("application") == record
            or one.values.get("conversation") in talks
        )
        for one in book.file.records(PROMISES)
    )


def _promise(book: Book, keeper: Keeper, record: str) -> Question:
    step = book.content.steps[PROMISES]
    latest = latest_within(book, step, APPLICATIONS, record)
    over = settled(latest.values.get("kept_on"), latest.values.get("outcome"))
    new = to_come(book, step, APPLICATIONS, record)
    place = new if over else latest.record
    breaks = analysis.spans(book.frame("pauses"))
    due = analysis.in_a_week(date.today(), breaks).isoformat(timespec="minutes")
    keeper.save(f"{PROMISES}/{place}/due", due)
    return step.question("due")
