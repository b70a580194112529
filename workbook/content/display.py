"""Values as words: in a field, in a list of records, in a suggestion."""

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import cast

from workbook.content import moment
from workbook.content.question import Question, QuestionType
from workbook.content.record import Value
from workbook.settings import Language

Shower = Callable[[Question, Value, Language], str]


def field_value(question: Question, value: Value, language: Language) -> object:
    """Return a value as its form field holds it: text, a number, or a list."""
    if value is None:
        return None
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, int):
        return value if question.type == "rating" else str(value)
    return words(question, value, language) if isinstance(value, date) else value


def words(question: Question, value: Value, language: Language) -> str:
    """Return a value as a reader sees it; references are not looked up."""
    return "" if value is None else SHOWERS[question.type](question, value, language)


def _plain(_question: Question, value: Value, _language: Language) -> str:
    return str(value)


def _date(_question: Question, value: Value, language: Language) -> str:
    return moment.show_date(cast("date", value), language)


def _month(_question: Question, value: Value, language: Language) -> str:
    return moment.show_month(cast("date", value), language)


def _datetime(_question: Question, value: Value, language: Language) -> str:
    return moment.show_datetime(cast("datetime", value), language)


def _choice(question: Question, value: Value, language: Language) -> str:
    choice = question.choice(str(value))
    return choice.label.in_(language) if choice else str(value)


def _choices(question: Question, value: Value, language: Language) -> str:
    names = cast("tuple[str, ...]", value)
    return ", ".join(_choice(question, name, language) for name in names)


def _joined(_question: Question, value: Value, _language: Language) -> str:
    return ", ".join(cast("tuple[str, ...]", value))


def _lines(_question: Question, value: Value, _language: Language) -> str:
    return "\n".join(cast("tuple[str, ...]", value))


SHOWERS: Mapping[QuestionType, Shower] = {
    "text": _plain,
    "long_text": _plain,
    "integer": _plain,
    "rating": _plain,
    "date": _date,
    "month": _month,
    "datetime": _datetime,
    "email": _plain,
    "phone": _plain,
    "url": _plain,
    "select_one": _choice,
    "select_multiple": _choices,
    "tags": _joined,
    "reference": _plain,
    "references": _joined,
    "lines": _lines,
    "file": _plain,
    "note": _plain,
}
