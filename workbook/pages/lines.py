"""Lines to tick: what he wrote in another step, by the record that it stands in."""

from collections.abc import Sequence

from workbook.content.line import points
from workbook.content.question import Question
from workbook.content.step import Step
from workbook.forms import Group
from workbook.pages.book import Book
from workbook.pages.names import listed, record_name
from workbook.store import Record


def lines(
    book: Book, step: Step, question: Question, record: Record
) -> tuple[Sequence[Group], Sequence[str]]:
    """Return the lines to tick, and those ticked that no record says any longer.

    Where the step also asks which records to take, only theirs are there, in the
    order of his choice; else, and when those are deleted, all records' as listed.
    Nothing for other types.
    """
    if question.lines_of is None:
        return (), ()
    name, asked = question.source
    source = book.content.steps[name]
    said = {
        there.record: Group(
            record_name(book, source, there),
            points(str(there.values.get(asked) or "")),
        )
        for there in listed(book, source)
    }
    shown = [said[id_] for id_ in _chosen(step, question, record) if id_ in said]
    known = {line for group in said.values() for line in group.lines}
    return (
        [group for group in shown or said.values() if group.lines],
        [line for line in _ticked(question, record) if line not in known],
    )


def _chosen(step: Step, question: Question, record: Record) -> tuple[str, ...]:
    choice = step.narrows(question)
    chosen = record.values.get(choice.name) if choice else None
    return chosen if isinstance(chosen, tuple) else ()


def _ticked(question: Question, record: Record) -> list[str]:
    draft = record.drafts.get(question.name)
    ticked = draft.raw if draft else record.values.get(question.name)
    return list(map(str, ticked)) if isinstance(ticked, list | tuple) else []
