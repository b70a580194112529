from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from workbook.errors import ServingError
from workbook.serving.workshop import erasing
from workbook.serving.workshop.place import made
from workbook.serving.workshop.site import FILE, Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A workshop in which two have come and left files, copies and counts."""
    site = Site.make(tmp_path / "ws", title="Job på tværs", participants=3)
    for person in ("1", "2"):
        own = made(site, person)
        for name in ("my.workbook", "my.workbook-wal", "progress.json", "tmp/a.docx"):
            (own / name).write_bytes(b"x" * 100)
    site.codes.write_text("{}")
    return site


def test_erasing_one_leaves_nothing_of_him_and_all_of_the_others(site: Site) -> None:
    assert erasing.erase_person(site, 1) == erasing.Erased(1, 4, 400)
    assert not site.person_folder(1).exists()
    assert (site.person_folder(2) / "my.workbook").read_bytes() == b"x" * 100


def test_erasing_who_never_came_deletes_nothing(site: Site) -> None:
    assert erasing.erase_person(site, 3) == erasing.Erased(0, 0, 0)


def test_erasing_all_leaves_no_file_and_no_folder(site: Site) -> None:
    assert erasing.erase_all(site) == erasing.Erased(2, 8, 800)
    assert not site.folder.exists()


def test_erasing_all_leaves_what_the_coach_put_there(site: Site) -> None:
    (site.folder / "content").mkdir()
    erasing.erase_all(site)
    assert [path.name for path in site.folder.iterdir()] == ["content"]
    assert not (site.folder / FILE).exists()


def test_a_second_server_is_refused(site: Site) -> None:
    with (
        erasing.lock(site),
        pytest.raises(ServingError, match="workshop_running"),
    ):
        erasing.lock(site)
    erasing.lock(site).release()


def test_a_running_server_is_asked_and_waited_for(site: Site) -> None:
    with ThreadPoolExecutor(1) as command:
        told = command.submit(erasing.ask_to_erase, site, 2)
        while not erasing.asked_to_erase(site):
            pass
        assert erasing.asked_to_erase(site) == [2]
        erasing.erased(site, 2, erasing.erase_person(site, 2))
        assert told.result(timeout=20) == erasing.Erased(1, 4, 400)
    assert list((site.server / "erase").iterdir()) == []


def test_a_running_server_that_could_not_says_so(site: Site) -> None:
    with ThreadPoolExecutor(1) as command:
        told = command.submit(erasing.ask_to_erase, site, 2)
        while not erasing.asked_to_erase(site):
            pass
        erasing.erased(site, 2, None)
        with pytest.raises(ServingError, match="not_erased"):
            told.result(timeout=20)


def test_a_server_that_does_not_answer_is_said(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(erasing, "_SECONDS_TO_ERASE", 0.0)
    with pytest.raises(ServingError, match="workshop_does_not_answer"):
        erasing.ask_to_erase(site, 2)
    assert erasing.asked_to_erase(site) == []
    assert site.person_folder(2).exists()
