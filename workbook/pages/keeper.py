"""Keeps the answers of forms in the workbook file."""

from datetime import datetime

from workbook.content.display import words
from workbook.content.question import Question
from workbook.content.record import Value, is_id, read
from workbook.content.step import Step
from workbook.errors import AnswerError
from workbook.forms import Answer, Earlier, RefusedError
from workbook.pages.book import Book
from workbook.pages.suggestions import (
    merged,
    parse,
    shown_origins,
    source_text,
    spell,
    suggestions,
)
from workbook.store import Origin, Place, Record, Saved


class Keeper:
    """Answers as the forms ask for them; a place is ``step/record/question``."""

    def __init__(self, book: Book) -> None:
        """Keep answers in this workbook."""
        self._book = book

    def answers(self, step: Step, record: str) -> dict[str, Answer]:
        """Return all answers of a record by question."""
        found = self._book.file.record(step.name, record)
        origins = self._book.file.origins(step.name, record)
        return {
            question.name: self._answer(
                step, question, found, origins.get(question.name, [])
            )
            for question in step.answerable
        }

    def save(self, place: str, raw: object) -> tuple[Answer, datetime]:
        """Keep what was typed."""
        there = self._place(place)
        self._belong(there)
        return self._kept(there, self._book.file.save(there, raw))

    def take(self, place: str, source: str) -> tuple[Answer, datetime]:
        """Take a suggestion over: below what he has, or in place of the older text."""
        there, origin = self._origin(place, source)
        current = self._current(there)
        before = self._before(there, origin.source)
        self._belong(there)
        question = self._book.content.steps[there.step].question(there.question)
        text = merged(question, current, origin.taken, before)
        return self._kept(there, self._book.file.take(there, text, origin))

    def keep_mine(self, place: str, source: str) -> tuple[Answer, datetime]:
        """Note that the changed source was seen."""
        there, origin = self._origin(place, source)
        self._book.file.keep_origin(there, origin)
        return self._now(there), datetime.now()

    def restore(self, place: str, version: int) -> tuple[Answer, datetime]:
        """Bring an earlier version back; it is itself a change in the history."""
        there = self._place(place)
        saved = self._book.file.restore(there, version)
        if saved is None:
            raise RefusedError
        return self._kept(there, saved)

    def versions(self, record: str) -> list[Earlier]:
        """Return what a record's answers said before, the latest first."""
        name, _, id_ = record.partition("/")
        step = self._book.content.steps.get(name)
        if step is None:
            raise RefusedError
        # What was chosen elsewhere is an id, which would say nothing here.
        known = {q.name: q for q in step.answerable if not q.of and q.type != "file"}
        return [
            Earlier(
                spell(version.place),
                known[version.place.question].label.in_(self._book.language),
                version.version,
                version.at,
                self._said(known[version.place.question], version.old),
            )
            for version in self._book.file.versions(name, id_)
            if version.place.question in known and version.old is not None
        ]

    def _said(self, question: Question, old: object) -> str:
        try:
            return words(question, read(question, old), self._book.language)
        except AnswerError:
            return str(old)

    def _place(self, place: str) -> Place:
        """Return a place only if the content has it: the page is outside input."""
        try:
            found = parse(place)
            step = self._book.content.steps[found.step]
            answerable = step.question(found.question).answerable
        except (KeyError, ValueError):
            raise RefusedError from None
        known = is_id(found.record) if step.repeat else found.record == step.name
        if not known or not answerable:
            raise RefusedError
        return found

    def _origin(self, place: str, source: str) -> tuple[Place, Origin]:
        there, from_ = self._place(place), self._place(source)
        question = self._book.content.steps[there.step].question(there.question)
        if f"{from_.step}.{from_.question}" not in question.suggest:
            raise RefusedError
        text = source_text(self._book, from_)
        if not text:
            raise RefusedError
        return there, Origin(from_, text)

    def _before(self, place: Place, source: Place) -> str | None:
        origins = self._book.file.origins(place.step, place.record)
        found = origins.get(place.question, [])
        return next((o.taken for o in found if o.source == source), None)

    def _current(self, place: Place) -> str:
        record = self._book.file.record(place.step, place.record)
        draft = record.drafts.get(place.question)
        value = draft.raw if draft else record.values.get(place.question)
        return str(value or "")

    def _belong(self, place: Place) -> None:
        """Tie a new record of a step within another to the record it stands in.

        Such a record, the first of its parent, has the parent's own id.
        """
        step = self._book.content.steps[place.step]
        record = self._book.file.record(place.step, place.record)
        if step.within and step.parent and not record.values.get(step.parent.name):
            self._book.file.ensure(step.within, place.record)
            tie = Place(place.step, place.record, step.parent.name)
            self._book.file.save(tie, place.record)

    def _kept(self, place: Place, saved: Saved) -> tuple[Answer, datetime]:
        if saved.fault is None:
            return self._now(place), saved.at
        kept = self._now(place)
        return Answer(kept.value, kept.raw, saved.fault, kept.file_name), saved.at

    def _now(self, place: Place) -> Answer:
        step = self._book.content.steps[place.step]
        question = step.question(place.question)
        record = self._book.file.record(place.step, place.record)
        origins = self._book.file.origins(place.step, place.record)
        return self._answer(step, question, record, origins.get(question.name, []))

    def _answer(
        self, step: Step, question: Question, record: Record, origins: list[Origin]
    ) -> Answer:
        draft = record.drafts.get(question.name)
        value = record.values.get(question.name)
        return Answer(
            value=value,
            raw=draft.raw if draft else None,
            fault=AnswerError(draft.code, **draft.details) if draft else None,
            file_name=self._file_name(question, value),
            suggestions=suggestions(self._book, step, question, record, origins),
            origins=shown_origins(self._book, origins),
        )

    def _file_name(self, question: Question, value: Value) -> str | None:
        if question.type != "file":
            return None
        return self._book.file.file_names().get(str(value))
