"""A copy to take along opens without a key, and nothing is left behind."""

import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from sqlite3 import DatabaseError

import pytest
from asked import every_type
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import StoreError
from workbook.store import Place, WorkbookFile
from workbook.store.engine import FORMAT, connect
from workbook.store.unlocked import put_back, swap

STEPS = {"things": every_type()}
PLACE = Place("things", "one", "text")


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The folder for all temporary files of this test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_the_copy_opens_without_a_key_and_holds_everything(
    path: Path, key: bytes | None, temporary: Path, tmp_path: Path
) -> None:
    file = WorkbookFile(path, STEPS, key)
    file.save(PLACE, "Tværmose Møbelfabrik")
    file.save(PLACE, "R&D <Chef> – æøå")
    file.save(Place("things", "one", "date"), "halv dato")
    file.keep_file("abc", "foto.jpg", "image/jpeg", bytes(range(256)) * 999)
    owner = file.owner
    copied = tmp_path / "copy.workbook"
    copied.write_bytes(file.unlocked())
    assert list(temporary.iterdir()) == []
    copy = WorkbookFile(copied, STEPS)
    assert copy.records("things") == file.records("things")
    assert copy.versions("things", "one") == file.versions("things", "one")
    assert copy.file("abc") == file.file("abc")
    assert copy.owner == owner
    copy.save(PLACE, "videre")
    copy.close()
    file.close()


def test_the_file_stays_as_it_is_and_can_be_written_on(
    path: Path, key: bytes | None, temporary: Path
) -> None:
    file = WorkbookFile(path, STEPS, key)
    file.save(PLACE, "før")
    first = file.unlocked()
    file.save(PLACE, "efter")
    second = file.unlocked()
    file.close()
    assert "før".encode() in first
    assert b"efter" not in first
    assert b"efter" in second
    again = WorkbookFile(path, STEPS, key)
    assert again.record("things", "one").values["text"] == "efter"
    again.close()
    assert list(temporary.iterdir()) == []
    assert [p.name for p in path.parent.glob("*.workbook*")] == [path.name]


def test_the_copy_is_of_what_was_saved_when_another_tab_writes(
    path: Path, key: bytes | None
) -> None:
    file, other = (WorkbookFile(path, STEPS, key) for _ in range(2))
    other.save(PLACE, "fra den anden fane")
    assert b"fra den anden fane" in file.unlocked()
    other.save(PLACE, "og videre")
    file.close()
    other.close()


def test_after_a_copy_that_failed_the_next_one_is_made(
    path: Path, monkeypatch: pytest.MonkeyPatch, temporary: Path
) -> None:
    file = WorkbookFile(path, STEPS, b"k" * 32)
    monkeypatch.setattr("workbook.store.unlocked.FORMAT", "no number at all")
    with pytest.raises(DatabaseError):
        file.unlocked()
    monkeypatch.setattr("workbook.store.unlocked.FORMAT", FORMAT)
    file.save(PLACE, "gemt")
    assert b"gemt" in file.unlocked()
    assert list(temporary.iterdir()) == []
    file.close()


KEY = b"k" * 32


@pytest.mark.parametrize("key", [None, KEY])
def test_a_copy_is_put_back_as_it_was(tmp_path: Path, key: bytes | None) -> None:
    step = every_type()
    path = tmp_path / "mine.workbook"
    file = WorkbookFile(path, {step.name: step}, key)
    file.write_note("word", "first")
    copied = file.unlocked()
    file.write_note("word", "second")
    file.close()
    put_back(copied, path, key)
    again = WorkbookFile(path, {step.name: step}, key)
    assert again.note("word") == "first"
    again.close()
    if key:
        assert b"first" not in path.read_bytes()
    for word in ("second", "first"):
        swap(path)
        before = WorkbookFile(path, {step.name: step}, key)
        assert before.note("word") == word
        before.close()


