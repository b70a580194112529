"""Answers are kept as they were given, record by record."""

import json
import subprocess
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from asked import BORN, CPR, CPR_IN_A_ROW, every_type, question, step

from workbook.content.question import QUESTION_TYPES
from workbook.store import Place, WorkbookFile

Opens = Callable[..., WorkbookFile]

CHILD = """
import sys
from pathlib import Path
sys.path.insert(0, sys.argv[1])
from asked import every_type
from workbook.store import Place, WorkbookFile
path, name, count, key = sys.argv[2:6]
file = WorkbookFile(Path(path), {"things": every_type()}, bytes.fromhex(key) or None)
print("ready", flush=True)
sys.stdin.readline()
for number in range(int(count)):
    file.save(Place("things", f"{name}-{number % 7}", "text"), f"{name} {number}")
    print(number, flush=True)
file.close()
"""


def child(
    path: Path, name: str, count: int, key: bytes | None = None
) -> "subprocess.Popen[str]":
    """Start another process that opens the file, and writes once it is told to."""
    here = str(Path(__file__).parent.parent)
    arguments = [here, str(path), name, str(count), (key or b"").hex()]
    return subprocess.Popen(
        [sys.executable, "-c", CHILD, *arguments],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def tell(process: "subprocess.Popen[str]") -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    assert process.stdout.readline() == "ready\n"
    process.stdin.write("\n")
    process.stdin.flush()


def at(name: str, record: str = "one") -> Place:
    return Place("things", record, name)


class TestPlainAndEncrypted:
    """What holds for a file on his own computer and for one on a server."""

    def test_answers_are_found_again(self, opens: Opens, key: bytes | None) -> None:
        file = opens(key=key)
        file.save(at("text"), "R&D <Chef> – æøå ÆØÅ")
        file.save(at("date"), "24.12.2026")
        file.save(at("tags"), "kort, have")
        file.close()
        values = opens(key=key).record("things", "one").values
        assert values["text"] == "R&D <Chef> – æøå ÆØÅ"
        assert values["date"] == date(2026, 12, 24)
        assert values["tags"] == ("kort", "have")

    def test_the_bytes_of_an_encrypted_file_hold_no_text(
        self, opens: Opens, path: Path, key: bytes | None
    ) -> None:
        file = opens(key=key)
        file.save(at("text"), "Tværmose Møbelfabrik")
        file.save(at("date"), "halv dato")
        there = [p.read_bytes() for p in path.parent.iterdir()]
        file.close()
        there.append(path.read_bytes())
        for text in ("Tværmose", "halv dato", "things", "SQLite format"):
            found = any(text.encode() in content for content in there)
            assert found is (key is None), text

    def test_a_cpr_number_is_nowhere_in_the_file(
        self, opens: Opens, path: Path, key: bytes | None
    ) -> None:
        file = opens(key=key)
        file.save(at("text"), "står her")
        ten = int(CPR_IN_A_ROW)
        for kind in QUESTION_TYPES[:-1]:
            for raw in (ten, [CPR], {"a": [CPR]}, [[CPR_IN_A_ROW]], f"nr. {CPR}, ja"):
                saved = file.save(at(kind), raw)
                assert saved.fault is not None
                assert saved.fault.code in ("cpr", "file")
        upload = {"name": f"{CPR}.pdf", "media_type": "", "content": b"x"}
        saved = file.save(at("file"), upload)
        assert saved.fault is not None
        assert saved.fault.code == "file_name_cpr"
        there = {p.name: p.read_bytes() for p in path.parent.iterdir()}
        assert f"{path.name}-wal" in there
        file.close()
        there["closed"] = path.read_bytes()
        for number in (BORN, CPR_IN_A_ROW):
            assert not [n for n, c in there.items() if number.encode() in c]
        file = opens(key=key)
        record = file.record("things", "one")
        drafts = {name: (d.raw, d.code) for name, d in record.drafts.items()}
        kept = set(QUESTION_TYPES) - {"file", "note"}
        assert drafts == dict.fromkeys(kept, ("nr. …, ja", "cpr"))
        assert record.values["text"] is None
        olds = [version.old for version in file.versions("things", "one")]
        assert olds == ["står her", None]

    def test_all_that_was_acknowledged_survives_a_kill(
        self, opens: Opens, path: Path, key: bytes | None
    ) -> None:
        process = child(path, "a", 100_000, key)
        assert process.stdout is not None
        tell(process)
        acknowledged = -1
        while acknowledged < 150:
            acknowledged = int(process.stdout.readline())
        process.kill()
        lines = process.stdout.read().splitlines()
        process.communicate()
        acknowledged = max([acknowledged, *(int(line) for line in lines if line)])
        found = opens(key=key)
        texts = [str(r.values["text"]) for r in found.records("things")]
        written = sorted(int(text.split()[1]) for text in texts)
        assert written[-1] >= acknowledged
        assert written[-1] <= acknowledged + 1
        assert written == list(range(written[-1] - 6, written[-1] + 1))

    def test_processes_that_open_and_write_at_once_lose_nothing(
        self, opens: Opens, path: Path, key: bytes | None
    ) -> None:
        processes = [child(path, name, 40, key) for name in "ab"]
        for process in processes:
            tell(process)
        for process in processes:
            told, _ = process.communicate(timeout=60)
            assert process.returncode == 0
            assert told.split() == [str(number) for number in range(40)]
        records = opens(key=key).records("things")
        assert {str(r.values["text"]) for r in records} == {
            f"{name} {number}" for name in "ab" for number in range(33, 40)
        }


# --- drafts ----------------------------------------------------------------------


def test_what_cannot_be_read_is_a_draft_and_in_no_frame(opens: Opens) -> None:
    file = opens()
    file.save(at("date"), "24.12.2026")
    saved = file.save(at("date"), "24.13")
    assert saved.fault is not None
    assert (saved.value, saved.fault.code) == (None, "date")
    record = file.record("things", "one")
    assert record.values["date"] is None
    assert (record.drafts["date"].raw, record.drafts["date"].code) == ("24.13", "date")
    assert file.frame("things")["date"].isna().all()
    file.close()
    assert opens().record("things", "one").drafts == record.drafts


def test_a_draft_is_gone_when_the_answer_is_mended(opens: Opens) -> None:
    file = opens()
    file.save(at("integer"), "tolv")
    file.save(at("email"), "anna@")
    file.save(at("integer"), "12")
    assert set(file.record("things", "one").drafts) == {"email"}
    file.save(at("email"), "")
    assert file.record("things", "one").drafts == {}


def test_the_details_of_a_fault_are_kept_with_the_draft(opens: Opens) -> None:
    steps = {"things": step(question("text", "name", maximum=3))}
    file = opens(steps)
    file.save(at("name"), "four")
    draft = file.record("things", "one").drafts["name"]
    assert draft.details == {"maximum": 3, "length": 4}
    assert draft.raw == "four"


@pytest.mark.parametrize("raw", ["\ud800", float("nan"), b"bytes", {"a": object()}])
def test_what_no_page_could_be_told_again_is_no_draft(
    opens: Opens, raw: object
) -> None:
    file = opens()
    file.save(at("date"), "24.12.2026")
    assert file.save(at("date"), raw).fault is not None
    record = file.record("things", "one")
    assert record.drafts == {}
    assert record.values["date"] == date(2026, 12, 24)


# --- records ---------------------------------------------------------------------


def names(file: WorkbookFile) -> list[object]:
    return [record.values["text"] for record in file.records("things")]


@pytest.fixture
def three(opens: Opens) -> WorkbookFile:
    file = opens()
    for name in ("a", "b", "c"):
        file.save(at("text", name), name.upper())
    return file


def test_records_stand_in_the_order_they_came(three: WorkbookFile) -> None:
    assert names(three) == ["A", "B", "C"]
    assert list(three.frame("things").index) == ["a", "b", "c"]


@pytest.mark.parametrize(
    ("record", "places", "order"),
    [
        ("a", 1, "BAC"),
        ("c", -1, "ACB"),
        ("a", -1, "ABC"),
        ("c", 5, "ABC"),
        ("a", 9, "BCA"),
    ],
)
def test_a_record_is_moved(
    three: WorkbookFile, record: str, places: int, order: str
) -> None:
    three.move("things", record, places)
    assert names(three) == list(order)


def test_a_deleted_record_can_be_brought_back_to_its_place(
    three: WorkbookFile,
) -> None:
    three.save(at("date", "b"), "halv")
    three.delete("things", "b")
    assert names(three) == ["A", "C"]
    assert list(three.frame("things").index) == ["a", "c"]
    three.bring_back("things", "b")
    assert names(three) == ["A", "B", "C"]
    assert three.record("things", "b").drafts["date"].raw == "halv"


def test_what_stands_within_a_record_is_deleted_and_brought_back_with_it(
    opens: Opens,
) -> None:
    tie, text = question("reference", "thing"), question("text")
    inner = step(tie, text, name="inner", within=["things"], columns=["q"])
    loose = step(question("reference", "thing"), question("text"), name="loose")
    file = opens({"things": every_type(), "inner": inner, "loose": loose})
    for parent in "ab":
        file.save(at("text", parent), parent)
        for name in ("inner", "loose"):
            file.save(Place(name, f"of-{parent}", "thing"), parent)

    def there() -> list[list[str]]:
        steps = ("things", "inner", "loose")
        return [[r.record for r in file.records(name)] for name in steps]

    every = [["a", "b"], ["of-a", "of-b"], ["of-a", "of-b"]]
    assert there() == every
    file.delete("things", "a")
    assert there() == [["b"], ["of-b"], ["of-a", "of-b"]]
    assert list(file.frame("inner").index) == ["of-b"]
    file.bring_back("things", "a")
    assert there() == every
    file.delete("inner", "of-b")
    assert there()[:2] == [["a", "b"], ["of-a"]]


def test_a_copy_is_a_record_of_its_own(three: WorkbookFile) -> None:
    three.save(at("tags", "a"), "kort, have")
    copy = three.duplicate("things", "a")
    assert names(three) == ["A", "B", "C", "A"]
    assert three.record("things", copy).values["tags"] == ("kort", "have")
    three.save(at("text", copy), "D")
    assert names(three) == ["A", "B", "C", "D"]


def test_a_record_that_was_never_saved_is_empty(three: WorkbookFile) -> None:
    assert three.record("things", "nobody").values == {}
    assert len(three.records("things")) == 3


def test_records_are_made_once_in_their_order(three: WorkbookFile) -> None:
    three.ensure("things", "x", "a", "y", "x")
    assert [r.record for r in three.records("things")] == ["a", "b", "c", "x", "y"]


def test_five_hundred_records_are_kept(opens: Opens) -> None:
    file = opens()
    answers = [(at("text", f"r{n}"), f"nr. {n}") for n in range(500)]
    assert all(saved.fault is None for saved in file.save_all(answers))
    file.close()
    assert names(opens()) == [f"nr. {n}" for n in range(500)]


def test_many_answers_are_written_together_or_not_at_all(opens: Opens) -> None:
    file = opens()
    with pytest.raises(KeyError):
        file.save_all([(at("text"), "a"), (Place("things", "one", "nothing"), "b")])
    assert file.records("things") == []


# --- notes -----------------------------------------------------------------------


def test_the_workbook_notes_things_for_itself(opens: Opens) -> None:
    file = opens()
    assert file.note("language") is None
    file.write_note("language", "da")
    file.write_note("language", "en")
    owner = file.owner
    file.close()
    again = opens()
    assert again.note("language") == "en"
    assert again.owner == owner


def test_two_files_have_two_owners(tmp_path: Path) -> None:
    steps = {"things": every_type()}
    files = [WorkbookFile(tmp_path / f"{n}.workbook", steps) for n in "ab"]
    assert len({file.owner for file in files}) == 2
    for file in files:
        file.close()


def test_several_texts_are_one_readable_column(opens: Opens) -> None:
    file = opens()
    file.save(at("tags"), "køkkenhave, håndbold")
    with file._engine.connect() as connection:
        kept = connection.exec_driver_sql("SELECT tags FROM things").scalar()
    assert json.loads(str(kept)) == ["køkkenhave", "håndbold"]
    assert "køkkenhave" in str(kept)
