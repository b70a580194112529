"""Own data over HTTP, against a running workshop: out, back, undone, deleted."""

import sqlite3
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path

import pytest
from workshop_served import Served, Visitor

from workbook.content import Content, load
from workbook.serving.workshop.codes import Codes
from workbook.settings import Settings
from workbook.store import Place, WorkbookFile

WORDS = "Kvædehaven ved Åmosen"
PLACE = Place("start", "start", "good_day")


@pytest.fixture(scope="module")
def content() -> Content:
    """What is asked, as shipped."""
    return load(Settings())


@pytest.fixture
def anna(served: Served) -> Iterator[Visitor]:
    """Card 1, of whom nothing is left after the test."""
    anna = served.visitor("1")
    yield anna
    served.visitor("1").post("/mine/delete")


@pytest.fixture
def written(anna: Visitor, served: Served, content: Content) -> Visitor:
    """Somebody who has answered something, and whose page is closed."""
    write(served, content, WORDS)
    return anna


def key(served: Served, person: str) -> bytes:
    found = Codes.load(served.site.codes).find(served.codes[person])
    assert found
    return found.key


def stored(served: Served) -> Path:
    return served.site.person_folder(1) / "my.workbook"


def write(served: Served, content: Content, words: str) -> None:
    file = WorkbookFile(stored(served), content.steps, key(served, "1"))
    file.save(PLACE, words)
    file.close()


def read(served: Served, content: Content) -> object:
    file = WorkbookFile(stored(served), content.steps, key(served, "1"))
    value = file.record("start", "start").values.get("good_day")
    file.close()
    return value


def put(visitor: Visitor, content: bytes) -> tuple[int, str]:
    answer = visitor.post("/mine/in", data=content)
    return answer.status_code, answer.json()["said"]


def taken(visitor: Visitor) -> bytes:
    answer = visitor.post("/mine/out")
    assert answer.status_code == 200
    return answer.content


def test_the_copy_opens_without_a_key_and_holds_every_answer(
    written: Visitor, content: Content, tmp_path: Path
) -> None:
    answer = written.post("/mine/out")
    assert answer.headers["Cache-Control"] == "no-store"
    copied = tmp_path / "copy.workbook"
    copied.write_bytes(answer.content)
    own = WorkbookFile(copied, content.steps)
    assert own.record("start", "start").values["good_day"] == WORDS
    own.close()


def test_taking_a_copy_leaves_nothing_readable_on_the_server(
    written: Visitor, served: Served
) -> None:
    assert WORDS.encode() in taken(written)
    for path in served.site.folder.rglob("*"):
        assert not path.is_file() or WORDS.encode() not in path.read_bytes(), path


def test_a_copy_is_put_back_locked_and_the_one_before_can_be_brought_back(
    written: Visitor, served: Served, content: Content
) -> None:
    copied = taken(written)
    write(served, content, "Skrevet siden")
    status, said = put(written, copied)
    assert (status, said.split()[-2:]) == (200, ["kode", "igen."])
    assert read(served, content) == WORDS
    for path in stored(served).parent.glob("my.workbook*"):
        assert b"SQLite format" not in path.read_bytes(), path
    assert written.post("/mine/undo").status_code == 200
    assert read(served, content) == "Skrevet siden"
    assert written.post("/mine/undo").status_code == 200
    assert read(served, content) == WORDS


def test_putting_back_ends_pages_that_would_write_on_in_the_old_file(
    written: Visitor,
) -> None:
    copied = taken(written)
    kernel = written.open()
    assert put(written, copied)[0] == 200
    assert written.get(f"/api/kernels/{kernel}").status_code == 404


def test_what_is_no_sound_workbook_is_refused_in_a_sentence_and_changes_nothing(
    written: Visitor, served: Served, content: Content
) -> None:
    whole = taken(written)
    newer = whole[:60] + (9999).to_bytes(4, "big") + whole[64:]
    other = whole[:68] + bytes(4) + whole[72:]
    refused = {
        "beskadiget": (b"", whole[:5000], whole[:-1], b"PK\x03\x04" * 100),
        "låst": (stored(served).read_bytes(),),
        "nyere udgave": (newer,),
        "ikke en arbejdsbog": (other,),
    }
    for word, contents in refused.items():
        for bad in contents:
            status, said = put(written, bad)
            assert status == 400
            assert word in said
            assert said.endswith("Intet er ændret.")
    assert read(served, content) == WORDS
    assert written.post("/mine/undo").status_code == 404


def test_what_is_too_large_is_refused_in_a_sentence(written: Visitor) -> None:
    status, said = put(written, b"x" * (24 * 2**20 + 1))
    assert status == 413
    assert "24 MB" in said


def test_a_copy_that_no_page_could_show_is_refused(
    written: Visitor, served: Served, content: Content, tmp_path: Path
) -> None:
    step, question = next(
        (step, question)
        for step in content.steps.values()
        for question in step.questions
        if question.type == "date"
    )
    path = tmp_path / "odd.workbook"
    path.write_bytes(taken(written))
    with closing(sqlite3.connect(path)) as odd:
        odd.execute(
            f"INSERT INTO {step.name} (_record, _position, {question.name}) "
            "VALUES ('one', 0, 'engang')"
        )
        odd.commit()
    status, said = put(written, path.read_bytes())
    assert status == 400
    assert "beskadiget" in said
    assert read(served, content) == WORDS
    assert list(stored(served).parent.glob("*.new*")) == []


def test_delete_leaves_nothing_ends_every_login_and_the_card_opens_an_empty_workbook(
    written: Visitor, served: Served, content: Content
) -> None:
    put(written, taken(written))
    phone = served.visitor("1")
    kernel = phone.open()
    other = served.visitor("2")
    others = other.open()
    answer = written.post("/mine/delete")
    assert "Slettet" in answer.json()["said"]
    assert not served.site.person_folder(1).exists()
    for visitor in (written, phone):
        assert visitor.get("/mine").status_code == 302
        assert visitor.get(f"/api/kernels/{kernel}").status_code == 403
    assert other.get(f"/api/kernels/{others}").status_code == 200
    again = served.visitor("1")
    again.open()
    assert read(served, content) is None


def test_a_page_asked_for_while_all_is_deleted_leaves_nothing_of_him(
    written: Visitor, served: Served
) -> None:
    phone = served.visitor("1")
    with ThreadPoolExecutor(1) as beside:
        page = beside.submit(phone.get, "/", stream=True)
        answer = written.post("/mine/delete")
        page.result().close()
    assert answer.status_code == 200
    assert not served.site.person_folder(1).exists()


def test_all_of_a_room_take_their_copies_at_once(served: Served) -> None:
    room = [served.visitor(str(card)) for card in served.site.numbers]
    with ThreadPoolExecutor(len(room)) as beside:
        copies = list(beside.map(taken, room))
    assert all(copied.startswith(b"SQLite format 3") for copied in copies)


def test_own_data_want_a_login_and_the_token_of_a_page_of_ours(
    served: Served, anna: Visitor
) -> None:
    for path in ("/mine/out", "/mine/in", "/mine/undo", "/mine/delete"):
        assert Visitor(served.root).post(path).status_code == 403
        forged = anna.post(path, headers={"X-XSRFToken": "x"})
        assert forged.status_code == 403
    assert anna.get("/mine").status_code == 200
