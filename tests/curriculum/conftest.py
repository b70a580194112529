"""A workbook in which every record refers to every other that it can refer to."""

import pytest
from linked import record_of, tie

from workbook import Workbook
from workbook.store import Place


@pytest.fixture
def tied(book: Workbook) -> Workbook:
    """One record in each step, each tied to all the others."""
    for step in book.content.order:
        record = record_of(step)
        book.file.ensure(step.name, record)
        ties = {question.name: tie(question) for question in step.answerable}
        answers = [(Place(step.name, record, q), v) for q, v in ties.items() if v]
        book.file.save_all(answers)
    return book
