"""The process that carries a workbook out and in, without a server around it."""

import asyncio
from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook.content import Content, load
from workbook.errors import StoreError
from workbook.serving.workshop.carry import carry
from workbook.serving.workshop.codes import Codes
from workbook.serving.workshop.place import made
from workbook.serving.workshop.room import Room
from workbook.serving.workshop.running import Workshop
from workbook.serving.workshop.sessions import Session
from workbook.serving.workshop.site import Site
from workbook.settings import Settings
from workbook.store import Place, WorkbookFile

KEY = bytes(range(32))
SESSION = Session("1", KEY, 0.0)
PLACE = Place("start", "start", "good_day")


@pytest.fixture(scope="module")
def content() -> Content:
    """What is asked, as shipped."""
    return load(Settings())


@pytest.fixture
def workshop(tmp_path: Path, content: Content) -> Workshop:
    """A workshop in which one has come."""
    site = Site.make(tmp_path / "ws", title="Job på tværs", participants=1)
    made(site, "1")
    codes = Codes.make(site.codes, site.language)
    settings = Settings(site=site.folder)
    route = content.routes[site.route]
    return Workshop(
        site, settings, content, codes, Room(site.server / "room.json", route)
    )


@pytest.fixture
def file(workshop: Workshop, content: Content) -> Iterator[WorkbookFile]:
    """His workbook, open in a page as it may be."""
    path = workshop.site.person_folder(1) / "my.workbook"
    file = WorkbookFile(path, content.steps, KEY)
    file.save(PLACE, "Kvædehaven")
    yield file
    file.close()


def test_an_open_workbook_is_carried_out_as_it_is_now(
    workshop: Workshop, file: WorkbookFile
) -> None:
    file.save(PLACE, "skrevet lige nu")
    copied = asyncio.run(carry(workshop, SESSION, "out"))
    assert copied.startswith(b"SQLite format 3")
    assert b"skrevet lige nu" in copied


def test_a_wrong_key_carries_nothing_out(
    workshop: Workshop, file: WorkbookFile
) -> None:
    file.close()
    wrong = Session("1", bytes(31) + b"x", 0.0)
    with pytest.raises(StoreError, match="wrong_key"):
        asyncio.run(carry(workshop, wrong, "out"))


def test_another_workshops_folder_is_out_of_its_reach(
    workshop: Workshop, file: WorkbookFile, tmp_path: Path
) -> None:
    """His file is a link to what is not his: the process sees no such file."""
    file.close()
    secret = tmp_path / "other.workbook"
    file.path.rename(secret)
    file.path.symlink_to(secret)
    if workshop.missing:
        pytest.skip("no fence here")
    with pytest.raises(StoreError):
        asyncio.run(carry(workshop, SESSION, "out"))


def test_what_is_carried_in_is_locked_and_says_why_when_it_is_not_taken(
    workshop: Workshop, file: WorkbookFile, content: Content
) -> None:
    copied = asyncio.run(carry(workshop, SESSION, "out"))
    file.close()
    with pytest.raises(StoreError, match="file_damaged"):
        asyncio.run(carry(workshop, SESSION, "in", copied[:9000]))
    asyncio.run(carry(workshop, SESSION, "in", copied))
    assert "Kvædehaven".encode() not in file.path.read_bytes()
    again = WorkbookFile(file.path, content.steps, KEY)
    assert again.record("start", "start").values["good_day"] == "Kvædehaven"
    again.close()
