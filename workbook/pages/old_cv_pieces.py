"""The pieces of an old CV at the questions: what fits in where, what is used."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from workbook.content.question import Question, QuestionType
from workbook.content.record import read
from workbook.content.step import Step
from workbook.errors import AnswerError
from workbook.pages.book import Book
from workbook.pages.suggestions import stands

TAKES: Final[frozenset[QuestionType]] = frozenset(
    {"text", "long_text", "tags", "month", "date", "email", "phone", "url"}
)
Parts = tuple[str, ...]
"""A piece: its text, then its parts where it has several."""
_WRITTEN: Final = frozenset({"text", "long_text", "tags"})
# What an address looks like among other words; whether it is one is read later.
_AMONG: Final[Mapping[QuestionType, re.Pattern[str]]] = {
    "email": re.compile(r"[^\s@<>():;,|]+@[^\s@<>():;,|]+"),
    "phone": re.compile(r"\+?\d[\d ()\u00a0.-]{6,20}\d"),
    "url": re.compile(r"(?:https?://)?[\w-]+(?:\.[\w-]+)+(?:/[^\s|]*)?"),
}


def targets(step: Step) -> tuple[Question, ...]:
    """Return the questions of a step that take a text."""
    return tuple(q for q in step.answerable if q.type in TAKES)


def fitting(question: Question, text: str) -> str:
    """Return what of a text answers a question: of one with an address only that."""
    among = _AMONG.get(question.type)
    found = among.search(text) if among else None
    return found[0] if found else _in_one(text)


def _in_one(text: str) -> str:
    """Return a line without the tabs that set its parts apart in the CV."""
    return " ".join(part for part in text.split("\t") if part.strip())


def used(book: Book, steps: Iterable[Step], pieces: Mapping[str, Parts]) -> list[str]:
    """Return the keys of the pieces and parts that stand in an answer of the steps.

    A piece of several parts is used as well when each of them is.
    """
    written: list[str] = []
    values = set()
    asked: dict[QuestionType, Question] = {}
    for step in steps:
        asked |= {q.type: q for q in targets(step) if q.type not in _WRITTEN}
        for question, answer in _answers(book, step):
            if question.type in _WRITTEN or isinstance(answer, str):
                written += answer if isinstance(answer, tuple) else [str(answer)]
            values.add(answer)
    said = "\n".join(written)

    def there(text: str) -> bool:
        among = (_value(question, text) in values for question in asked.values())
        return stands(_in_one(text), said) or any(among)

    found: list[str] = []
    for key, (text, *parts) in pieces.items():
        apart = [f"{key}.{n}" for n, part in enumerate(parts) if there(part)]
        whole = len(apart) == len(parts) if parts else there(text)
        found += [key, *apart] if whole or stands(_in_one(text), said) else apart
    return found


def _answers(book: Book, step: Step) -> Iterator[tuple[Question, object]]:
    """Go through what a step's questions were answered, drafts as they were typed."""
    for record in book.file.records(step.name):
        for question in targets(step):
            draft = record.drafts.get(question.name)
            answer = str(draft.raw) if draft else record.values.get(question.name)
            if answer is not None:
                yield question, answer


def _value(question: Question, text: str) -> object:
    """Return what a text would be as an answer; a new object when it is none."""
    try:
        return read(question, fitting(question, text))
    except AnswerError:
        return object()
