"""What a participant leaves in his folder stops nobody's erasure, not even his own."""

import asyncio
import ctypes
import os
from collections.abc import AsyncIterator, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from unittest.mock import Mock

import pytest

from workbook.errors import ServingError
from workbook.serving.workshop import daily, erasing, removing
from workbook.serving.workshop.place import made, tidy
from workbook.serving.workshop.site import Site

DEEPER_THAN_CALLS_AND_PATHS_GO = 2200


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A workshop in which two have come."""
    site = Site.make(tmp_path / "ws", title="Job på tværs", participants=3)
    for person in ("1", "2"):
        (made(site, person) / "my.workbook").write_bytes(b"x" * 100)
    return site


@pytest.fixture
def servant() -> Iterator[ThreadPoolExecutor]:
    """Runs what a server does that is nobody special: root's rights are given up."""
    with ThreadPoolExecutor(1, initializer=_without_rights) as servant:
        yield servant


def _without_rights() -> None:
    """Give up this thread's capabilities, as a service's user has none."""
    version = (ctypes.c_uint32 * 2)(0x20080522, 0)
    assert ctypes.CDLL(None).capset(version, (ctypes.c_uint32 * 6)()) == 0


def deep(folder: Path) -> None:
    """Make more folders within folders than one path can name."""
    handle = os.open(folder, os.O_RDONLY)
    for _ in range(DEEPER_THAN_CALLS_AND_PATHS_GO):
        os.mkdir("d", dir_fd=handle)
        inner = os.open("d", os.O_RDONLY, dir_fd=handle)
        os.close(handle)
        handle = inner
    os.close(handle)


def long_link(folder: Path) -> None:
    (folder / "link").symlink_to("x" * 300)


def round_link(folder: Path) -> None:
    (folder / "link").symlink_to("link")


def link_to_another(folder: Path) -> None:
    (folder / "link").symlink_to(folder.parent.parent / "02")


def locked(folder: Path) -> None:
    """Take all rights away from folders that hold something."""
    for name, rights in (("none", 0), ("read", 0o400), ("enter", 0o100)):
        (folder / name / "inner" / "inner").mkdir(parents=True)
        (folder / name / "inner" / "inner" / "file").touch()
        (folder / name / "inner" / "inner").chmod(0)
        (folder / name / "inner").chmod(rights)
        (folder / name).chmod(rights)


def whole_locked(folder: Path) -> None:
    folder.parent.chmod(0)


STUBBORN = [deep, long_link, round_link, link_to_another, locked, whole_locked]


@pytest.mark.parametrize("leave", STUBBORN)
def test_one_is_erased_and_the_others_keep_theirs(
    site: Site, servant: ThreadPoolExecutor, leave: Callable[[Path], None]
) -> None:
    leave(site.person_folder(1) / "home")
    assert servant.submit(erasing.erase_person, site, 1).result().people == 1
    assert not site.person_folder(1).exists()
    assert (site.person_folder(2) / "my.workbook").read_bytes() == b"x" * 100


def test_all_are_erased_whatever_they_left(
    site: Site, servant: ThreadPoolExecutor
) -> None:
    for leave in STUBBORN[:-1]:
        kept = site.person_folder(1) / "home" / leave.__name__
        kept.mkdir()
        leave(kept)
    whole_locked(site.person_folder(2) / "home")
    found = servant.submit(erasing.erase_all, site).result()
    assert found.people == 2
    assert not site.folder.exists()


@pytest.mark.parametrize("leave", STUBBORN)
def test_a_server_starts_with_empty_temporary_folders(
    site: Site, servant: ThreadPoolExecutor, leave: Callable[[Path], None]
) -> None:
    leave(site.person_folder(1) / "tmp")
    servant.submit(tidy, site).result()
    assert (site.person_folder(2) / "my.workbook").exists()
    assert not os.path.lexists(site.person_folder(1) / "tmp")


def test_a_temporary_folder_that_is_a_link_is_taken_away_and_not_what_it_leads_to(
    site: Site,
) -> None:
    temporary = site.person_folder(1) / "tmp"
    temporary.rmdir()
    temporary.symlink_to(site.person_folder(2))
    tidy(site)
    assert not temporary.is_symlink()
    assert (site.person_folder(2) / "my.workbook").exists()


def test_one_that_cannot_be_erased_is_said_when_all_others_are(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    def remove(path: Path) -> removing.Removed:
        if path in (site.person_folder(1), site.people):
            raise PermissionError
        return removing.remove(path)

    monkeypatch.setattr(erasing, "remove", remove)
    with pytest.raises(ServingError, match="not_erased") as told:
        erasing.erase_all(site)
    assert told.value.details["path"] == site.person_folder(1)
    assert not site.person_folder(2).exists()
    assert not site.server.exists()
    monkeypatch.undo()
    assert erasing.erase_all(Site.load(site.folder)).people == 1
    assert not site.folder.exists()


@asynccontextmanager
async def _no_kernels(_person: str) -> AsyncIterator[None]:
    yield


def test_one_that_cannot_be_erased_is_tried_once_and_the_next_on_the_list_is_erased(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried = []

    def erase_person(site: Site, number: int) -> erasing.Erased:
        tried.append(number)
        if number == 1:
            raise ServingError("not_erased", path=site.person_folder(number))
        return erasing.erase_person(site, number)

    monkeypatch.setattr(daily, "erase_person", erase_person)
    workshop = Mock(site=site)
    looking = daily.Daily(workshop, Mock(without=_no_kernels), Mock())
    requests = site.server / "erase"
    requests.mkdir()
    for number in (1, 2):
        (requests / str(number)).touch()
    asyncio.run(looking.look())
    asyncio.run(looking.look())
    assert tried == [1, 2]
    assert not site.person_folder(2).exists()
