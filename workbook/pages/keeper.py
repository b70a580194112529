"""Keeps the answers of forms in the workbook file."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Final

from workbook import documents
from workbook.content.display import words
from workbook.content.question import Question
from workbook.content.record import Value, is_id, read
from workbook.content.step import Step
from workbook.errors import AnswerError, DocumentError
from workbook.forms import Answer, Earlier, RefusedError
from workbook.pages.book import Book
from workbook.pages.getting_back import promised_instead
from workbook.pages.lines import lines
from workbook.pages.offers import Begun, accepted, begun
from workbook.pages.sources import parse, spell, texts
from workbook.pages.suggestions import (
    JOINED,
    merged,
    shown_origins,
    stands,
    suggestions,
)
from workbook.store import Origin, Place, Record, Saved

_PICTURES: Final = frozenset({".jpg", ".jpeg", ".png"})


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
        if fault := self._unusable(there, raw):
            return replace(self._now(there), fault=fault), datetime.now()
        return self._kept(there, self._write(there, raw))

    def _unusable(self, place: Place, raw: object) -> AnswerError | None:
        """Say why an upload is no picture where one is asked for; None when it is."""
        accepts = self._book.content.steps[place.step].question(place.question).accepts
        if not isinstance(raw, Mapping) or not _PICTURES.issuperset(accepts):
            return None
        name, content = str(raw.get("name")).casefold(), raw.get("content")
        if not content or not name.endswith(accepts):
            return None  # of another kind, or nothing: that is said elsewhere
        try:
            documents.photo(content, "")
        except DocumentError as fault:
            return AnswerError(fault.code)
        return None

    def take(self, place: str, source: str, text: str = "") -> tuple[Answer, datetime]:
        """Take a suggestion over: below what he has, or in place of the older text.

        Of a source that says several things ``text`` is the one that he chose.
        """
        there, origin = self._origin(place, source, text)
        current = self._current(there)
        before = self._before(there, origin.source)
        question = self._book.content.steps[there.step].question(there.question)
        text = merged(question, current, origin.taken, before)
        return self._kept(there, self._write(there, text, origin))

    def put(self, place: str, source: str, text: str) -> tuple[Answer, datetime]:
        """Put in a text from elsewhere, unless it stands there: below what he has.

        ``source`` is the place of the answer that it is from, such as a file.
        """
        there, from_ = self._place(place), self._place(source)
        current = self._current(there)
        question = self._book.content.steps[there.step].question(there.question)
        joined = question.type in JOINED
        if text == current or (joined and stands(text, current)):
            return self._now(there), datetime.now()
        saved = self._write(
            there, merged(question, current, text, None), Origin(from_, text)
        )
        return self._kept(there, saved)

    def keep_mine(self, place: str, source: str) -> tuple[Answer, datetime]:
        """Note that the changed source was seen."""
        there, origin = self._origin(place, source)
        self._book.file.keep_origin(there, origin)
        return self._now(there), datetime.now()

    def accept(
        self, step: Step, wanted: Mapping[str, tuple[str, str]]
    ) -> dict[str, str]:
        """Begin records with what other answers offer, all of them at once.

        ``wanted`` are by id the place of that answer and the text. Returns the texts
        by id, without those that no answer says.
        """
        made = {}
        for record, (source, text) in wanted.items():
            found = accepted(self._book, step, record, self._place(source), text)
            if found.answers:
                made[record] = found
        self._book.file.save_all(
            [answer for found in made.values() for answer in found.answers],
            [origin for found in made.values() for origin in found.origins],
        )
        return {record: wanted[record][1] for record in made}

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

    def _origin(self, place: str, source: str, text: str = "") -> tuple[Place, Origin]:
        there, from_ = self._place(place), self._place(source)
        question = self._book.content.steps[there.step].question(there.question)
        known = texts(self._book, question, from_)
        if not known or (text and text not in known):
            raise RefusedError
        return there, Origin(from_, text or known[0])

    def _before(self, place: Place, source: Place) -> str | None:
        origins = self._book.file.origins(place.step, place.record)
        found = origins.get(place.question, [])
        return next((o.taken for o in found if o.source == source), None)

    def _current(self, place: Place) -> str:
        record = self._book.file.record(place.step, place.record)
        draft = record.drafts.get(place.question)
        value = draft.raw if draft else record.values.get(place.question)
        return ", ".join(value) if isinstance(value, tuple) else str(value or "")

    def _write(self, place: Place, raw: object, origin: Origin | None = None) -> Saved:
        """Write an answer; with a record's first one all that the record begins with.

        A record that stands within others is tied to them in the same transaction.
        """
        start = self._start(place)
        answers = [*start.answers, (place, raw)]
        answers += promised_instead(self._book, place, raw)
        origins = [*start.origins, *([(place, origin)] if origin else [])]
        saved = self._book.file.save_all(answers, origins)
        return saved[len(start.answers)]

    def _start(self, place: Place) -> Begun:
        step, file = self._book.content.steps[place.step], self._book.file
        known = file.record(place.step, place.record)
        if any(value is not None for value in known.values.values()) or known.drafts:
            return Begun()
        ties = step.stands(place.record)
        for owner in step.within:
            tie = step.refers_to(owner)
            if tie and tie.name in ties:
                file.ensure(owner, ties[tie.name])
        tied = tuple((Place(step.name, place.record, t), r) for t, r in ties.items())
        start = begun(self._book, step, place.record)
        return Begun((*start.answers, *tied), start.origins)

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
        groups, gone = lines(self._book, step, question, record)
        return Answer(
            value=value,
            raw=draft.raw if draft else None,
            fault=AnswerError(draft.code, **draft.details) if draft else None,
            file_name=self._file_name(question, value),
            suggestions=suggestions(self._book, step, question, record, origins),
            origins=shown_origins(self._book, question, origins),
            groups=groups,
            gone=gone,
        )

    def _file_name(self, question: Question, value: Value) -> str | None:
        if question.type != "file":
            return None
        return self._book.file.file_names().get(str(value))
