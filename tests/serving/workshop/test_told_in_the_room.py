"""What a participant is told when the server cannot do what he asks."""

import re
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from markupsafe import escape
from workshop_served import Served, serve

from workbook.content import load_texts
from workbook.serving.appearance import Appearance
from workbook.serving.shelf import FOR_GOOD
from workbook.serving.workshop.place import made
from workbook.serving.workshop.removing import remove
from workbook.settings import LANGUAGES, Language, Settings

STUCK = (str(Path(__file__).parents[1] / "serve_stuck.py"),)


@pytest.fixture(scope="module")
def stuck(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workshop on a disk of which nothing can be deleted or copied."""
    served = serve(tmp_path_factory.mktemp("stuck"), 2, STUCK)
    yield served
    served.stop()


def say(key: str) -> str:
    return load_texts(Settings()).say(key, "da")


def test_what_cannot_be_deleted_is_said_with_what_to_do(stuck: Served) -> None:
    anna, phone = stuck.visitor("1"), stuck.visitor("1")
    answer = anna.post("/mine/delete")
    assert answer.status_code == 500
    assert answer.json() == {"said": say("mine.not_deleted")}
    # As it says: he is logged out everywhere, and may try again.
    assert [one.get("/mine").status_code for one in (anna, phone)] == [302, 302]
    assert stuck.visitor("1").get("/mine").status_code == 200


def test_a_copy_that_cannot_be_made_is_said_with_what_to_do(stuck: Served) -> None:
    answer = stuck.visitor("2").post("/mine/out")
    assert answer.status_code == 500
    assert answer.json() == {"said": say("mine.not_taken")}


def test_a_folder_that_cannot_be_used_is_told_and_the_next_has_his_page(
    served: Served,
) -> None:
    own = made(served.site, "2")
    (own / "tmp").rmdir()
    (own / "tmp").write_text("")
    began = time.monotonic()
    page = served.visitor("2").get("/", timeout=60)
    assert page.status_code == 503
    assert str(escape(say("serving.not_started_here"))) in page.text
    assert time.monotonic() - began < 10
    assert served.kernels() == []
    assert served.visitor("3").open()


def test_pages_with_answers_and_what_is_told_of_the_room_are_kept_nowhere(
    served: Served,
) -> None:
    anna, coach = served.visitor("1"), served.visitor("coach")
    pages = [anna.get(path) for path in ("/", "/mine", "/room", "/login", "/privacy")]
    pages += [coach.get(path) for path in ("/coach", "/coach/state", "/present")]
    pages += [anna.get("/coach"), anna.get("/nowhere")]
    assert {page.status_code for page in pages} == {200, 403, 404}
    kept = [p.url for p in pages if p.headers.get("Cache-Control") != "no-store"]
    assert kept == []


def test_pages_ask_for_nothing_that_is_not_kept_for_good(served: Served) -> None:
    anna, coach = served.visitor("1"), served.visitor("coach")
    pages = [anna.get("/mine"), anna.get("/login"), coach.get("/coach")]
    asked = [re.findall(r'(?:src|href)="(/voila/[^"]+)"', page.text) for page in pages]
    assert all(len(names) >= 3 for names in asked)
    for path in {path for names in asked for path in names}:
        answer = served.visitor().get(path)
        assert (path, answer.status_code) == (path, 200)
        assert answer.headers["Cache-Control"] == FOR_GOOD


@pytest.mark.parametrize("language", LANGUAGES)
def test_in_a_room_no_remedy_is_for_somebody_at_his_own_computer(
    language: Language,
) -> None:
    texts = load_texts(Settings())
    room = Appearance(texts, "da", "Job på tværs")
    alone = Appearance(texts, "da")
    for code in ("not_started", "no_disk"):
        assert room.fault(language, code) != alone.fault(language, code)


def test_a_demo_that_cannot_be_written_is_told_to_the_coach(served: Served) -> None:
    present = served.site.server / "present"
    assert not present.exists() or remove(present)
    present.write_text("")
    try:
        page = served.visitor("coach").get("/present", timeout=60)
    finally:
        present.unlink()
    assert page.status_code == 503
    assert str(escape(say("serving.no_disk_here"))) in page.text
