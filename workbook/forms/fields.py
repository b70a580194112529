"""Questions and answers as the page shows them, in one language."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from workbook.content.display import field_value
from workbook.content.question import MANY, REFERS, Question, QuestionType
from workbook.content.record import Value
from workbook.content.texts import Texts
from workbook.errors import AnswerError
from workbook.settings import Language

CONTROLS: Final[frozenset[QuestionType]] = frozenset(
    {
        "text",
        "long_text",
        "integer",
        "rating",
        "date",
        "month",
        "datetime",
        "email",
        "phone",
        "url",
        "select_one",
        "select_multiple",
        "tags",
        "reference",
        "references",
        "file",
        "note",
    }
)

Chosen = tuple[str, str]  # a record's id and its name


@dataclass(frozen=True)
class Suggestion:
    """A text from another answer: its place, its source in words, the text."""

    source: str
    label: str
    text: str


@dataclass(frozen=True)
class OriginShown:
    """Where a text was taken from; ``changed`` is the source's new text, if any."""

    source: str
    label: str
    changed: str | None = None


@dataclass(frozen=True)
class Answer:
    """What a form shows for one question.

    ``raw`` is typed text that could not be read, with its ``fault``; otherwise
    ``value`` holds. ``file_name`` is what a kept file is called.
    """

    value: Value = None
    raw: Any = None
    fault: AnswerError | None = None
    file_name: str | None = None
    suggestions: Sequence[Suggestion] = ()
    origins: Sequence[OriginShown] = ()


@dataclass(frozen=True)
class Wording:
    """The texts in the language of the form, and the records it can refer to.

    ``records`` holds by step (id, name) of every record, ``titles`` the steps'.
    """

    texts: Texts
    language: Language
    records: Mapping[str, Sequence[Chosen]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)

    def say(self, key: str, **details: object) -> str:
        """Return a text of ``texts.toml`` in the form's language."""
        return self.texts.say(key, self.language, **details)


def describe(questions: Iterable[Question], wording: Wording) -> list[dict[str, Any]]:
    """Return the questions as the page's form reads them, empty keys left out."""
    return [_described(question, wording) for question in questions]


def _described(question: Question, wording: Wording) -> dict[str, Any]:
    shown = {
        key: text.in_(wording.language)
        for key in ("label", "hint", "example", "guidance")
        if (text := getattr(question, key))
    }
    more: dict[str, Any] = {
        "required": question.required,
        "short": question.short,
        "autocomplete": question.autocomplete,
    }
    if question.type in {"select_one", "select_multiple", "rating", *REFERS}:
        more["choices"] = _choices(question, wording)
    if question.type in REFERS and question.of:
        title = wording.titles.get(question.of, question.of)
        more["none"] = wording.say("form.none_yet", step=title)
    kept = {key: value for key, value in more.items() if value or key == "choices"}
    return {"name": question.name, "type": question.type, **shown, **kept}


def _choices(question: Question, wording: Wording) -> list[dict[str, str]]:
    if question.type == "rating":
        scale = range(question.minimum or 1, (question.maximum or 5) + 1)
        return [{"name": str(step), "label": str(step)} for step in scale]
    if question.of:
        records = wording.records.get(question.of, ())
        return [{"name": record, "label": name} for record, name in records]
    return [
        {"name": choice.name, "label": choice.label.in_(wording.language)}
        for choice in question.choices
    ]


def shown(question: Question, answer: Answer, wording: Wording) -> dict[str, Any]:
    """Return an answer as the page's form reads it, empty keys left out."""
    value = answer.raw
    if answer.fault is None or value is None:
        value = field_value(question, answer.value, wording.language)
    if question.type == "tags" and isinstance(value, list):
        value = ", ".join(map(str, value))
    if question.type == "file":
        value = answer.file_name
    found: dict[str, Any] = {
        "value": value,
        "error": answer.fault and sentence(answer.fault, wording),
        "earlier": _earlier(question, answer.value, wording),
        "suggestions": [vars(suggestion) for suggestion in answer.suggestions],
        "origins": [vars(origin) for origin in answer.origins],
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def sentence(fault: AnswerError, wording: Wording) -> str:
    """Return what to say at a field whose answer cannot be read."""
    return wording.say(f"answers.{fault.code}", **fault.details)


def _earlier(question: Question, value: Value, wording: Wording) -> str | None:
    """Name an answer whose choice was taken out of the content since."""
    if question.type not in {"select_one", "select_multiple"} or value is None:
        return None
    names = value if question.type in MANY and isinstance(value, tuple) else (value,)
    gone = [str(name) for name in names if question.choice(str(name)) is None]
    if not gone:
        return None
    return wording.say("form.earlier_answer", answer=", ".join(gone))
