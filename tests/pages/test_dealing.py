"""What is open is dealt with, never dismissed; each action can be taken back."""

from datetime import date, datetime, timedelta
from typing import Any

import pytest

from workbook import Workbook, analysis
from workbook.content.working_day import is_working_day, working_day_after
from workbook.forms import RefusedError
from workbook.pages.agenda import agenda, on_a_break
from workbook.pages.dealing import PROMISES, Dealing
from workbook.pages.keeper import Keeper
from workbook.pages.pausing import Pausing, moves, pause_moves
from workbook.store import Place

TODAY = date.today()
SOON = working_day_after(TODAY)
TALK = "conversations/t1"


@pytest.fixture
def told(book: Workbook) -> Workbook:
    """A workbook with one conversation and nothing promised."""
    answers = {"whom": "Ida Bro", "reached": "reached", "held": TODAY.isoformat()}
    book.file.save_all(
        [(Place("conversations", "t1", q), v) for q, v in answers.items()]
    )
    return book


def promise(book: Workbook, record: str) -> dict[str, Any]:
    return dict(book.file.record(PROMISES, record).values)


def state(book: Workbook) -> str:
    (found,) = analysis.matters(book.frames())["state"]
    return str(found)


def shown(book: Workbook) -> dict[str, list[str]]:
    return {g["key"]: [i["title"] for i in g["items"]] for g in agenda(book, TODAY)}


def test_a_conversation_without_a_day_is_shown_and_gets_one(told: Workbook) -> None:
    assert shown(told) == {"missing": ["Ida Bro"]}
    made = Dealing(told).set_day(TALK, SOON)
    assert promise(told, made)["due"] == datetime.combine(
        SOON, datetime.min.time(), None
    ).replace(hour=9)
    assert promise(told, made)["conversation"] == "t1"
    assert shown(told) == {"week": ["Ring til Ida Bro"]}


def test_what_was_done_is_kept_and_asks_for_the_next_day(told: Workbook) -> None:
    dealing = Dealing(told)
    made = dealing.set_day(TALK, SOON)
    dealing.keep(made, "no_answer")
    kept = promise(told, made)
    assert (kept["kept_on"], kept["outcome"]) == (TODAY, "no_answer")
    (item,) = agenda(told, TODAY)[0]["items"]
    assert item["stage"] == "angle"
    assert "Ida Bro" in item["words"]


def test_a_moved_promise_goes_on_as_another_with_the_same_words(told: Workbook) -> None:
    dealing = Dealing(told)
    made = dealing.set_day(TALK, SOON)
    told.file.save(Place(PROMISES, made, "said"), "Jeg ringer om lageret.")
    new = dealing.move(made, SOON + timedelta(days=10))
    assert promise(told, made)["outcome"] == "moved"
    assert promise(told, new)["said"] == "Jeg ringer om lageret."
    assert promise(told, new)["due"].date() == SOON + timedelta(days=10)
    assert state(told) == "planned"


@pytest.mark.parametrize("by", ["closed_by_me", "closed_by_them"])
def test_a_matter_is_closed_with_what_was_learned(told: Workbook, by: str) -> None:
    Dealing(told).close(TALK, by, "De ansætter først til maj.")
    (end,) = told.file.records(PROMISES)
    assert end.values["outcome"] == by
    assert end.values["after"] == "De ansætter først til maj."
    assert state(told) == "closed"
    assert shown(told) == {}


def test_closing_ends_every_promise_of_the_matter(told: Workbook) -> None:
    dealing = Dealing(told)
    dealing.set_day(TALK, SOON)
    later = {"conversation": "t1", "due": "2030-01-02"}
    told.file.save_all([(Place(PROMISES, "f9", q), v) for q, v in later.items()])
    dealing.close(TALK, "closed_by_them")
    assert {r.values["outcome"] for r in told.file.records(PROMISES)} == {
        "closed_by_them"
    }


def test_keeping_warm_makes_a_contact_with_a_rhythm(told: Workbook) -> None:
    Dealing(told).keep_warm(TALK)
    (contact,) = told.file.records("contacts")
    assert contact.values["name"] == "Ida Bro"
    assert contact.values["rhythm"] == "quarter"
    assert state(told) == "closed"


def test_keeping_warm_leaves_a_rhythm_that_is_there(told: Workbook) -> None:
    known = {"name": "Ida Bro", "rhythm": "month"}
    told.file.save_all([(Place("contacts", "c1", q), v) for q, v in known.items()])
    told.file.save(Place("conversations", "t1", "contact"), "c1")
    Dealing(told).keep_warm(TALK)
    (contact,) = told.file.records("contacts")
    assert contact.values["rhythm"] == "month"