def test_a_workbook_from_ones_own_computer_is_put_back_locked(tmp_path: Path) -> None:
    step = every_type()
    own = WorkbookFile(tmp_path / "own.workbook", {step.name: step})
    own.write_note("word", "at home")
    own.close()
    path = tmp_path / "there.workbook"
    WorkbookFile(path, {step.name: step}, KEY).close()
    put_back((tmp_path / "own.workbook").read_bytes(), path, KEY)
    there = WorkbookFile(path, {step.name: step}, KEY)
    assert there.note("word") == "at home"
    there.close()


COMPUTING = {
    "generated": 'ALTER TABLE things ADD "x" TEXT AS (hex(zeroblob(200000000)))',
    "stored": "CREATE TABLE x (a, b AS (hex(zeroblob(200000000))) STORED)",
    "view": "CREATE VIEW x AS SELECT hex(zeroblob(200000000))",
    "searched": "CREATE VIRTUAL TABLE x USING fts5(a)",
    "typed": 'CREATE TABLE x (a "TEXT) AS (zeroblob(9)")',
}


@pytest.mark.parametrize("odd", COMPUTING.values(), ids=COMPUTING)
def test_a_copy_that_works_something_out_is_refused(tmp_path: Path, odd: str) -> None:
    copied = copy_with(tmp_path, odd)
    with pytest.raises(StoreError, match="file_damaged"):
        put_back(copied, tmp_path / "mine.workbook", KEY)
    assert not (tmp_path / "mine.workbook").exists()


CHECKED = "CREATE TABLE x (a CHECK (length(hex(zeroblob(200000000))) > 0))"
INDEXED = "CREATE INDEX x ON things (hex(zeroblob(200000000)))"


@pytest.mark.parametrize("odd", [CHECKED, INDEXED])
def test_what_a_copy_would_have_worked_out_is_not(tmp_path: Path, odd: str) -> None:
    path = tmp_path / "mine.workbook"
    put_back(copy_with(tmp_path, odd), path, KEY)
    file = WorkbookFile(path, STEPS, KEY)
    assert file.record("things", "one").values["text"] == "Kvædehaven"
    file.close()
    with closing(connect(path, KEY)) as connection:
        written = connection.execute("SELECT sql FROM sqlite_master").fetchall()
    assert "zeroblob" not in str(written)
    assert "CREATE INDEX" in str(written)


def copy_with(folder: Path, odd: str) -> bytes:
    """Return a copy in whose schema somebody has written."""
    path = folder / "copied.workbook"
    file = WorkbookFile(path, STEPS)
    file.save(PLACE, "Kvædehaven")
    path.write_bytes(file.unlocked())
    file.close()
    with closing(sqlite3.connect(path)) as copied:
        if "INDEX" in odd:
            # It is worked out when it is made, so it is made of something short.
            copied.execute(odd.replace("200000000", "2"))
            copied.execute("PRAGMA writable_schema = ON")
            copied.execute("UPDATE sqlite_master SET sql = ? WHERE name = 'x'", (odd,))
        else:
            copied.execute(odd)
        copied.commit()
    return path.read_bytes()


@given(st.data())
def test_what_is_no_workbook_is_refused_and_nothing_is_lost(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("back")
    path = folder / "mine.workbook"
    step = every_type()
    file = WorkbookFile(path, {step.name: step}, KEY)
    file.write_note("word", "kept")
    whole = file.unlocked()
    file.close()
    cut = data.draw(st.integers(0, len(whole) - 1))
    other = data.draw(st.binary(max_size=200))
    locked = path.read_bytes()
    for content in (whole[:cut], other, locked, whole[:50] + other + whole[250:4000]):
        with pytest.raises(StoreError):
            put_back(content, path, KEY)
    assert [p.name for p in folder.iterdir()] == ["mine.workbook"]
    file = WorkbookFile(path, {step.name: step}, KEY)
    assert file.note("word") == "kept"
    file.close()
