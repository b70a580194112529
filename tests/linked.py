"""One record in each step, tied to one record in every other step."""

from workbook.content import Question, Step
from workbook.content.record import Value

ONE = "one"


def record_of(step: Step) -> str:
    """Return the id of a step's one record."""
    return ONE if step.repeat else step.name


def tie(question: Question) -> Value:
    """Return what ties a record to another one; only references are answered."""
    if question.type == "reference":
        return ONE
    return (ONE,) if question.type == "references" else None
