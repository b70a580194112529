"""The derived record: what a typed answer must be to become a value of its question.

A value is ``str``, ``int``, ``date`` (a month is its first day), ``datetime``, or a
tuple of ``str``; ``None`` is unanswered. A file's value is the id it is stored under.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime
from typing import Final

import phonenumbers
from email_validator import EmailNotValidError, validate_email
from pydantic import HttpUrl, TypeAdapter, ValidationError

from workbook.content import moment
from workbook.content.line import points
from workbook.content.question import Question, QuestionType
from workbook.errors import AnswerError

Value = str | int | date | datetime | tuple[str, ...] | None
Reader = Callable[[Question, object], Value]

LONGEST: Final = 20_000
_DASH: Final = r"\s?[-\u2010-\u2015\u2212]\s?"
_CPR: Final = re.compile(
    r"(?<!\d)(?P<day>0[1-9]|[12]\d|3[01])(?P<dot>[. ]?)(0[1-9]|1[0-2])(?P=dot)\d{2}"
    rf"(?P<between>{_DASH}|(?<!\d[. ]\d\d)\s|)\d{{4}}(?!\d)"
)
_WEIGHTS: Final = (4, 3, 2, 7, 6, 5, 4, 3, 2, 1)
_JOINER: Final = "\u200d"  # makes one emoji of several
_ID: Final = re.compile(r"[\w-]{1,250}")
_URL: Final = TypeAdapter(HttpUrl)


def read(question: Question, raw: object) -> Value:
    """Return the value of what was typed, None when it is empty.

    Raises AnswerError with the code of its sentence when it cannot be read.
    """
    if raw is None or raw in ("", [], ()) or (isinstance(raw, str) and not raw.strip()):
        return None
    if holds_cpr(raw):
        raise AnswerError("cpr")
    value = READERS[question.type](question, raw)
    return None if value == () else value


def holds_cpr(raw: object) -> bool:
    """Tell whether something in typed text looks like a CPR number."""
    return any(without_cpr(text) != clean(text) for text in _texts(raw))


def without_cpr(text: str) -> str:
    """Return a text, cleaned, with … for each thing that looks like a CPR number.

    Ten digits in a row count only if they pass the old check of modulus 11, since
    many foreign telephone numbers look the same.
    """
    return _CPR.sub(lambda m: "…" if _is_cpr(m) else m[0], clean(text))


def _texts(raw: object) -> Iterator[str]:
    if isinstance(raw, Mapping):
        raw = [*raw.keys(), *raw.values()]
    if isinstance(raw, list | tuple):
        for part in raw:
            yield from _texts(part)
    else:
        yield str(raw)


def _is_cpr(match: re.Match[str]) -> bool:
    if match["between"] or match["dot"]:
        return bool(match["between"])
    digits = map(int, match[0])
    return sum(w * d for w, d in zip(_WEIGHTS, digits, strict=True)) % 11 == 0


def clean(text: str) -> str:
    """Return a text without what no reader sees, such as control characters."""
    return "".join(
        c
        for c in "\n".join(text.splitlines())
        if c.isprintable() or c in f"\n\t{_JOINER}" or unicodedata.category(c) == "Zs"
    ).strip()


def is_id(text: object) -> bool:
    """Tell whether a text can be the id of a record or a kept file."""
    return isinstance(text, str) and _ID.fullmatch(text) is not None


def keepable(raw: object) -> object:
    """Return what may be kept of a draft: typed text without CPR numbers.

    Of a table, which nobody types, nothing is kept when it holds one.
    """
    if not holds_cpr(raw):
        return raw
    if isinstance(raw, list | tuple):
        return [keepable(part) for part in raw]
    return "…" if isinstance(raw, Mapping) else without_cpr(str(raw))


def plain(question: Question, value: Value) -> str | int | list[str] | None:
    """Return a value as JSON can hold it; ``read`` takes it back."""
    if isinstance(value, tuple):
        return list(value)
    if isinstance(value, datetime):
        return value.isoformat(timespec="minutes")
    if isinstance(value, date):
        return f"{value:%Y-%m}" if question.type == "month" else value.isoformat()
    return value


def _text(question: Question, raw: object) -> Value:
    if not isinstance(raw, str | int | float):
        raise AnswerError("text")
    text = clean(str(raw))
    longest = question.maximum or LONGEST
    if len(text) > longest:
        raise AnswerError("too_long", maximum=longest, length=len(text))
    return text or None


def _integer(question: Question, raw: object) -> Value:
    digits = re.sub(r"(?<=\d)[. \u00a0](?=\d{3}(\D|$))", "", str(raw).strip())
    if not re.fullmatch(r"[+-]?\d{1,15}", digits, re.ASCII):
        raise AnswerError("integer")
    return _within(question, int(digits))


def _rating(question: Question, raw: object) -> Value:
    if str(raw).strip() not in map(str, question.scale):
        raise AnswerError("rating")
    return int(str(raw))


def _within(question: Question, number: int) -> int:
    if question.minimum is not None and number < question.minimum:
        raise AnswerError("too_small", minimum=question.minimum)
    if question.maximum is not None and number > question.maximum:
        raise AnswerError("too_large", maximum=question.maximum)
    return number


def _date(_question: Question, raw: object) -> Value:
    return moment.read_date(str(raw))


def _month(_question: Question, raw: object) -> Value:
    return moment.read_month(str(raw))


def _datetime(_question: Question, raw: object) -> Value:
    return moment.read_datetime(str(raw))


def _email(_question: Question, raw: object) -> Value:
    text = str(raw).strip()
    try:
        found = validate_email(text, check_deliverability=False, test_environment=True)
    except EmailNotValidError as fault:
        raise AnswerError("email" if "@" in text else "email_at") from fault
    return found.normalized


def _phone(_question: Question, raw: object) -> Value:
    try:
        number = phonenumbers.parse(str(raw), "DK")
    except phonenumbers.NumberParseException as fault:
        raise AnswerError("phone") from fault
    if not phonenumbers.is_possible_number(number):
        raise AnswerError("phone")
    return phonenumbers.format_number(
        number, phonenumbers.PhoneNumberFormat.INTERNATIONAL
    )


def _url(_question: Question, raw: object) -> Value:
    text = str(raw).strip()
    address = text if "://" in text else f"https://{text}"
    try:
        host = _URL.validate_python(address).host or ""
    except ValidationError as fault:
        raise AnswerError("url") from fault
    if "." not in host.strip(".") or not text.isprintable() or " " in text:
        raise AnswerError("url")
    return address


def _select_one(question: Question, raw: object) -> Value:
    if question.choice(str(raw)) is None:
        raise AnswerError("choice")
    return str(raw)


def _select_multiple(question: Question, raw: object) -> Value:
    names = _many(question, raw)
    if any(question.choice(name) is None for name in names):
        raise AnswerError("choice")
    return names


def _tags(question: Question, raw: object) -> Value:
    typed = raw if isinstance(raw, str) else ",".join(_strings(raw))
    tags = (_text(_TAG, part) for part in typed.split(","))
    return _many(question, [str(tag) for tag in tags if tag])


def _reference(_question: Question, raw: object) -> Value:
    if not is_id(raw):
        raise AnswerError("reference")
    return str(raw)


def _references(question: Question, raw: object) -> Value:
    records = _many(question, raw)
    if not all(map(is_id, records)):
        raise AnswerError("reference")
    return records


def _lines(question: Question, raw: object) -> Value:
    ticked = (_text(_LINE, part) for part in _strings(raw))
    return _many(
        question, [said for text in ticked for said in points(str(text or ""))]
    )


def _file(_question: Question, raw: object) -> Value:
    if not is_id(raw):
        raise AnswerError("file")
    return str(raw)


def _note(_question: Question, _raw: object) -> Value:
    return None


def _strings(raw: object) -> list[str]:
    if not isinstance(raw, Sequence) or isinstance(raw, str | bytes):
        raise AnswerError("choice")
    if not all(isinstance(part, str) for part in raw):
        raise AnswerError("choice")
    return list(raw)


def _many(question: Question, raw: object) -> tuple[str, ...]:
    names = tuple(dict.fromkeys(_strings(raw)))
    if question.maximum is not None and len(names) > question.maximum:
        raise AnswerError("too_many", maximum=question.maximum)
    if question.minimum is not None and len(names) < question.minimum:
        raise AnswerError("too_few", minimum=question.minimum)
    return names


_TAG: Final = Question.model_validate(
    {"name": "tag", "type": "text", "label": {"da": "-", "en": "-"}, "maximum": 200}
)
_LINE: Final = _TAG.model_copy(update={"maximum": None})

READERS: Final[Mapping[QuestionType, Reader]] = {
    "text": _text,
    "long_text": _text,
    "integer": _integer,
    "rating": _rating,
    "date": _date,
    "month": _month,
    "datetime": _datetime,
    "email": _email,
    "phone": _phone,
    "url": _url,
    "select_one": _select_one,
    "select_multiple": _select_multiple,
    "tags": _tags,
    "reference": _reference,
    "references": _references,
    "lines": _lines,
    "file": _file,
    "note": _note,
}
