"""Dealing with what is open: nothing is dismissed, each thing gets an end or a day."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time
from typing import Any, Final

import pandas as pd

from workbook import analysis
from workbook.content.promise import settled
from workbook.content.record import plain
from workbook.forms import RefusedError
from workbook.pages.book import Book
from workbook.pages.offers import fresh
from workbook.store import Place, Record

PROMISES: Final = "follow_ups"
TIES: Final = {"conversations": "conversation", "applications": "application"}
"""By step the question of a promise that ties it to a record there."""
OUTCOMES: Final = frozenset({"talked", "voicemail", "no_answer"})
_WARM: Final = "quarter"
_MORNING: Final = time(9)

Answers = Mapping[str, object]


@dataclass
class Dealt:
    """What one action did, so that it can be undone: answers before, records made."""

    before: list[tuple[Place, object]] = field(default_factory=list)
    made: list[tuple[str, str]] = field(default_factory=list)


class Dealing:
    """Acts on promises and matters; each action is one transaction.

    A matter is named by its latest conversation or letter, ``step/record``, as
    ``analysis.matters`` does. All raise RefusedError for what is not there, or no
    longer open: the page is outside input, and another tab may have been faster.
    """

    def __init__(self, book: Book) -> None:
        """Act in this workbook."""
        self._book = book
        self._last: Dealt | None = None

    def keep(self, promise: str, outcome: str) -> None:
        """Note that he did today what he promised, and what came of it."""
        if outcome not in OUTCOMES:
            raise RefusedError
        self._open(promise)
        kept: Answers = {"kept_on": date.today().isoformat(), "outcome": outcome}
        self._write([(promise, kept)])

    def move(self, promise: str, day: date) -> str:
        """Move a promise: it is settled, and goes on as a new one on another day."""
        old = self._open(promise).values
        due = _at(day, old.get("due"))
        record = fresh()
        answers: dict[str, object] = {**self._same(old), "due": due}
        self._write([(promise, {"outcome": "moved"}), (record, answers)], record)
        return record

    def set_day(self, matter: str, day: date, way: str = "call") -> str:
        """Promise the next thing in a matter; one without a day gets it."""
        found = self._matter(matter)
        if found.state != "missing":
            raise RefusedError
        due = {"due": _at(day, None)}
        if found.promise:
            self._write([(found.promise, due)])
            return str(found.promise)
        made, tied = fresh(), self._tied(found.step, found.record)
        new: Answers = {**tied, "way": way, **due}
        # Where nothing ties the new promise to the old one, that was moved.
        old = [] if _names(tied) else [(found.record, {"outcome": "moved"})]
        self._write([*old, (made, new)], made)
        return made

    def close(self, matter: str, by: str, learned: str = "") -> None:
        """Close a matter, by me or by them, with what was learned."""
        self._write(*self._closing(matter, by, learned))

    def keep_warm(self, matter: str) -> None:
        """Close a matter and stay in touch: the person gets a rhythm as a contact.

        One who is no contact yet becomes one.
        """
        promises, made = self._closing(matter, "closed_by_me", "")
        found = self._matter(matter)
        there = {r.record: r for r in self._book.file.records("contacts")}
        known = there.get(found.contact)
        answers: dict[str, object] = {"rhythm": _WARM}
        if known is None:
            told = {"name": found.whom, "company": found.company}
            answers |= {name: value for name, value in told.items() if value}
        elif known.values.get("rhythm"):
            answers = {}
        contact = known.record if known else fresh()
        self._write(promises, made, contacts=[(contact, answers)])

    def undo(self) -> bool:
        """Take the latest action back; tell if there was one."""
        last, self._last = self._last, None
        if last is None:
            return False
        for step, record in last.made:
            self._book.file.delete(step, record)
        self._book.file.save_all(last.before, apart=True)
        return True

    def _open(self, promise: str) -> Record:
        there = {r.record: r for r in self._book.file.records(PROMISES)}
        found = there.get(promise)
        if found is None or not _is_open(found):
            raise RefusedError
        return found

    def _matter(self, matter: str) -> Any:
        """Return the row of a matter that is not closed."""
        frames = {step: self._book.frame(step) for step in (*TIES, PROMISES)}
        found = analysis.matters(frames)
        rows = found[(found.index == matter) & (found["state"] != "closed")]
        for row in rows.itertuples():
            return row
        raise RefusedError

    def _same(self, values: Mapping[str, object]) -> dict[str, object]:
        """Return what a promise hands on to the one that follows it."""
        kept = ("application", "conversation", "way", "whom", "said")
        return {name: values[name] for name in kept if values.get(name)}

    def _tied(self, step: str, record: str) -> dict[str, object]:
        values = self._book.file.record(step, record).values
        if step == PROMISES:
            return {k: v for k, v in self._same(values).items() if k != "said"}
        whom = values.get("whom") or values.get("receiver")
        return {TIES[step]: record} | ({"whom": whom} if whom else {})

    def _closing(
        self, matter: str, by: str, learned: str
    ) -> tuple[list[tuple[str, Answers]], str]:
        """Return what closes a matter: its open promises, or one made to say so."""
        if by not in ("closed_by_me", "closed_by_them"):
            raise RefusedError
        found, on = self._matter(matter), date.today()
        busy = not pd.isna(found.last) and found.last.date() >= on
        on = found.last.date() if busy else on
        told: dict[str, object] = {"outcome": by, "kept_on": on.isoformat()}
        closed: list[tuple[str, Answers]] = [(promise, told) for promise in found.open]
        tied, made = self._tied(found.step, found.record), ""
        if not _names(tied):
            closed = closed or [(found.record, {"outcome": by})]
        elif busy or not closed:
            # What passed on the day of closing is over too, and this one says so.
            made = fresh()
            closed.append((made, {**tied, "due": _at(on, None), **told}))
        promise, last = closed[-1]
        said = {"after": self._after(promise, learned)} if learned.strip() else {}
        closed[-1] = promise, {**last, **said}
        return closed, made

    def _after(self, promise: str, learned: str) -> str:
        before = self._book.file.record(PROMISES, promise).values.get("after")
        return f"{before}\n{learned}" if before else learned

    def _write(
        self,
        promises: Iterable[tuple[str, Answers]],
        made: str = "",
        contacts: Iterable[tuple[str, Answers]] = (),
    ) -> None:
        """Write all in one transaction and note how to take it back."""
        answers = [
            (Place(step, record, question), value)
            for step, there in ((PROMISES, promises), ("contacts", contacts))
            for record, told in there
            for question, value in told.items()
        ]
        before = [(place, self._plain(place)) for place, _ in answers]
        file = self._book.file
        new = {r for r in (made, *(c for c, _ in contacts)) if r}
        known = {r.record for s in (PROMISES, "contacts") for r in file.records(s)}
        file.save_all(answers, apart=True)
        added = dict.fromkeys((p.step, p.record) for p, _ in answers if p.record in new)
        self._last = Dealt(
            [(p, raw) for p, raw in before if p.record in known],
            [(step, record) for step, record in added if record not in known],
        )

    def _plain(self, place: Place) -> object:
        question = self._book.content.steps[place.step].question(place.question)
        record = self._book.file.record(place.step, place.record)
        if draft := record.drafts.get(question.name):
            return draft.raw
        return plain(question, record.values.get(question.name))


def _is_open(promise: Record) -> bool:
    return not settled(promise.values.get("kept_on"), promise.values.get("outcome"))


def _names(tied: Answers) -> bool:
    """Tell whether answers say whose promise it is."""
    whom = str(tied.get("whom", "")).partition(",")[0]
    return bool(whom.strip() or tied.keys() & TIES.values())


def _at(day: date, before: object) -> str:
    """Return the moment of a day, at the time it had before, else in the morning."""
    at = before.time() if isinstance(before, datetime) else _MORNING
    return datetime.combine(day, at).isoformat(timespec="minutes")
