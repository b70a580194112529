"""The file is the participant's: durable, his alone, and refused untouched."""

import os
import shutil
import sqlite3
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from asked import every_type

from workbook.content import Texts
from workbook.errors import StoreError
from workbook.settings import LANGUAGES
from workbook.store import Place, WorkbookFile
from workbook.store.engine import FORMAT, copy_to, pass_on
from workbook.store.tables import tables_of

STEPS = {"things": every_type()}
OTHER_KEY = b"x" * 32
PAGE = 4096


def written(path: Path, key: bytes | None = None) -> bytes:
    """Write a file of many pages, close it, and return its bytes."""
    file = WorkbookFile(path, STEPS, key)
    answers = [(Place("things", f"t{n}", "long_text"), "hej " * 900) for n in range(60)]
    file.save_all(answers)
    file.close()
    return path.read_bytes()


def refused(path: Path, content: bytes, key: bytes | None = None) -> str:
    """Return the code with which a file is refused, having proved it untouched."""
    path.write_bytes(content)
    beside = sorted(path.parent.iterdir())
    with pytest.raises(StoreError) as caught:
        WorkbookFile(path, STEPS, key)
    assert path.read_bytes() == content
    assert sorted(path.parent.iterdir()) == beside
    return caught.value.code


def put(content: bytes, at: int, new: bytes) -> bytes:
    return content[:at] + new + content[at + len(new) :]


def middle(content: bytes) -> int:
    return len(content) // 2 // PAGE * PAGE


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "half": lambda b: b[: len(b) // 2],
    "whole pages gone": lambda b: b[: -5 * PAGE],
    "last bytes gone": lambda b: b[:-100],
    "header only": lambda b: b[:100],
    "half a header": lambda b: b[:40],
    "garbage in the middle": lambda b: put(b, middle(b), b"\xaa" * 2 * PAGE),
    "zeros in the middle": lambda b: put(b, middle(b), bytes(2 * PAGE)),
    "zero header": lambda b: put(b, 0, bytes(100)),
    "zero page sizes": lambda b: put(b, 16, bytes(8)),
    "a text file": lambda _: b"Hej, jeg er en tekst. " * 400,
    "a word file": lambda _: b"PK\x03\x04" + bytes(5000),
}


@pytest.mark.parametrize("how", DAMAGE.values(), ids=DAMAGE.keys())
def test_a_damaged_file_is_refused_untouched(
    path: Path, how: Callable[[bytes], bytes]
) -> None:
    assert refused(path, how(written(path))) == "file_damaged"


@pytest.mark.parametrize(
    "what", ["half", "whole pages gone", "garbage in the middle", "zeros in the middle"]
)
def test_a_damaged_encrypted_file_is_refused_untouched(path: Path, what: str) -> None:
    content = DAMAGE[what](written(path, OTHER_KEY))
    assert refused(path, content, OTHER_KEY) == "file_damaged"


def test_damage_beside_unfinished_writes_leaves_both_as_they_are(
    path: Path, key: bytes | None, tmp_path: Path
) -> None:
    written(path, key)
    file = WorkbookFile(path, STEPS, key)
    file.save(Place("things", "t1", "text"), "nyt")
    copies = tmp_path / "after a power cut"
    copies.mkdir()
    for part in path.parent.glob("my.workbook*"):
        shutil.copy(part, copies)
    file.close()
    copy = copies / path.name
    whole = copy.read_bytes()
    copy.write_bytes(put(whole, middle(whole), b"\xaa" * 2 * PAGE))
    before = {p.name: p.read_bytes() for p in copies.iterdir() if p.suffix != "-shm"}
    before.pop(f"{path.name}-shm")
    assert set(before) == {path.name, f"{path.name}-wal"}
    with pytest.raises(StoreError, match="file_damaged"):
        WorkbookFile(copy, STEPS, key)
    assert {name: (copies / name).read_bytes() for name in before} == before


def test_unfinished_writes_are_found_again(path: Path, tmp_path: Path) -> None:
    file = WorkbookFile(path, STEPS)
    file.save(Place("things", "one", "text"), "nyt")
    copies = tmp_path / "after a power cut"
    copies.mkdir()
    for part in path.parent.glob("my.workbook*"):
        shutil.copy(part, copies)
    file.close()
    copy = WorkbookFile(copies / path.name, STEPS)
    assert copy.record("things", "one").values["text"] == "nyt"
    copy.close()
    assert [p.name for p in copies.iterdir()] == [path.name]


def test_a_file_of_a_newer_version_is_refused_untouched(path: Path) -> None:
    newer = put(written(path), 60, (FORMAT + 1).to_bytes(4, "big"))
    assert refused(path, newer) == "file_newer"


def test_another_database_is_refused_untouched(path: Path) -> None:
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE cookies (name)")
    connection.close()
    assert refused(path, path.read_bytes()) == "file_not_workbook"


