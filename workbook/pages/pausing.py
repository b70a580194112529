"""A break moves what is promised; changed or taken back, it moves it back."""

import json
from collections.abc import Iterator, Mapping
from datetime import date, datetime
from typing import Final

from workbook import analysis
from workbook.content.moment import YEARS, show_weekday
from workbook.content.promise import settled
from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part
from workbook.store import Place, Record

PAUSES: Final = "pauses"
_PROMISES: Final = "follow_ups"
_NOTE: Final = "pause"
Moves = dict[str, tuple[str, str]]
"""By promise the moment it was due at before a break, and the one after it."""


class Pausing:
    """Moves the open promises when a break is written, corrected, or taken back.

    What is due before a break that has not begun stays. Each move is noted, so that a
    break whose days are corrected moves them from where they were. A promise that he
    has set another day for since then stays as it is, and so does one that was made
    after the break was written, unless it falls in it.
    """

    def __init__(self, book: Book) -> None:
        """Move promises in this workbook."""
        self._book = book

    def saved(self, place: Place) -> None:
        """Move what a break moves if what was saved is one of its days."""
        if place.step == PAUSES and place.question in ("starts", "ends"):
            self.settle(place.record)

    def settle(self, pause: str) -> None:
        """Bring all promises in line with a break as it stands; deleted, it is none."""
        file = self._book.file
        there = {r.record: r for r in file.records(PAUSES)}
        span = _span(there[pause]) if pause in there else None
        before = _noted(self._book, pause)
        known = file.note(_key(pause)) is not None
        after: Moves = {}
        answers: list[tuple[Place, object]] = []
        for promise, due in _open(self._book):
            old, new = before.get(promise, ("", ""))
            ours = bool(new) and due.isoformat() == new
            base = datetime.fromisoformat(old) if ours else due
            late_comer = known and not ours
            to = _to(base, span, only_within=late_comer)
            # Also what stays is noted: it moves when the break is there again.
            if to != base or not late_comer:
                after[promise] = base.isoformat(), to.isoformat()
            if to != due:
                place = Place(_PROMISES, promise, "due")
                answers.append((place, to.isoformat(timespec="minutes")))
        if span or known:
            file.write_note(_key(pause), json.dumps(after))
        file.save_all(answers, apart=True)


def moves(book: Book, pause: str) -> Moves:
    """Return what a break has moved."""
    noted = _noted(book, pause)
    return {promise: days for promise, days in noted.items() if len({*days}) > 1}


def _noted(book: Book, pause: str) -> Moves:
    """Return what a break has moved or may move, also while it is none."""
    told = json.loads(book.file.note(_key(pause)) or "{}")
    return {promise: (old, new) for promise, (old, new) in told.items()}


def pause_moves(book: Book, opened: str) -> Part | None:
    """Draw what the open break has moved, promise by promise; None when nothing."""
    due = {promise: moment.isoformat() for promise, moment in _open(book)}
    say, language = book.content.texts.say, book.language
    rows = [
        [
            Cell(_whom(book, promise)),
            Cell(_words(book, old)),
            Cell(_words(book, new)),
        ]
        for promise, (old, new) in moves(book, opened).items()
        if due.get(promise) == new
    ]
    if not rows:
        return None
    head = [say(f"pictures.{name}", language) for name in ("whom", "was_due", "due")]
    return Part(say("pictures.pause_moves", language), head=head, rows=rows)


def _to(
    base: datetime, span: tuple[date, date] | None, *, only_within: bool
) -> datetime:
    if span is None or base.date() < span[0] > date.today():
        return base  # it comes before a break that is still to come
    inside = span[0] <= base.date() <= span[1]
    to = analysis.moved(base, span) if inside or not only_within else base
    return to if to.year in YEARS else base


def _span(pause: Record) -> tuple[date, date] | None:
    starts, ends = (pause.values.get(name) for name in ("starts", "ends"))
    if isinstance(starts, date) and isinstance(ends, date) and starts <= ends:
        return starts, ends
    return None


def _open(book: Book) -> Iterator[tuple[str, datetime]]:
    for found in book.file.records(_PROMISES):
        due = found.values.get("due")
        done = settled(found.values.get("kept_on"), found.values.get("outcome"))
        if isinstance(due, datetime) and not done:
            yield found.record, due


def _whom(book: Book, promise: str) -> str:
    values: Mapping[str, object] = book.file.record(_PROMISES, promise).values
    somebody = book.content.texts.say("plan.somebody", book.language)
    return str(values.get("whom") or somebody)


def _words(book: Book, moment: str) -> str:
    return show_weekday(datetime.fromisoformat(moment).date(), book.language)


def _key(pause: str) -> str:
    return f"{_NOTE}/{pause}"
