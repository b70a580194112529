"""Words for the call: direct, goal-oriented, slightly challenging, from his answers."""

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from workbook.analysis import NextStep
from workbook.content.moment import show_weekday
from workbook.pages.book import Book

_QUOTES = "»«“”\"'"


def call_words(book: Book, matter: Any, step: NextStep) -> str:
    """Return what to say in a matter now, a few sentences in his language.

    ``matter`` is a row of ``analysis.matters`` and ``step`` what comes next in it.
    """
    return " ".join(_sentences(book, matter, step))


def _sentences(book: Book, matter: Any, step: NextStep) -> Iterator[str]:
    def say(key: str, **details: str) -> str:
        return book.content.texts.say(f"call_words.{key}", book.language, **details)

    me = _answer(book, "contact_details", "contact_details", "name")
    whom = matter.whom or say("you")
    yield say("start", whom=whom, me=me) if me else say("start_nameless", whom=whom)
    if step.stage != "first":
        yield say(step.stage)
    elif by := _day(book, matter, "they_by"):
        yield say("get_back", day=by)
    elif matter.letter:
        yield say("letter", day=_day(book, matter, "sent_on"))
    else:
        yield say("promised")
        if words := _answer(book, matter.step, matter.record, "own_words"):
            yield say("quoted", said=words.strip().strip(_QUOTES))
    if step.stage in ("first", "angle"):
        yield say("ask_letter" if matter.letter else "ask")


def _answer(book: Book, step: str, record: str, question: str) -> str:
    value = book.file.record(step, record).values.get(question)
    return value if isinstance(value, str) else ""


def _day(book: Book, matter: Any, question: str) -> str:
    value = book.file.record(matter.step, matter.record).values.get(question)
    day = value.date() if isinstance(value, datetime) else value
    return show_weekday(day, book.language) if isinstance(day, date) else ""
