"""Typed frames: a step's records as pandas sees them, typed also when empty."""

from collections.abc import Iterable, Mapping
from typing import Any, Final

import pandas as pd

from workbook.content.question import QuestionType
from workbook.content.record import Value
from workbook.content.step import Step

MANY: Final = "object"
DTYPES: Final[Mapping[QuestionType, str | None]] = {
    "text": "string",
    "long_text": "string",
    "integer": "Int64",
    "rating": "Int64",
    "date": "datetime64[s]",
    "month": "datetime64[s]",
    "datetime": "datetime64[s]",
    "email": "string",
    "phone": "string",
    "url": "string",
    "select_one": "string",
    "select_multiple": MANY,
    "tags": MANY,
    "reference": "string",
    "references": MANY,
    "lines": MANY,
    "file": "string",
    "note": None,
}


def frame(
    step: Step, records: Iterable[tuple[str, Mapping[str, Value]]]
) -> pd.DataFrame:
    """Return one row per record, in their order.

    The index ``record`` holds ids, the columns are the questions that take an
    answer, dtypes follow the question type: several choices are a tuple, empty
    when unanswered; a month is its first day; anything else missing is NA or NaT.
    """
    rows = list(records)
    index = pd.Index([record for record, _ in rows], dtype="string", name="record")
    columns = {
        question.name: _column(
            DTYPES[question.type],
            [values.get(question.name) for _, values in rows],
            index,
        )
        for question in step.answerable
    }
    return pd.DataFrame(columns, index=index)


def _column(dtype: str | None, values: list[Any], index: Any) -> Any:
    if dtype == MANY:
        return pd.Series([value or () for value in values], index=index, dtype=MANY)
    if dtype and dtype.startswith("datetime"):
        values = list(pd.to_datetime(values))
    return pd.Series(values, index=index, dtype=dtype)
