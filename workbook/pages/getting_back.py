"""»They will call me« becomes »if I have not heard by then, I call«."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from workbook import analysis
from workbook.content.promise import settled
from workbook.content.record import Value, read
from workbook.errors import AnswerError
from workbook.pages.book import Book
from workbook.pages.progress import latest_within
from workbook.store import Place, Record

_TALKS: Final = "conversations"
_PROMISES: Final = "follow_ups"
_BY: Final = "they_by"
THEY_CALL: Final = f"{_TALKS}.{_BY}"
"""The answer that makes a promise of his own."""
_MORNING: Final = time(9)


def promised_instead(
    book: Book, place: Place, raw: object
) -> Iterator[tuple[Place, Value]]:
    """Go through the promise of his own that follows when they promise to get back.

    It is the working day after theirs, and stands in the open promise of that
    conversation; a day he has set himself stays. Nothing for any other answer.
    """
    step = book.content.steps.get(_PROMISES)
    if (place.step, place.question) != (_TALKS, _BY) or step is None:
        return
    question = book.content.steps[_TALKS].question(_BY)
    try:
        by = read(question, raw)
    except AnswerError:
        return
    talk = book.file.record(_TALKS, place.record)
    promise = latest_within(book, step, _TALKS, place.record)
    if isinstance(by, date) and _is_free(book, promise, talk):
        due = datetime.combine(_day(book, by), _MORNING).isoformat(timespec="minutes")
        start: dict[str, Value] = {"conversation": place.record, "way": "call"}
        start |= {"whom": talk.values.get("whom")} if talk.values.get("whom") else {}
        told: dict[str, Value] = {**({} if promise.values else start), "due": due}
        for name, value in told.items():
            yield Place(_PROMISES, promise.record, name), value


def _is_free(book: Book, promise: Record, talk: Record) -> bool:
    """Tell whether its day may be set: it has none, or the one we set before."""
    due, values = promise.values.get("due"), promise.values
    if settled(values.get("kept_on"), values.get("outcome")):
        return False
    before = talk.values.get(_BY)
    if isinstance(before, date) and isinstance(due, datetime):
        return due.date() == _day(book, before)
    return due is None


def _day(book: Book, by: date) -> date:
    return analysis.unless_they_call(by, analysis.spans(book.frame("pauses")))
