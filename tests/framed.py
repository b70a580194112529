"""Frames made for a test: of a few records, or of any that a file may hold."""

from datetime import date, datetime
from typing import Any

import pandas as pd
from hypothesis import strategies as st

from workbook.analysis import NEEDS
from workbook.content import Content, Question
from workbook.store.frames import frame

STEPS = (
    "conversations", "applications", "follow_ups", "companies", "cv_targets", "pauses"
)  # fmt: skip
READ = NEEDS["activity"] | NEEDS["quiet"] | NEEDS["joblog"]
Frames = dict[str, pd.DataFrame]


def frames(content: Content, **records: dict[str, dict[str, Any]]) -> Frames:
    """Return a frame for each step of ``STEPS``, empty where no record is given."""
    return {
        step: frame(content.steps[step], records.get(step, {}).items())
        for step in STEPS
    }


def any_frames(content: Content) -> st.SearchStrategy[Frames]:
    """Return frames with holes: ids that are gone or twice, odd days, odd texts."""
    return st.fixed_dictionaries({step: _any_frame(content, step) for step in STEPS})


def _any_frame(content: Content, step: str) -> st.SearchStrategy[pd.DataFrame]:
    asked = content.steps[step].answerable
    read = [question for question in asked if f"{step}.{question.name}" in READ]
    record = st.fixed_dictionaries({q.name: _any(q) for q in read})
    rows = st.lists(st.tuples(st.sampled_from(["r1", "r2", "r3"]), record), max_size=4)
    return rows.map(lambda found: frame(content.steps[step], found))


def _any(question: Question) -> st.SearchStrategy[Any]:
    known = [choice.name for choice in question.choices]
    near = st.dates(date(2026, 9, 1), date(2026, 12, 31))
    far = st.sampled_from([date(1900, 1, 1), date(2100, 12, 31)])
    day = near | far
    kinds: dict[str, st.SearchStrategy[Any]] = {
        "date": day,
        "datetime": day.map(lambda d: datetime(d.year, d.month, d.day, 9, 30)),
        "reference": st.sampled_from(["r1", "r2", "gone"]),
        "select_one": st.sampled_from([*known, "gone"]),
        "text": st.sampled_from(["Ida Bro", "ida  bro", ""]) | st.text(max_size=9),
        "long_text": st.text() | st.text("æ", min_size=200),
    }
    return st.none() | kinds[question.type]
