"""Questions and answers as the page shows them, in one language."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from mimetypes import MimeTypes
from typing import Any, Final

from workbook.content.display import field_value
from workbook.content.question import MANY, Question, QuestionType
from workbook.content.record import Value
from workbook.content.reference import ReferenceList
from workbook.content.texts import Texts
from workbook.errors import AnswerError
from workbook.settings import Language

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
class Group:
    """Lines to tick, and the name of the record that they stand in."""

    label: str
    lines: Sequence[str]


@dataclass(frozen=True)
class Answer:
    """What a form shows for one question.

    ``raw`` is typed text that could not be read, with its ``fault``; otherwise
    ``value`` holds. ``file_name`` is what a kept file is called. ``groups`` are the
    lines to tick, and ``gone`` those ticked that no record says any longer.
    """

    value: Value = None
    raw: Any = None
    fault: AnswerError | None = None
    file_name: str | None = None
    suggestions: Sequence[Suggestion] = ()
    origins: Sequence[OriginShown] = ()
    groups: Sequence[Group] = ()
    gone: Sequence[str] = ()


@dataclass(frozen=True)
class Wording:
    """The texts in the language of the form, and the records it can refer to.

    ``records`` holds by step (id, name) of every record, ``titles`` the steps', and
    ``lists`` what can be looked up.
    """

    texts: Texts
    language: Language
    records: Mapping[str, Sequence[Chosen]] = field(default_factory=dict)
    titles: Mapping[str, str] = field(default_factory=dict)
    lists: Mapping[str, ReferenceList] = field(default_factory=dict)

    def say(self, key: str, **details: object) -> str:
        """Return a text of ``texts.toml`` in the form's language."""
        return self.texts.say(key, self.language, **details)


Describer = Callable[[Question, Wording], dict[str, Any]]


def describe(
    questions: Iterable[Question], wording: Wording, places: Mapping[str, str]
) -> list[dict[str, Any]]:
    """Return the questions as the page's form reads them, empty keys left out.

    ``places`` are those of answers that stand in another record than the form's.
    """
    return [
        _described(q, wording) | ({"place": places[q.name]} if q.name in places else {})
        for q in questions
    ]


def _described(question: Question, wording: Wording) -> dict[str, Any]:
    shown = {
        key: text.in_(wording.language)
        for key in ("label", "hint", "example", "guidance")
        if (text := getattr(question, key))
    }
    more: dict[str, Any] = {
        "required": question.required,
        "short": question.short,
        "ordered": question.ordered,
        "autocomplete": question.autocomplete,
    }
    kept = {key: value for key, value in more.items() if value}
    own = CONTROLS[question.type](question, wording)
    looked_up = _lookup(question, wording)
    basic = {"name": question.name, "type": question.type}
    return {**basic, **shown, **kept, **own, **looked_up}


def _lookup(question: Question, wording: Wording) -> dict[str, Any]:
    """Return what can be looked up: label, everyday words and code of each entry."""
    found = wording.lists.get(question.lookup or "")
    if found is None:
        return {}
    language = wording.language
    entries = [
        [e.label.in_(language), e.words.in_(language) if e.words else "", e.code or ""]
        for e in found.entries
    ]
    source = wording.say("form.lookup_source", source=found.source.in_(language))
    return {"lookup": entries, "lookup_source": source}


def _plain(_question: Question, _wording: Wording) -> dict[str, Any]:
    return {}


def _scale(question: Question, _wording: Wording) -> dict[str, Any]:
    steps = map(str, question.scale)
    return {"choices": [{"name": step, "label": step} for step in steps]}


def _choices(question: Question, wording: Wording) -> dict[str, Any]:
    return {
        "choices": [
            {"name": choice.name, "label": choice.label.in_(wording.language)}
            for choice in question.choices
        ]
    }


def _records(question: Question, wording: Wording) -> dict[str, Any]:
    step = question.of or ""
    records = wording.records.get(step, ())
    choices = [{"name": record, "label": name} for record, name in records]
    return {"choices": choices, **_none(step, wording)}


def _lines(question: Question, wording: Wording) -> dict[str, Any]:
    """Return what to say of no lines; which there are hangs on his other answers."""
    return _none(question.source[0], wording)


def _none(step: str, wording: Wording) -> dict[str, Any]:
    return {"none": wording.say("form.none_yet", step=wording.titles.get(step, step))}


def _file(question: Question, _wording: Wording) -> dict[str, Any]:
    """Return what a file picker shows first: by ending, and for a phone by kind."""
    known = MimeTypes()
    kinds = (known.guess_type(f"a{ending}")[0] for ending in question.accepts)
    accepted = [*question.accepts, *dict.fromkeys(kind for kind in kinds if kind)]
    return {"accept": ",".join(accepted)} if accepted else {}


CONTROLS: Final[Mapping[QuestionType, Describer]] = {
    "text": _plain,
    "long_text": _plain,
    "integer": _plain,
    "rating": _scale,
    "date": _plain,
    "month": _plain,
    "datetime": _plain,
    "email": _plain,
    "phone": _plain,
    "url": _plain,
    "select_one": _choices,
    "select_multiple": _choices,
    "tags": _plain,
    "reference": _records,
    "references": _records,
    "lines": _lines,
    "file": _file,
    "note": _plain,
}


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
        "groups": _groups(answer, wording),
    }
    return {key: value for key, value in found.items() if value not in (None, [])}


def _groups(answer: Answer, wording: Wording) -> list[dict[str, Any]]:
    """Return the lines to tick; those that are gone stand last, to be let go of."""
    found = [{"label": g.label, "lines": list(g.lines)} for g in answer.groups]
    if not answer.gone:
        return found
    label = wording.say("form.lines_gone")
    return [*found, {"label": label, "lines": list(answer.gone), "gone": True}]


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
