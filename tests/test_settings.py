"""Where things are, as the command tells a kernel."""

from pathlib import Path

import platformdirs
import pytest

from workbook.settings import Settings, data_folder, packaged

VARIABLES = ("WORKBOOK_SITE", "WORKBOOK_FILE", "WORKBOOK_LANGUAGE")


@pytest.fixture(autouse=True)
def bare(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in VARIABLES:
        monkeypatch.delenv(name, raising=False)


def handed_over(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Settings:
    for name, value in settings.environment().items():
        monkeypatch.setenv(name, value)
    return Settings.from_environment()


@pytest.mark.parametrize(
    "settings",
    [
        Settings(),
        Settings(language="en"),
        Settings(file=Path("a b/Åses mappe/min.workbook")),
        Settings(site=Path("site"), file=Path("x.workbook"), language="en"),
    ],
)
def test_settings_reach_the_kernel_whole(
    settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert handed_over(settings, monkeypatch) == settings


def test_an_empty_environment_is_the_default() -> None:
    assert Settings.from_environment() == Settings()


@pytest.mark.parametrize("language", ["", "de", "EN", "<script>"])
def test_a_language_nobody_speaks_is_danish(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WORKBOOK_LANGUAGE", language)
    assert Settings.from_environment().language == "da"


def test_the_file_is_in_the_data_folder_of_the_user(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        platformdirs, "user_data_path", lambda name, **_: tmp_path / name
    )
    assert data_folder() == tmp_path / "proaktiv-workbook"
    assert Settings().workbook_file() == data_folder() / "my.workbook"


def test_a_file_that_was_named_is_the_file(tmp_path: Path) -> None:
    assert Settings(file=tmp_path / "x").workbook_file() == tmp_path / "x"


def test_a_file_of_the_coach_stands_in_place_of_ours(tmp_path: Path) -> None:
    own = tmp_path / "content" / "pages.toml"
    own.parent.mkdir()
    own.touch()
    settings = Settings(site=tmp_path)
    assert settings.data("content", "pages.toml") == own
    ours = packaged("data", "content", "texts.toml")
    assert ours.is_file()
    assert settings.data("content", "texts.toml") == ours


def test_files_of_the_coach_are_among_ours_by_name(tmp_path: Path) -> None:
    steps = tmp_path / "content" / "steps"
    steps.mkdir(parents=True)
    for name in ("jobs.toml", "zebra.toml"):
        (steps / name).touch()
    (steps / "note.txt").touch()
    ours = Settings().data_files("content", "steps", ending=".toml")
    found = Settings(site=tmp_path).data_files("content", "steps", ending=".toml")
    assert len(ours) > 5
    assert [p.name for p in found] == sorted({*(p.name for p in ours), "zebra.toml"})
    assert [p.name for p in found if p.parent == steps] == ["jobs.toml", "zebra.toml"]
