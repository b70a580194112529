"""The overview tells what he has done and where it is quiet; it reproaches nobody."""

from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest

from workbook import Workbook
from workbook.analysis import NEEDS
from workbook.pages.panel import Part
from workbook.pages.pictures import pictures
from workbook.pages.pictures.activity import activity
from workbook.pages.pictures.quiet import quiet
from workbook.settings import LANGUAGES

TODAY = date.today()
MONDAY = TODAY - timedelta(days=TODAY.weekday())


def add(book: Workbook, step: str, **answers: Any) -> str:
    return book.file.add(step, answers)


def talk(book: Workbook, day: date, **more: Any) -> str:
    told = {"whom": "Ida Bro", "reached": "voicemail", "initiative": "me"}
    held = datetime(day.year, day.month, day.day, 9)
    return add(book, "conversations", **told | {"held": held} | more)


def drawn(part: Part | None) -> list[list[str]]:
    return [[cell.text for cell in row] for row in part.rows] if part else []


def shown(book: Workbook) -> list[str]:
    return [part.title for part in pictures(book, book.content.steps["overview"], "")]


# --- what he has done ------------------------------------------------------------


def test_tries_come_first_and_promises_beside_them(book: Workbook) -> None:
    def said() -> str:
        part = activity(book, "")
        assert part
        return part.texts[0]

    talk(book, TODAY)
    assert said() == "Du har prøvet én gang."
    add(book, "follow_ups", whom="Bo Vang", kept_on=TODAY)
    assert said() == "Du har prøvet én gang og holdt ét løfte."
    talk(book, TODAY)
    add(book, "follow_ups", whom="Bo Vang", kept_on=TODAY)
    assert said() == "Du har prøvet 2 gange og holdt 2 løfter."
    book.speak("en")
    assert said() == "You have tried 2 times and kept 2 promises."


def test_one_who_has_only_written_reads_no_zero(book: Workbook) -> None:
    add(book, "applications", headline="Ro", sent_on=TODAY)
    part = activity(book, "")
    assert part
    assert part.texts == [book.content.texts.say("pictures.a_try_counts", "da")]
    assert drawn(part) == [["Denne uge", "1", "1 ansøgning"]]


def test_each_week_has_a_bar_and_a_break_is_named(book: Workbook) -> None:
    talk(book, MONDAY - timedelta(weeks=3))
    talk(book, MONDAY - timedelta(weeks=2), reached="reached")
    talk(book, MONDAY - timedelta(weeks=2))
    rest = MONDAY - timedelta(weeks=1)
    add(book, "pauses", starts=rest, ends=rest + timedelta(days=6))
    part = activity(book, "")
    assert part
    weeks = [(MONDAY - timedelta(weeks=n)).isocalendar().week for n in range(4)]
    assert drawn(part) == [
        ["Denne uge", "0", ""],
        [f"Uge {weeks[1]} (pause)", "0", ""],
        [f"Uge {weeks[2]}", "2", "2 forsøg, 1 samtale"],
        [f"Uge {weeks[3]}", "1", "1 forsøg"],
    ]
    assert [row[1].bar for row in part.rows] == [0, 0, 1, 0.5]
    assert not any(cell.mark for row in part.rows for cell in row)
    assert part.texts[2:] == [
        "De sidste 2 hele uger: 1,5 om ugen i snit.",
        "Uger med pause er ikke talt med.",
    ]


def test_a_single_week_has_no_mean(book: Workbook) -> None:
    talk(book, MONDAY - timedelta(weeks=1))
    part = activity(book, "")
    assert part
    assert len(part.rows) == 2
    assert len(part.texts) == 2


def test_the_rule_of_thumb_comes_with_its_source_and_its_caveat(
    book: Workbook,
) -> None:
    talk(book, TODAY)
    for language in LANGUAGES:
        book.speak(language)
        part = activity(book, "")
        assert part
        for said in ("STAR", "a-kasse", "1,5" if language == "da" else "1.5"):
            assert said in part.source
            assert not any(said in text for text in part.texts)


