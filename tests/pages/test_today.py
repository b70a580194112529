"""What is to be done stands first, and what the page sends is done."""

from datetime import date, timedelta
from typing import Any

import pytest
from played import Page

from workbook import Workbook
from workbook.analysis import in_a_week
from workbook.content.moment import show_weekday
from workbook.content.working_day import working_day_after
from workbook.pages.today import Today
from workbook.store import Place

TODAY = date.today()
SOON = working_day_after(TODAY)


class Noted:
    """What the widget told its page."""

    def __init__(self, book: Workbook) -> None:
        self.changes = 0
        self.written: list[str] = []
        self.today = Today(book, self.change, self.written.append)
        self.today.show(shown=True)

    def change(self) -> None:
        self.changes += 1
        self.today.show(shown=True)

    def send(self, kind: str, **message: Any) -> None:
        Page(self.today).send({"kind": kind, **message})

    def shown(self) -> dict[str, list[dict[str, Any]]]:
        return {group["key"]: group["items"] for group in self.today.groups}


@pytest.fixture
def noted(book: Workbook) -> Noted:
    told = {"whom": "Ida Bro", "reached": "reached", "own_words": "»Kom igen til maj.«",
            "held": TODAY.isoformat()}  # fmt: skip
    book.file.save_all([(Place("conversations", "t1", q), v) for q, v in told.items()])
    due = {"conversation": "t1", "due": f"{TODAY.isoformat()} 10:00", "whom": "Ida Bro"}
    book.file.save_all([(Place("follow_ups", "f1", q), v) for q, v in due.items()])
    book.file.save(Place("contact_details", "contact_details", "name"), "Lene Hede")
    return Noted(book)


def test_what_is_due_today_stands_with_its_words(noted: Noted) -> None:
    (item,) = noted.shown()["today"]
    assert item["title"] == "Ring til Ida Bro"
    assert item["when"] == "kl. 10.00"
    assert item["words"].startswith("Goddag Ida Bro, det er Lene Hede. Jeg lovede")
    assert "»Kom igen til maj.«" in item["words"]


def test_done_asks_for_the_next_day_and_says_so(noted: Noted) -> None:
    matter = "conversations/t1"
    noted.send("done", promise="f1", matter=matter, outcome="voicemail")
    assert noted.today.said.startswith("Noteret.")
    assert noted.today.opened == matter
    assert noted.today.undoable
    assert [item["matter"] for item in noted.shown()["missing"]] == [matter]
    noted.send("day", matter=matter, day=SOON.isoformat())
    assert "missing" not in noted.shown()
    assert noted.changes == 2


def test_the_day_that_suits_best_is_proposed_first(noted: Noted) -> None:
    week = in_a_week(TODAY).date()
    noted.send("done", promise="f1", matter="conversations/t1", outcome="no_answer")
    (missing,) = noted.shown()["missing"]
    assert missing["stage"] == "angle"
    assert [iso for iso, _ in missing["days"]] == [week.isoformat(), SOON.isoformat()]
    day = show_weekday(week, "da")
    assert missing["days"][0][1] == day
    noted.send("day", matter="conversations/t1", day=week.isoformat())
    assert noted.today.said == f"Dagen er sat: {day}."


def test_a_promise_is_not_moved_to_the_day_it_has(noted: Noted) -> None:
    week = in_a_week(TODAY).date()
    (item,) = noted.shown()["today"]
    assert [iso for iso, _ in item["days"]] == [SOON.isoformat(), week.isoformat()]
    noted.send("move", promise="f1", day=week.isoformat())
    assert noted.today.said == f"Flyttet til {show_weekday(week, 'da')}."
    moved = next(i for items in noted.shown().values() for i in items)
    assert [iso for iso, _ in moved["days"]] == [SOON.isoformat()]


def test_undo_brings_back_what_was_there(noted: Noted) -> None:
    before = noted.shown()
    noted.send("close", matter="conversations/t1", by="closed_by_them", learned="")
    assert noted.shown() == {}
    noted.send("undo")
    assert noted.shown() == before
    assert not noted.today.undoable


def test_he_can_write_more_about_a_promise(noted: Noted) -> None:
    noted.send("write", promise="f1")
    assert noted.written == ["f1"]
    assert noted.changes == 0


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("move", {"promise": "f1", "day": "2026-02-30"}),
        ("move", {"promise": "f1", "day": "1999-01-01"}),
        ("move", {"promise": "f1", "day": "9999-12-31"}),
        ("move", {"promise": "nobody", "day": SOON.isoformat()}),
        ("done", {"promise": "f1", "outcome": "closed_by_me"}),
        ("done", {}),
        ("close", {"matter": "jobs/f1", "by": "closed_by_me"}),
        ("day", {"matter": "conversations/t1", "day": SOON.isoformat()}),
        ("nothing", {}),
        ("undo", {}),
    ],
)
def test_what_makes_no_sense_changes_nothing(
    noted: Noted, book: Workbook, kind: str, message: dict[str, str]
) -> None:
    before = book.frame("follow_ups")
    noted.send(kind, **message)
    assert noted.changes == 0
    assert book.frame("follow_ups").equals(before)


def test_a_promise_of_tomorrow_waits_and_one_of_yesterday_is_first(
    noted: Noted, book: Workbook
) -> None:
    for record, days in (("f2", -3), ("f3", 30)):
        due = (TODAY + timedelta(days)).isoformat()
        book.file.save(Place("follow_ups", record, "due"), due)
    noted.change()
    assert list(noted.shown()) == ["late", "today", "later"]


def test_beside_other_steps_nothing_is_told(noted: Noted) -> None:
    noted.today.show(shown=False)
    assert noted.today.groups == []
    assert not noted.today.shown_here