def test_a_wrong_key_is_told_and_nothing_is_touched(path: Path) -> None:
    assert refused(path, written(path, OTHER_KEY), b"y" * 32) == "wrong_key"


def test_a_plain_file_does_not_open_with_a_key(path: Path) -> None:
    assert refused(path, written(path), OTHER_KEY) == "wrong_key"


def test_an_encrypted_file_does_not_open_without_its_key(path: Path) -> None:
    assert refused(path, written(path, OTHER_KEY)) == "file_damaged"


def test_a_folder_is_no_file(path: Path) -> None:
    path.mkdir()
    with pytest.raises(StoreError):
        WorkbookFile(path, STEPS)


def test_a_folder_that_is_a_file_cannot_be_written(path: Path) -> None:
    path.write_text("in the way")
    with pytest.raises(StoreError, match="folder_not_writable"):
        WorkbookFile(path / "below" / "my.workbook", STEPS)


def test_without_sqlcipher_the_remedy_is_told(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "sqlcipher3", None)
    with pytest.raises(StoreError, match="key_not_supported"):
        WorkbookFile(path, STEPS, OTHER_KEY)


def test_every_refusal_has_a_sentence(texts: Texts) -> None:
    codes = [
        "file_damaged", "file_newer", "file_not_workbook", "file_unreadable",
        "file_locked", "wrong_key", "key_not_supported", "folder_not_writable",
    ]  # fmt: skip
    for code in codes:
        for language in LANGUAGES:
            said = texts.error(StoreError(code, path="x.workbook"), language)
            assert said
            assert "{" not in said


def test_only_its_owner_may_read_the_file_and_what_stands_beside_it(
    path: Path, key: bytes | None
) -> None:
    before = os.umask(0)
    try:
        file = WorkbookFile(path, STEPS, key)
        file.save(Place("things", "one", "text"), "mit")
        copy_to(file._engine, path.with_name("copy.workbook"))
    finally:
        os.umask(before)
    modes = {p.name: p.stat().st_mode & 0o777 for p in path.parent.iterdir()}
    file.close()
    assert modes == {
        "my.workbook": 0o600,
        "my.workbook-wal": 0o600,
        "my.workbook-shm": 0o600,
        "copy.workbook": 0o600,
    }


def test_every_write_is_on_the_disk_before_it_is_acknowledged(
    path: Path, key: bytes | None
) -> None:
    file = WorkbookFile(path, STEPS, key)
    with file._write() as connection:
        asked = connection.exec_driver_sql
        assert asked("PRAGMA journal_mode").scalar() == "wal"
        assert asked("PRAGMA synchronous").scalar() == 2
        assert asked("PRAGMA application_id").scalar() == 0x50524F41
        assert asked("PRAGMA user_version").scalar() == FORMAT
    file.close()


def test_closing_leaves_one_file(path: Path, key: bytes | None) -> None:
    written(path, key)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_a_copy_is_a_workbook_with_the_same_key(path: Path, key: bytes | None) -> None:
    written(path, key)
    file = WorkbookFile(path, STEPS, key)
    aside = path.with_name("copy.workbook")
    copy_to(file._engine, aside)
    file.close()
    copy = WorkbookFile(aside, STEPS, key)
    assert len(copy.records("things")) == 60
    copy.close()


def test_no_answer_stands_in_an_error(path: Path) -> None:
    file = WorkbookFile(path, STEPS)
    secret = "det må ingen se"
    with pytest.raises(Exception, match=r"\w") as caught, file._write() as connection:
        connection.execute(
            file._tables.notes.insert(), [{"key": "a", "value": secret}] * 2
        )
    assert secret not in str(caught.value)
    file.close()


def test_an_engine_that_is_passed_on_opens_the_next_file_alone(
    path: Path, key: bytes | None
) -> None:
    told: list[str] = []
    first = WorkbookFile(path, STEPS, key)
    first.watch(lambda: told.append("first"))
    first.save(Place("things", "one", "text"), "Kvædehaven")
    first.close(pass_on)
    second = WorkbookFile(path.with_name("second.workbook"), STEPS, key and OTHER_KEY)
    third = WorkbookFile(path.with_name("third.workbook"), STEPS, key)
    assert second._engine is first._engine
    assert third._engine is not second._engine
    assert second.records("things") == []
    second.save(Place("things", "one", "text"), "Åmosen")
    assert told == ["first"]
    second.close()
    third.close()
    first = WorkbookFile(path, STEPS, key)
    assert first.record("things", "one").values["text"] == "Kvædehaven"
    first.close()


def test_the_same_steps_have_the_same_tables_and_others_their_own() -> None:
    tables = tables_of(STEPS.values())
    assert tables_of(list(STEPS.values())) is tables
    assert tables_of([every_type()]) is not tables