def test_weeks_in_which_nothing_was_done_are_not_held_against_him(
    book: Workbook,
) -> None:
    talk(book, TODAY - timedelta(weeks=20))
    part = activity(book, "")
    assert part
    assert part.rows == []
    assert len(part.texts) == 2


# --- where it is quiet -----------------------------------------------------------


def test_quiet_are_the_companies_where_something_is_open(book: Workbook) -> None:
    companies = {
        name: add(book, "companies", name=name) for name in ("Åben", "Lukket", "Navn")
    }
    for days, name in ((9, "Åben"), (5, "Lukket")):
        held = TODAY - timedelta(days=days)
        told = talk(book, held, whom=f"{name} Bro", company=companies[name])
        if name == "Lukket":
            add(book, "follow_ups", conversation=told, outcome="closed_by_them")
    due = datetime(TODAY.year + 1, 1, 5, 9, 30)
    open_talk = book.file.records("conversations")[0].record
    add(book, "follow_ups", conversation=open_talk, due=due)
    ((name, days, last, ahead),) = drawn(quiet(book, ""))
    assert (name, days) == ("Åben", "9")
    assert last == f"{TODAY - timedelta(days=9):%d.%m.%Y}"
    assert ahead == f"05.01.{due.year} kl. 9.30"


def test_a_company_that_was_deleted_is_quiet_for_good(book: Workbook) -> None:
    gone = add(book, "companies", name="Væk")
    talk(book, TODAY, company=gone)
    assert drawn(quiet(book, ""))
    book.file.delete("companies", gone)
    assert quiet(book, "") is None


def test_of_many_the_quietest_are_shown_and_the_others_counted(book: Workbook) -> None:
    for number in range(11):
        company = add(book, "companies", name=f"Nr. {number}")
        held = TODAY - timedelta(days=number)
        talk(book, held, whom=f"Ida {number}", company=company)
    part = quiet(book, "")
    assert part
    assert [name for name, *_ in drawn(part)] == [f"Nr. {n}" for n in range(10, 2, -1)]
    assert part.texts[1].startswith("Hos 3 andre")


# --- beside the overview ---------------------------------------------------------


def test_both_stand_on_the_overview_in_this_order(book: Workbook) -> None:
    company = add(book, "companies", name="Åkilde")
    talk(book, TODAY, company=company)
    titles = [
        book.content.texts.say(f"pictures.{n}", "da") for n in ("activity", "quiet")
    ]
    assert [title for title in shown(book) if title in titles] == titles


class Restricted:
    """A workbook whose frames hold some answers only."""

    def __init__(self, book: Workbook, needs: frozenset[str]) -> None:
        self._book = book
        self._needs = needs
        self.content = book.content
        self.file = book.file
        self.language = book.language

    def frame(self, step: str) -> pd.DataFrame:
        found = self._book.frame(step)
        return found[[name for name in found if f"{step}.{name}" in self._needs]]


@pytest.mark.parametrize(("name", "draw"), [("activity", activity), ("quiet", quiet)])
def test_they_are_drawn_from_what_they_are_said_to_need(
    book: Workbook, name: str, draw: Any
) -> None:
    company = add(book, "companies", name="Åkilde")
    told = talk(book, TODAY - timedelta(days=9), company=company)
    add(book, "follow_ups", conversation=told, kept_on=TODAY)
    add(book, "applications", company=company, sent_on=TODAY - timedelta(days=2))
    add(book, "pauses", starts=MONDAY, ends=TODAY)
    assert draw(Restricted(book, NEEDS[name]), "") == draw(book, "")
    read = NEEDS[name] - {"companies.name"}  # the names are read from the file
    assert len(read) > 10
    for need in read:
        with pytest.raises(KeyError):
            draw(Restricted(book, NEEDS[name] - {need}), "")
