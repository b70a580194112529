"""All answers of a workbook as they are read: in words, and as tables."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import cached_property

from workbook.book.appointments import STEP as PROMISES
from workbook.book.appointments import summary
from workbook.content import Content
from workbook.content.display import words
from workbook.content.moment import show_datetime
from workbook.content.promise import settled
from workbook.content.question import MANY, Question
from workbook.content.step import Step
from workbook.exchange.reading_page import (
    Answer,
    AnsweredPage,
    AnsweredRecord,
    AnsweredStep,
    Link,
    Promised,
)
from workbook.exchange.spreadsheet import Cell, Month, Table
from workbook.pages.names import cell
from workbook.settings import Language
from workbook.store import Record, WorkbookFile

Names = Mapping[str, str]
Links = Mapping[str, Link]


class Answers:
    """A workbook's answers in one language, each step read once."""

    def __init__(
        self, content: Content, file: WorkbookFile, language: Language
    ) -> None:
        """Read all records; nothing is shown of one that holds no answer."""
        self._content = content
        self._language: Language = language
        self._files = file.file_names()
        self._records = {
            step.name: [r for r in file.records(step.name) if _answered(r)]
            for step in content.order
        }

    @cached_property
    def kept(self) -> dict[str, str]:
        """The names of the files that are an answer, by id."""
        ids = [
            str(record.values.get(question.name))
            for step in self._content.order
            for question in step.answerable
            if question.type == "file"
            for record in self._records[step.name]
        ]
        return {id_: self._files[id_] for id_ in ids if id_ in self._files}

    def promises(self) -> tuple[Promised, ...]:
        """Return what is promised and still open, by day, those without a day last."""
        open_ones = [
            (found.values.get("due"), found)
            for found in self._records[PROMISES]
            if not settled(found.values.get("kept_on"), found.values.get("outcome"))
        ]
        open_ones.sort(key=lambda pair: (pair[0] is None, str(pair[0])))
        return tuple(self._promised(due, found) for due, found in open_ones)

    def pages(self, links: Links) -> tuple[AnsweredPage, ...]:
        """Return all answers by page and step; ``links`` lead to the kept files."""
        pages = [
            AnsweredPage(
                page.title.in_(self._language),
                tuple(
                    AnsweredStep(step.title.in_(self._language), records)
                    for name in page.steps
                    if (step := self._content.steps[name])
                    and (records := tuple(self._step(step, links)))
                ),
            )
            for page in self._content.pages
        ]
        return tuple(page for page in pages if page.steps)

    def tables(self) -> list[Table]:
        """Return a table for each step with an answer, typed, references by name."""
        return [
            Table(
                step.name,
                step.title.in_(self._language),
                tuple(q.label.in_(self._language) for q in step.answerable),
                tuple(
                    tuple(self._cell(question, record) for question in step.answerable)
                    for record in self._records[step.name]
                ),
            )
            for step in self._content.order
            if self._records[step.name]
        ]

    def _promised(self, due: object, found: Record) -> Promised:
        day = show_datetime(due, self._language) if isinstance(due, datetime) else ""
        what = summary(self._content, self._language, found)
        return Promised(day, what, str(found.values.get("said") or ""))

    def _step(self, step: Step, links: Links) -> Iterator[AnsweredRecord]:
        if step.across:
            yield from self._across(step)
            return
        for record in self._records[step.name]:
            name = self._name(step, record) if step.repeat else ""
            answers = (self._answer(q, record, links) for q in step.answerable)
            told = (one for one in answers if one.text)
            # What the heading says needs no saying below it.
            yield AnsweredRecord(name, tuple(a for a in told if a.text != name))

    def _across(self, step: Step) -> Iterator[AnsweredRecord]:
        """Put together what stands within one record: a company's score by criterion.

        The record it stands across is what was asked.
        """
        asked = [q for q in step.answerable if q.name not in step.ties]
        owners: dict[str, list[Answer]] = {}
        for record in self._records[step.name]:
            other = self._tied(step, step.across, record)
            owner = "".join(self._tied(step, within, record) for within in step.within)
            owners.setdefault(owner, []).extend(
                Answer(_joined(other, q, asked, self._language), said)
                for q in asked
                if (said := self._words(q, record))
            )
        for owner, answers in owners.items():
            unnamed = self._content.texts.say("rows.unnamed", self._language)
            yield AnsweredRecord(owner or unnamed, tuple(answers))

    def _tied(self, step: Step, other: str | None, record: Record) -> str:
        tie = step.refers_to(other) if other else None
        return self._words(tie, record) if tie else ""

    def _answer(self, question: Question, record: Record, links: Links) -> Answer:
        label = question.label.in_(self._language)
        kept = str(record.values.get(question.name))
        file = links.get(kept) if question.type == "file" else None
        return Answer(label, self._words(question, record), file)

    def _words(self, question: Question, record: Record) -> str:
        known, value = self._known(question), record.values.get(question.name)
        if question.type == "references" and isinstance(value, tuple):
            # A name may be a sentence with commas of its own.
            return "\n".join(known[chosen] for chosen in value if chosen in known)
        return cell(question, record, known, self._language)

    def _cell(self, question: Question, record: Record) -> Cell:
        value = record.values.get(question.name)
        if question.name in record.drafts or question.of or question.type == "file":
            return self._words(question, record) or None
        if question.type == "month" and isinstance(value, date):
            return Month(value)
        if question.type in MANY or question.choices:
            return words(question, value, self._language) or None
        return None if isinstance(value, tuple) else value

    def _known(self, question: Question) -> Names:
        if question.type == "file":
            return self._files
        return self._names.get(question.of or "", {})

    @cached_property
    def _names(self) -> dict[str, Names]:
        return {
            name: {r.record: self._name(self._content.steps[name], r) for r in records}
            for name, records in self._records.items()
        }

    def _name(self, step: Step, record: Record) -> str:
        name = cell(step.naming, record, {}, self._language)
        return name or self._content.texts.say("rows.unnamed", self._language)


def _answered(record: Record) -> bool:
    return bool(record.drafts) or any(v is not None for v in record.values.values())


def _joined(
    other: str, question: Question, asked: list[Question], language: Language
) -> str:
    """Return the label of an answer: what it stands across, and what was asked."""
    label = question.label.in_(language)
    if other and len(asked) == 1:
        return other
    return f"{other} – {label}" if other else label
