from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import ServingError
from workbook.serving.workshop.site import FILE, Site

TOLD: dict[str, Any] = {"title": "Job på tværs", "participants": 3}


def test_a_site_is_read_as_it_was_made(tmp_path: Path) -> None:
    made = Site.make(tmp_path / "ws", **TOLD, address="https://ws.example.dk")
    assert Site.load(tmp_path / "ws") == made
    assert made.created == date.today()
    assert made.secure


def test_only_its_user_may_look_into_what_the_server_keeps(tmp_path: Path) -> None:
    site = Site.make(tmp_path / "ws", **TOLD)
    for folder in (site.server, site.people):
        assert folder.stat().st_mode & 0o777 == 0o700


def test_all_is_deleted_after_180_days_unless_the_coach_says_else(
    tmp_path: Path,
) -> None:
    site = Site.make(tmp_path / "a", **TOLD)
    assert site.expires == date.today() + timedelta(days=180)
    assert site.days_left(date.today()) == 180
    short = Site.make(tmp_path / "b", **TOLD, delete_after=7)
    assert short.days_left(date.today() + timedelta(days=7)) == 0


def test_a_second_workshop_never_takes_a_first_ones_folder(tmp_path: Path) -> None:
    Site.make(tmp_path, **TOLD)
    with pytest.raises(ServingError, match="workshop_exists"):
        Site.make(tmp_path, **TOLD)


def test_a_folder_without_a_workshop_is_said(tmp_path: Path) -> None:
    with pytest.raises(ServingError, match="workshop_missing"):
        Site.load(tmp_path)


@pytest.mark.parametrize(
    ("told", "name"),
    [
        ({"participants": 0}, "participants"),
        ({"participants": 201}, "participants"),
        ({"title": ""}, "title"),
        ({"title": "   "}, "title"),
        ({"title": "to\nlinjer"}, "title"),
        ({"delete_after": 0}, "delete_after"),
        ({"colour": "blue"}, "colour"),
    ],
)
def test_a_faulty_field_is_named(
    tmp_path: Path, told: dict[str, Any], name: str
) -> None:
    with pytest.raises(ServingError, match=rf"workshop_faulty .*name={name}"):
        Site.make(tmp_path / "ws", **(TOLD | told))
    assert not (tmp_path / "ws").exists()


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_file_is_read_or_refused_with_a_sentence(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    folder = tmp_path_factory.mktemp("ws")
    (folder / FILE).write_bytes(content)
    with pytest.raises(ServingError, match=r"workshop_(unreadable|faulty)"):
        Site.load(folder)


@given(st.text(min_size=1, max_size=120))
def test_any_title_of_one_line_comes_back(
    tmp_path_factory: pytest.TempPathFactory, title: str
) -> None:
    folder = tmp_path_factory.mktemp("ws")
    try:
        made = Site.make(folder, **(TOLD | {"title": title}))
    except ServingError:
        assert not title.strip() or not title.isprintable() or "\ud800" in title
    else:
        assert Site.load(folder).title == made.title == title
