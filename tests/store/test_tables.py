"""The tables follow the content; they grow and never shrink."""

import sqlite3
from pathlib import Path

from asked import every_type, question, step

from workbook.content import Content
from workbook.store import Place, WorkbookFile


def told(path: Path, query: str) -> list[tuple[object, ...]]:
    connection = sqlite3.connect(path)
    try:
        return connection.execute(query).fetchall()
    finally:
        connection.close()


def columns(path: Path, table: str) -> dict[str, str]:
    rows = told(path, f'PRAGMA table_info("{table}")')
    return {str(row[1]): str(row[2]) for row in rows}


def test_every_step_has_a_table_with_a_column_per_question(
    path: Path, content: Content
) -> None:
    WorkbookFile(path, content.steps).close()
    assert len(content.steps) >= 10
    for step_ in content.steps.values():
        asked = {question.name for question in step_.answerable}
        own = {"_record", "_position", "_deleted_at"}
        assert set(columns(path, step_.name)) == asked | own


def test_a_note_has_no_column(path: Path) -> None:
    WorkbookFile(path, {"things": every_type()}).close()
    assert "note" not in columns(path, "things")
    assert len(columns(path, "things")) == 17 + 3


def test_a_new_question_and_a_new_step_are_added_and_nothing_is_lost(
    path: Path,
) -> None:
    old = {"things": step(question("text", "name"), question("tags", "gone"))}
    file = WorkbookFile(path, old)
    file.save(Place("things", "one", "name"), "Bageren")
    file.save(Place("things", "one", "gone"), "a, b")
    file.close()
    new = {
        "things": step(question("text", "name"), question("date", "day")),
        "more": step(question("rating", "stars"), name="more"),
    }
    file = WorkbookFile(path, new)
    assert file.record("things", "one").values == {"name": "Bageren", "day": None}
    file.save(Place("things", "one", "day"), "1.2.2026")
    file.save(Place("more", "x", "stars"), "3")
    assert list(file.frame("things").columns) == ["name", "day"]
    file.close()
    assert told(path, "SELECT gone FROM things") == [('["a", "b"]',)]
    file = WorkbookFile(path, old)
    assert file.record("things", "one").values["gone"] == ("a", "b")
    file.close()


def test_a_copy_is_put_aside_before_the_file_grows(path: Path) -> None:
    file = WorkbookFile(path, {"things": step(question("text", "name"))})
    file.save(Place("things", "one", "name"), "Bageren")
    file.close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
    WorkbookFile(path, {"things": every_type()}).close()
    aside = [p for p in path.parent.iterdir() if p != path]
    assert len(aside) == 1
    assert aside[0].suffix == ".workbook"
    assert aside[0].stat().st_mode & 0o777 == 0o600
    assert "date" not in columns(aside[0], "things")
    copy = WorkbookFile(aside[0], {"things": step(question("text", "name"))})
    assert copy.record("things", "one").values == {"name": "Bageren"}
    copy.close()


def test_no_copy_is_made_when_nothing_grows(path: Path) -> None:
    for _ in range(2):
        WorkbookFile(path, {"things": every_type()}).close()
    assert [p.name for p in path.parent.iterdir()] == [path.name]
