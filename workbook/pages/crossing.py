"""One question asked once for each record of another step: a score by criterion."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbook.content.question import Question
from workbook.content.step import Step
from workbook.content.text import Text
from workbook.pages.book import Book
from workbook.pages.names import names
from workbook.pages.progress import records_within


@dataclass(frozen=True)
class Crossing:
    """The questions to ask, and by question the record that each answer stands in."""

    questions: Sequence[Question]
    records: Mapping[str, str]
    asked: str


def crossing(book: Book, step: Step, owner: str, record: str) -> Crossing:
    """Return a step's question for each record across which it stands.

    The answers are those within ``record`` of the step ``owner``.
    """
    question = next(q for q in step.answerable if q.name not in step.ties)
    other = book.content.steps[step.across or ""]
    tie = step.refers_to(other.name)
    there = records_within(step, book.file.records(step.name), owner, record)
    known = {str(r.values.get(tie.name)): r.record for r in there if tie}
    questions, records = [], {}
    for number, (across, name) in enumerate(names(book, other).items()):
        told = {
            "name": f"across_{number}",
            "label": Text(da=name, en=name),
            "hint": None if number else question.hint,
        }
        questions.append(question.model_copy(update=told))
        new = step.stand(owner, record, across)
        records[f"across_{number}"] = known.get(across, new)
    return Crossing(questions, records, question.name)