def test_each_action_can_be_taken_back_once(told: Workbook) -> None:
    dealing = Dealing(told)
    made = dealing.set_day(TALK, SOON)
    before = promise(told, made)
    for act in (
        lambda: dealing.keep(made, "talked"),
        lambda: dealing.move(made, SOON + timedelta(days=3)),
        lambda: dealing.close(TALK, "closed_by_me", "Nej tak"),
        lambda: dealing.keep_warm(TALK),
    ):
        act()
        assert dealing.undo()
        assert promise(told, made) == before
        assert [r.record for r in told.file.records(PROMISES)] == [made]
        assert told.file.records("contacts") == []
        assert not dealing.undo()


def test_what_is_not_open_is_refused(told: Workbook) -> None:
    dealing = Dealing(told)
    made = dealing.set_day(TALK, SOON)
    with pytest.raises(RefusedError):
        dealing.set_day(TALK, SOON)
    dealing.keep(made, "talked")
    for act in (
        lambda: dealing.keep(made, "talked"),
        lambda: dealing.keep("nobody", "talked"),
        lambda: dealing.move(made, SOON),
        lambda: dealing.close("conversations/nobody", "closed_by_me"),
        lambda: dealing.close(TALK, "dismissed"),
        lambda: dealing.set_day("jobs/t1", SOON),
    ):
        with pytest.raises(RefusedError):
            act()


def test_the_history_keeps_every_day_that_was_set(told: Workbook) -> None:
    dealing = Dealing(told)
    made = dealing.set_day(TALK, SOON)
    dealing.undo()
    versions = told.file.versions(PROMISES, made)
    assert any(v.place.question == "_deleted_at" for v in versions)


# --- they will call me -----------------------------------------------------------


def test_they_will_call_becomes_a_day_of_his_own(told: Workbook) -> None:
    by = SOON + timedelta(days=5)
    Keeper(told).save("conversations/t1/they_by", by.isoformat())
    (own,) = told.file.records(PROMISES)
    assert own.values["due"].date() == analysis.unless_they_call(by)
    assert own.values["whom"] == "Ida Bro"
    assert own.values["conversation"] == "t1"
    later = by + timedelta(days=7)
    Keeper(told).save("conversations/t1/they_by", later.isoformat())
    (own,) = told.file.records(PROMISES)
    assert own.values["due"].date() == analysis.unless_they_call(later)


def test_a_day_he_set_himself_stays_when_they_will_call(told: Workbook) -> None:
    made = Dealing(told).set_day(TALK, SOON)
    by = SOON + timedelta(days=5)
    Keeper(told).save("conversations/t1/they_by", by.isoformat())
    assert promise(told, made)["due"].date() == SOON
    assert len(told.file.records(PROMISES)) == 1


def test_half_a_day_that_they_will_call_by_promises_nothing(told: Workbook) -> None:
    Keeper(told).save("conversations/t1/they_by", "på torsdag en gang")
    assert told.file.records(PROMISES) == []


# --- breaks ----------------------------------------------------------------------


def pause(book: Workbook, starts: date, ends: date, record: str = "p1") -> None:
    for name, day in (("starts", starts), ("ends", ends)):
        book.file.save(Place("pauses", record, name), day.isoformat())
        Pausing(book).saved(Place("pauses", record, name))


def due(book: Workbook, record: str) -> date:
    found: date = promise(book, record)["due"].date()
    return found


def test_a_break_moves_what_is_promised_and_its_end_moves_it_back(
    told: Workbook,
) -> None:
    made = Dealing(told).set_day(TALK, SOON)
    pause(told, TODAY, TODAY + timedelta(days=13))
    assert due(told, made) >= SOON + timedelta(days=14)
    assert is_working_day(due(told, made))
    assert on_a_break(told, TODAY)
    assert "late" not in shown(told)
    pause(told, TODAY, TODAY + timedelta(days=6))
    assert SOON + timedelta(days=7) <= due(told, made) < SOON + timedelta(days=14)
    part = pause_moves(told, "p1")
    assert part
    assert len(part.rows) == 1
    told.file.delete("pauses", "p1")
    Pausing(told).settle("p1")
    assert due(told, made) == SOON
    assert moves(told, "p1") == {}


def test_a_day_set_after_the_break_was_written_stays(told: Workbook) -> None:
    pause(told, TODAY, TODAY + timedelta(days=6))
    after = working_day_after(TODAY + timedelta(days=20))
    made = Dealing(told).set_day(TALK, after)
    pause(told, TODAY, TODAY + timedelta(days=7))
    assert due(told, made) == after


def test_a_day_he_changed_himself_is_not_moved_back(told: Workbook) -> None:
    made = Dealing(told).set_day(TALK, SOON)
    pause(told, TODAY, TODAY + timedelta(days=6))
    own = working_day_after(TODAY + timedelta(days=30))
    told.file.save(Place(PROMISES, made, "due"), own.isoformat())
    told.file.delete("pauses", "p1")
    Pausing(told).settle("p1")
    assert due(told, made) == own
