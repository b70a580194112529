"""The workbook as a coach or a notebook uses it."""

import importlib
import io
import pkgutil
import zipfile
from pathlib import Path

import platformdirs
import pytest
from PIL import Image

import workbook
from workbook import Settings, Workbook, WorkbookError
from workbook.book import demo
from workbook.content import FaultyContentError
from workbook.errors import StoreError
from workbook.pages.keeper import Keeper
from workbook.settings import LANGUAGES
from workbook.store import Place

ROOMS = ["book", "content", "documents", "exchange", "forms", "pages", "store"]


def test_the_public_names_are_there() -> None:
    assert set(workbook.__all__) == {
        "Settings",
        "Workbook",
        "WorkbookError",
        "__version__",
    }
    assert all(getattr(workbook, name) for name in workbook.__all__)
    with pytest.raises(AttributeError, match="nothing"):
        workbook.nothing  # noqa: B018


@pytest.mark.parametrize("room", ROOMS)
def test_a_room_names_what_others_may_use(room: str) -> None:
    module = importlib.import_module(f"workbook.{room}")
    named = getattr(module, "__all__", [])
    if room != "exchange":
        assert named
    assert sorted(set(named)) == sorted(named)
    assert all(hasattr(module, name) for name in named)
    parts = [part.name for part in pkgutil.iter_modules(module.__path__)]
    assert parts


def test_the_methods_of_a_workbook_are_these() -> None:
    public = {name for name in vars(Workbook) if not name.startswith("_")}
    assert public == {
        "open", "close", "language", "speak", "page", "frame", "frames", "make",
        "cv", "application", "example", "export_json", "import_json", "take_home",
    }  # fmt: skip


def test_every_error_is_one_a_person_can_be_told() -> None:
    assert issubclass(StoreError, WorkbookError)
    assert issubclass(FaultyContentError, WorkbookError)


# --- opening ---------------------------------------------------------------------


def test_without_a_path_it_is_the_file_in_the_data_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("WORKBOOK_FILE", raising=False)
    home = tmp_path / "data"
    monkeypatch.setattr(platformdirs, "user_data_path", lambda *_, **__: home)
    book = Workbook.open()
    book.file.save(Place("start", "start", "goal"), "Tæt på")
    book.close()
    assert [p.name for p in home.iterdir()] == ["my.workbook"]
    assert home.stat().st_mode & 0o777 == 0o700
    assert (home / "my.workbook").stat().st_mode & 0o777 == 0o600


def test_the_command_can_name_file_and_language(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "named.workbook"
    for name, value in Settings(file=path, language="en").environment().items():
        monkeypatch.setenv(name, value)
    book = Workbook.open()
    assert path.exists()
    assert book.language == "en"
    book.speak("da")
    book.close()
    again = Workbook.open()
    assert again.language == "da"
    again.close()


def test_a_path_may_be_a_string(path: Path) -> None:
    Workbook.open(str(path), settings=Settings()).close()
    assert path.exists()


def test_faulty_content_opens_no_file(tmp_path: Path, path: Path) -> None:
    own = tmp_path / "site" / "content" / "pages.toml"
    own.parent.mkdir(parents=True)
    own.write_text("pages = 1")
    with pytest.raises(FaultyContentError):
        Workbook.open(path, settings=Settings(site=tmp_path / "site"))
    assert not path.exists()


def test_a_file_with_a_key_is_encrypted(path: Path) -> None:
    key = b"k" * 32
    book = Workbook.open(path, settings=Settings(), key=key)
    book.file.save(Place("start", "start", "goal"), "Tæt på lageret")
    book.close()
    assert b"SQLite" not in path.read_bytes()
    again = Workbook.open(path, settings=Settings(), key=key)
    assert list(again.frame("start")["goal"]) == ["Tæt på lageret"]
    again.close()


def test_every_step_has_a_frame(book: Workbook) -> None:
    frames = book.frames()
    assert set(frames) == set(book.content.steps)
    assert all(frame.empty for frame in frames.values())


# --- the demo --------------------------------------------------------------------


def test_the_demo_is_written_in_both_languages(tmp_path: Path) -> None:
    written = demo(tmp_path / "demo", Settings())
    assert demo(tmp_path / "demo", Settings()) == written, "once more, in its place"
    for language in LANGUAGES:
        here = [p for p in written if p.parent == tmp_path / "demo" / language]
        assert {p.suffix for p in here} == {".workbook", ".docx"}
        assert len([p for p in here if p.suffix == ".docx"]) >= 4
        assert len({p.name for p in here}) == len(here)
        book = Workbook.open(here[0], settings=Settings())
        assert book.language == language
        assert len(book.frame("jobs")) >= 3
        assert book.cv()[:2] == b"PK"
        letter = book.frame("applications").index[0]
        assert book.application(letter)[:2] == b"PK"
        book.close()
    assert all(path.stat().st_size for path in written)
    assert sorted(p for p in (tmp_path / "demo").rglob("*") if p.is_file()) == sorted(
        written
    )


def test_a_photo_put_in_on_the_page_stands_in_the_cv(book: Workbook) -> None:
    def pictures() -> list[str]:
        with zipfile.ZipFile(io.BytesIO(book.cv())) as word:
            return [name for name in word.namelist() if "media/" in name]

    assert pictures() == []
    file = io.BytesIO()
    Image.new("RGB", (60, 80), "teal").save(file, "PNG")
    place = "contact_details/contact_details/photo"
    Keeper(book).save(place, {"name": "mig.png", "content": file.getvalue()})
    assert len(pictures()) == 1


def test_a_cv_is_named_by_the_company_it_is_for(book: Workbook) -> None:
    company = book.file.add("companies", {"name": "Åkilde"})
    target = book.file.add("cv_targets", {"name": "Til dem", "company": company})
    assert book.make("cv", target, "da")[0] == "CV Åkilde.docx"
