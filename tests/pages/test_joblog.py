"""A log of what he has done, to be copied, and to be taken home."""

import csv
import io
from datetime import date, datetime, timedelta
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from played import Page

from workbook import Workbook
from workbook.analysis import NEEDS
from workbook.content.moment import show_date
from workbook.documents import pdf
from workbook.pages.joblog import Joblog, joblog_table
from workbook.pages.journey import Journey
from workbook.settings import LANGUAGES, Language, Settings

TODAY = date.today()
YESTERDAY = TODAY - timedelta(days=1)
COLUMNS = ("date", "company", "title_or_area", "method", "contact", "status", "note")


@pytest.fixture
def busy(book: Workbook) -> Workbook:
    """One who talked yesterday, wrote two months ago and rang again last year."""
    company = book.file.add("companies", {"name": "Åkilde", "industry": "Pumper"})
    letter = {"company": company, "receiver": "Bo Vang", "headline": "Ro på lageret"}
    sent = book.file.add(
        "applications", letter | {"sent_on": TODAY - timedelta(days=60)}
    )
    held = datetime(YESTERDAY.year, YESTERDAY.month, YESTERDAY.day, 9)
    told = {"whom": "Ida Bro", "reached": "reached", "held": held, "way": "call"}
    told |= {"company": company, "learned": "De flytter.\nI maj."}
    book.file.add("conversations", told)
    done = {"application": sent, "kept_on": TODAY - timedelta(days=400)}
    done |= {"way": "call", "outcome": "no_answer", "whom": "=Bo"}
    book.file.add("follow_ups", done)
    return book


def log(book: Workbook, step: str = "overview") -> Joblog:
    found = Joblog()
    found.show(book, step)
    return found


# --- on the overview -------------------------------------------------------------


def test_it_is_offered_on_the_overview_once_he_has_done_something(
    book: Workbook,
) -> None:
    assert log(book).offered is False
    told = {"whom": "Ida", "reached": "voicemail", "held": datetime.now()}
    book.file.add("conversations", told)
    assert log(book).offered is True
    assert log(book, "conversations").offered is False


def test_it_stands_beside_the_overview_and_follows_his_language(
    busy: Workbook,
) -> None:
    found = busy.page("all_steps")
    assert isinstance(found, Journey)
    found.go("overview")
    shown = found._beside._joblog
    assert shown in found._beside.around(busy.content.steps["overview"])
    assert (shown.offered, shown.head[0]) == (True, "Dato")
    found.speak("en")
    assert (shown.language, shown.head[0]) == ("en", "Date")
    found.go("conversations")
    assert shown.offered is False


def test_a_row_is_in_his_words_and_his_language(busy: Workbook) -> None:
    assert log(busy).rows == [
        [
            show_date(YESTERDAY, "da"), "Åkilde", "Pumper", "Telefon", "Ida Bro",
            "Vi talte sammen", "De flytter. I maj.",
        ]
    ]  # fmt: skip
    busy.speak("en")
    (row,) = log(busy).rows
    assert row[:1] == [show_date(YESTERDAY, "en")]
    assert row[3:6] == ["Phone", "Ida Bro", "We talked"]


def test_he_chooses_how_far_back_it_goes(busy: Workbook) -> None:
    shown = log(busy)
    assert [shown.period, len(shown.rows)] == ["weeks", 1]
    page = Page(shown)
    for period, count in (("months", 2), ("all", 3), ("weeks", 1)):
        page.send({"kind": "period", "period": period})
        assert [shown.period, len(shown.rows)] == [period, count]
    for wrong in ("year", None, ["all"], {}):
        page.send({"kind": "period", "period": wrong})
        assert shown.period == "weeks"


def test_a_period_without_anything_still_lets_him_choose_another(
    busy: Workbook,
) -> None:
    (talk,) = busy.file.records("conversations")
    busy.file.delete("conversations", talk.record)
    shown = log(busy)
    assert shown.offered
    assert shown.rows == []
    Page(shown).send({"kind": "period", "period": "all"})
    assert len(shown.rows) == 2


def test_what_is_copied_is_what_is_shown(busy: Workbook) -> None:
    shown = log(busy)
    Page(shown).send({"kind": "period", "period": "all"})
    head, *rows = csv.reader(io.StringIO(shown.text), delimiter="\t")
    assert head == shown.head
    for pasted, seen in zip(rows, shown.rows, strict=True):
        assert show_date(date.fromisoformat(pasted[0]), "da") == seen[0]
        assert [cell.removeprefix("'") for cell in pasted[1:]] == seen[1:]
    letter, again = rows[1:]
    assert letter[3:] == ["Uopfordret ansøgning", "Bo Vang", "Sendt", "Ro på lageret"]
    assert again[3:] == ["Telefon", "'=Bo", "Jeg fik ikke svar", ""]


# --- what a coach has changed ------------------------------------------------------


def without(book: Workbook, question: str) -> Workbook:
    """Return the workbook with a content that does not ask a question."""

    def fields(part: Any) -> dict[str, Any]:
        return {name: getattr(part, name) for name in type(part).model_fields}

    step, name = question.split(".")
    content, asked = book.content, book.content.steps[step]
    questions = tuple(q for q in asked.questions if q.name != name)
    changed = type(asked)(**fields(asked) | {"questions": questions})
    steps = {**content.steps, step: changed}
    return Workbook(
        type(content)(**fields(content) | {"steps": steps}), book.file, Settings()
    )


def test_a_coach_may_take_out_what_it_is_made_of(busy: Workbook) -> None:
    for need in NEEDS["joblog"]:
        lacking = without(busy, need)
        assert log(lacking).offered is False, need
        assert joblog_table(lacking, "da", TODAY) is None


def test_it_is_made_from_what_it_is_said_to_need(busy: Workbook) -> None:
    """Of each step's questions only those are left that it needs."""
    steps = {need.split(".")[0] for need in NEEDS["joblog"]}
    asked = {
        f"{step}.{question.name}"
        for step in steps
        for question in busy.content.steps[step].answerable
    }
    lacking = busy
    for question in sorted(asked - NEEDS["joblog"]):
        lacking = without(lacking, question)
    assert len(asked - NEEDS["joblog"]) > 20
    made = joblog_table(lacking, "da", TODAY)
    assert made
    assert made == joblog_table(busy, "da", TODAY)


# --- at home -----------------------------------------------------------------------


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_goes_home_with_him_as_a_sheet_and_as_csv(
    busy: Workbook, language: Language, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pdf, "office", lambda: None)
    say = busy.content.texts.say
    name = say("joblog.sheet", language)
    with ZipFile(io.BytesIO(busy.take_home(language))) as pack:
        text = pack.read(f"Data/{name}.csv").decode("utf-8-sig")
        kept = pack.read(f"Data/{say('pack.file', language)}.xlsx")
    head = [say(f"joblog.{column}", language) for column in COLUMNS]
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == head
    assert len(rows) == 4
    sheet = openpyxl.load_workbook(io.BytesIO(kept))[name]
    assert [cell.value for cell in sheet[1]] == head
    assert sheet["A2"].value.date() == YESTERDAY
    assert (sheet["E4"].value, sheet["E4"].data_type) == ("=Bo", "s")


def test_one_who_has_done_nothing_yet_has_no_log_to_take_home(book: Workbook) -> None:
    assert joblog_table(book, "da", TODAY) is None
