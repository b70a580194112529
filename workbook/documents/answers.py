"""Reads a participant's answers out of the frames, as text that Word can hold."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import pandas as pd

from workbook.content import period
from workbook.content.line import point

Frames = Mapping[str, pd.DataFrame]

# XML 1.0 knows no other characters; tabs and line ends are dealt with by `lines`. The
# one at U+E000 marks a line to write on, see `blank`.
_ILLEGAL = re.compile("[^\x20-\x7e\xa0-\ud7ff\ue001-\ufffd\U00010000-\U0010ffff]+")
_UNSTOPPED = re.compile(r"(?<=[\w%)])$")


def clean(text: str) -> str:
    """Return the text with a space for what a document cannot hold."""
    return _ILLEGAL.sub(" ", text).strip()


def lines(text: str) -> tuple[str, ...]:
    """Return the lines that hold something, whatever kind of line end was pasted."""
    return tuple(kept for line in text.splitlines() if (kept := clean(line)))


def points(text: str) -> tuple[str, ...]:
    """Return one text per line, without a dash or dot typed as its bullet."""
    return tuple(said for line in lines(text) if (said := point(line)))


@dataclass(frozen=True)
class Record:
    """One record of a step: its id and its answers; a missing answer reads empty."""

    id: str = ""
    answers: Mapping[str, object] = field(default_factory=dict)

    def raw(self, question: str) -> str:
        """Return the answer as typed, "" when there is none."""
        value = self.answers.get(question)
        return value if isinstance(value, str) else ""

    def text(self, question: str) -> str:
        """Return the answer on one line."""
        return " ".join(lines(self.raw(question)))

    def lines(self, question: str) -> tuple[str, ...]:
        """Return the lines of the answer, each one a paragraph."""
        return lines(self.raw(question))

    def points(self, question: str) -> tuple[str, ...]:
        """Return the lines of the answer, each one a bullet."""
        return points(self.raw(question))

    def running(self, question: str) -> str:
        """Return the answer on one line; where it had several, each ends in a stop."""
        found = self.points(question)
        if len(found) < 2:
            return "".join(found)
        return " ".join(_UNSTOPPED.sub(".", line) for line in found)

    def day(self, question: str) -> date | None:
        """Return the day of a date, month or datetime."""
        value = self.answers.get(question)
        if not isinstance(value, datetime) or pd.isna(value):
            return None
        return value.date()

    def number(self, question: str) -> int:
        """Return an integer or a rating, 0 when there is none."""
        value = self.answers.get(question)
        return value if isinstance(value, int) else 0

    def ids(self, question: str) -> tuple[str, ...]:
        """Return the ids of the records chosen, in the order of choosing."""
        value = self.answers.get(question)
        return tuple(map(str, value)) if isinstance(value, tuple | list) else ()


def newest_first(found: Iterable[Record]) -> list[Record]:
    """Return records with ``from`` and ``to``, what goes on before what ended last."""
    return sorted(
        found,
        key=lambda one: period.newness(one.day("from"), one.day("to")),
        reverse=True,
    )


def ended(record: Record) -> date | None:
    """Return when it ended: never while it goes on, None when no month is known."""
    return period.ended(record.day("from"), record.day("to"))


def records(frames: Frames, step: str) -> tuple[Record, ...]:
    """Return a step's records in the participant's order."""
    if (frame := frames.get(step)) is None:
        return ()
    rows = frame.to_dict(orient="records")
    return tuple(
        Record(str(key), {str(name): value for name, value in row.items()})
        for key, row in zip(frame.index, rows, strict=True)
    )


def told(found: Iterable[Record], *questions: str) -> tuple[Record, ...]:
    """Return the records that answer at least one of the questions."""
    return tuple(one for one in found if any(map(one.text, questions)))


def single(frames: Frames, step: str) -> Record:
    """Return the one record of a step without repetition, empty when unanswered."""
    return next(iter(records(frames, step)), Record())


def chosen(frames: Frames, step: str, ids: tuple[str, ...]) -> tuple[Record, ...]:
    """Return the records with these ids, in their order; a deleted one is left out."""
    known = {record.id: record for record in records(frames, step)}
    return tuple(known[key] for key in ids if key in known)
