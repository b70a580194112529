"""Everything goes out and in again, and nothing is doubled, lost or half done."""

import json
from pathlib import Path
from typing import Any

import pytest
from asked import BORN, CPR

from workbook import Workbook
from workbook.errors import ExchangeError
from workbook.settings import LANGUAGES, Settings, packaged
from workbook.store import Origin, Place


def demonstration(language: str) -> str:
    return packaged("data", "demo", f"{language}.json").read_text(encoding="utf-8")


def rows(book: Workbook) -> dict[str, int]:
    """Return how many rows every table of the file has."""
    with book.file._engine.connect() as connection:
        tables = connection.exec_driver_sql(
            "SELECT name FROM sqlite_master WHERE type = 'table'"
        ).scalars()
        return {
            table: len(connection.exec_driver_sql(f'SELECT 1 FROM "{table}"').all())
            for table in list(tables)
        }


def fill(book: Workbook) -> None:
    """Put in what an export can hold: drafts, an origin, a file, an order."""
    file = book.file
    file.save(Place("jobs", "only-a-draft", "from"), "13.2020")
    file.save(Place("stories", "s1", "sentence"), "Vi reddede varerne – R&D <Chef>")
    file.take(
        Place("competences", "c1", "evidence"),
        "Vi reddede varerne",
        Origin(Place("stories", "s1", "sentence"), "Vi reddede varerne"),
    )
    for name in ("c2", "c3"):
        file.save(Place("competences", name, "name"), name)
    file.move("competences", "c3", -2)
    content = bytes(range(256)) * 50
    upload = {"name": "bevis.pdf", "media_type": "application/pdf", "content": content}
    file.save(Place("attachments", "a1", "file"), upload)
    file.save(Place("applications", "a1", "sent_on"), "31.2.2026")
    file.ensure("education", "empty")
    book.speak("en")


@pytest.fixture
def other(tmp_path: Path, book: Workbook) -> Any:
    found = Workbook.open(tmp_path / "other.workbook", settings=Settings())
    yield found
    found.close()
    del book


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_demo_goes_in_and_out_without_a_difference(
    book: Workbook, language: str
) -> None:
    shipped = json.loads(demonstration(language))
    book.import_json(demonstration(language))
    out = json.loads(book.export_json())
    assert sum(map(len, shipped["steps"].values())) > 20
    for step, records in shipped["steps"].items():
        assert out["steps"][step] == records
    assert {k for k, v in out["steps"].items() if v} == set(shipped["steps"])
    assert out["language"] == language
    assert out["drafts"] == []


def test_everything_goes_out_and_in_again(book: Workbook, other: Workbook) -> None:
    fill(book)
    other.import_json(book.export_json())
    assert other.export_json() == book.export_json()
    (attached,) = other.file.file_names()
    assert other.file.file(attached)[2] == bytes(range(256)) * 50
    assert other.language == "en"
    assert other.file.record("jobs", "only-a-draft").drafts["from"].raw == "13.2020"
    assert [r.record for r in other.file.records("competences")] == ["c3", "c1", "c2"]
    assert other.file.origins("competences", "c1")["evidence"]
    assert [r.record for r in other.file.records("education")] == ["empty"]


def test_a_second_time_changes_nothing_and_doubles_nothing(
    book: Workbook, other: Workbook
) -> None:
    book.import_json(demonstration("da"))
    fill(book)
    exported = book.export_json()
    other.import_json(exported)
    before = rows(other)
    assert sum(before.values()) > 100
    for _ in range(2):
        other.import_json(exported)
    assert other.export_json() == exported
    assert rows(other) == before


def test_an_import_leaves_what_it_does_not_name(book: Workbook) -> None:
    book.file.save(Place("jobs", "mine", "title"), "Kok")
    book.import_json(demonstration("da"))
    assert "mine" in book.frame("jobs").index
    assert len(book.frame("jobs")) > 1


def faulty(**changes: Any) -> str:
    """Return an export that is good but for one thing at its end."""
    good: dict[str, Any] = {
        "format": "proaktiv-workbook",
        "version": 1,
        "language": "en",
        "steps": {"jobs": [{"record": "j1", "answers": {"title": "Kok"}}]},
        "files": [{"file": "f1", "name": "a", "media_type": "", "content": "AAAA"}],
    }
    for key, more in changes.items():
        kept = good.get(key, [])
        good[key] = {**kept, **more} if isinstance(kept, dict) else [*kept, *more]
    return json.dumps(good)


def test_the_good_part_of_the_faulty_exports_is_good(book: Workbook) -> None:
    book.import_json(faulty())
    assert list(book.frame("jobs")["title"]) == ["Kok"]


GOOD, GONE = "competences/c1/evidence", "competences/c1/shoe_size"


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        (
            {"steps": {"dreams": [{"record": "d", "answers": {"x": 1}}]}},
            "import_unknown",
        ),
        ({"steps": {"dreams": []}}, "import_unknown"),
        (
            {"steps": {"start": [{"record": "start", "answers": {"shoe_size": 44}}]}},
            "import_unknown",
        ),
        (
            {"drafts": [{"step": "jobs", "record": "j", "question": "x", "raw": ""}]},
            "import_unknown",
        ),
        ({"origins": [{"place": GONE, "source": GOOD, "taken": ""}]}, "import_unknown"),
        ({"origins": [{"place": GOOD, "source": GONE, "taken": ""}]}, "import_unknown"),
        ({"origins": [{"place": "x", "source": GOOD, "taken": ""}]}, "import_not_ours"),
        ({"origins": [{"place": GOOD, "source": "", "taken": ""}]}, "import_not_ours"),
        (
            {"files": [{"file": "f2", "name": "", "media_type": "", "content": "?"}]},
            "import_not_ours",
        ),
    ],
)
def test_a_faulty_export_changes_nothing_at_all(
    book: Workbook, changes: dict[str, Any], code: str
) -> None:
    before, exported = rows(book), book.export_json()
    with pytest.raises(ExchangeError) as caught:
        book.import_json(faulty(**changes))
    assert caught.value.code == code
    assert rows(book) == before
    assert book.export_json() == exported
    assert book.file.file_names() == {}


def test_an_imported_cpr_number_is_nowhere(book: Workbook, path: Path) -> None:
    steps = {"jobs": [{"record": "j2", "answers": {"tasks": f"nr. {CPR}"}}]}
    draft = {"step": "jobs", "record": "j2", "question": "from", "raw": CPR}
    origin = {"place": GOOD, "source": "stories/s1/sentence", "taken": f"nr. {CPR}"}
    file = {"file": "f2", "name": f"{CPR}.pdf", "media_type": "", "content": "AAAA"}
    told = faulty(steps=steps, drafts=[draft], origins=[origin], files=[file])
    book.import_json(told)
    there = b"".join(p.read_bytes() for p in path.parent.iterdir())
    assert b"j2" in there
    assert BORN.encode() not in there
    assert book.file.file_names()["f2"] == "….pdf"
    assert book.file.origins("competences", "c1")["evidence"][0].taken == "nr. …"
    drafts = book.file.record("jobs", "j2").drafts
    assert {name: (d.raw, d.code) for name, d in drafts.items()} == {
        "tasks": ("nr. …", "cpr"),
        "from": ("…", "cpr"),
    }
