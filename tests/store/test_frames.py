"""Frames are typed, also when there is nothing in them."""

from datetime import date, datetime

import pandas as pd
import pytest
from asked import every_type

from workbook.content.question import QUESTION_TYPES
from workbook.store import Place
from workbook.store.frames import DTYPES, frame

ANSWERS: dict[str, object] = {
    "text": "ja", "long_text": "en\nto", "integer": "3", "rating": "4",
    "date": "24.12.2026", "month": "12.2026", "datetime": "24.12.2026 kl. 9.30",
    "email": "a@example.com", "phone": "20123456", "url": "example.com",
    "select_one": "red", "select_multiple": ["red", "blue"], "tags": "kort, have",
    "reference": "one", "references": ["one", "two"], "lines": ["- en", "to"],
    "file": {"name": "a.pdf", "media_type": "application/pdf", "content": b"%PDF"},
}  # fmt: skip


def dtypes(found: pd.DataFrame) -> dict[str, str]:
    return {str(name): str(dtype) for name, dtype in found.dtypes.items()}


def wanted() -> dict[str, str]:
    return {kind: str(DTYPES[kind]) for kind in QUESTION_TYPES if DTYPES[kind]}


@pytest.mark.parametrize("records", [[], [("one", {})]])
def test_an_empty_frame_is_typed(records: list[tuple[str, dict[str, object]]]) -> None:
    found = frame(every_type(), records)  # type: ignore[arg-type]
    assert dtypes(found) == wanted()
    assert len(wanted()) == 17
    assert found.index.name == "record"
    assert found.index.dtype == "string"


def test_a_full_frame_holds_what_was_typed(opens) -> None:  # type: ignore[no-untyped-def]
    file = opens()
    assert set(ANSWERS) == set(wanted())
    for name, raw in ANSWERS.items():
        assert file.save(Place("things", "one", name), raw).fault is None
    found = file.frame("things")
    assert dtypes(found) == wanted()
    row = found.loc["one"].to_dict()
    assert row == {
        "text": "ja", "long_text": "en\nto", "integer": 3, "rating": 4,
        "date": datetime(2026, 12, 24), "month": datetime(2026, 12, 1),
        "datetime": datetime(2026, 12, 24, 9, 30),
        "email": "a@example.com", "phone": "+45 20 12 34 56",
        "url": "https://example.com", "select_one": "red",
        "select_multiple": ("red", "blue"), "tags": ("kort", "have"),
        "reference": "one", "references": ("one", "two"), "lines": ("en", "to"),
        "file": "a.pdf",
    }  # fmt: skip


def test_what_is_missing_is_na_and_no_choice_is_an_empty_tuple() -> None:
    found = frame(every_type(), [("one", {}), ("two", {"date": date(2026, 1, 2)})])
    row = found.loc["one"]
    many = [name for name, dtype in wanted().items() if dtype == "object"]
    assert len(many) == 4
    assert all(row[name] == () for name in many)
    assert all(pd.isna(row[name]) for name in wanted() if name not in many)
