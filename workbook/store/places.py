"""What the workbook file hands out: places, records, drafts, origins, versions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from workbook.content.record import Value
from workbook.errors import AnswerError


@dataclass(frozen=True)
class Draft:
    """Typed text that could not be read, with the code that says why."""

    raw: Any
    code: str
    details: Mapping[str, Any]


@dataclass(frozen=True)
class Record:
    """One record: its values by question, and drafts of what could not be read."""

    record: str
    values: Mapping[str, Value] = field(default_factory=dict)
    drafts: Mapping[str, Draft] = field(default_factory=dict)


@dataclass(frozen=True)
class Saved:
    """What became of a typed answer: its value, or the fault that made it a draft."""

    value: Value
    at: datetime
    fault: AnswerError | None = None


@dataclass(frozen=True)
class Place:
    """Where an answer stands."""

    step: str
    record: str
    question: str


@dataclass(frozen=True)
class Origin:
    """Where a taken-over answer came from, and the text it was then."""

    source: Place
    taken: str


@dataclass(frozen=True)
class Version:
    """An earlier answer: what it was before, and when it was changed."""

    place: Place
    version: int
    at: datetime
    old: Any
