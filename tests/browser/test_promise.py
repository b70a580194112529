"""A call logged on a phone: its promise is found wherever it is needed."""

from datetime import date, datetime, time, timedelta
from pathlib import Path

import docx
import pytest
from babel.dates import format_date
from icalendar import Calendar
from participant import Participant, Visit
from playwright.sync_api import Locator, expect

from workbook.analysis import unless_they_call
from workbook.content import Content
from workbook.content.moment import show_weekday
from workbook.content.working_day import working_day_after
from workbook.settings import Language
from workbook.store import Place, WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
SOON = working_day_after(date.today())
HEADLINE = "Pakkerne kommer ud, mens I flytter"
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")
SET_BY_ITSELF = {"held", "way", "initiative"}
WRITTEN = {
    "whom": "Jesper Nørtoft",
    "learned": "Ingen har flytningen som opgave.",
    "own_words": "Han skal have sin pakning i morgen.",
    "who_else": "Lis Damgaard",
}
STEPS = ("companies", "applications", "conversations", "follow_ups")


@pytest.fixture(autouse=True)
def written(file: Path, content: Content) -> None:
    """A file with a company and a letter to it, and nothing promised."""
    made = WorkbookFile(file, content.steps)
    for step in STEPS:
        for found in made.records(step):
            made.delete(step, found.record)
    company = made.add("companies", {"name": "Åkilde Pumper"})
    letter = {"company": company, "receiver": "Jesper Nørtoft", "hook": "Da vi talte.",
              "headline": HEADLINE}  # fmt: skip
    made.add("applications", letter)
    me = {"name": "Bo Vang", "phone": "20 30 40 50", "email": "bo@example.com"}
    one = "contact_details"
    made.save_all([(Place(one, one, question), told) for question, told in me.items()])
    made.write_note("language", "da")
    made.close()


def promises(he: Participant) -> Locator:
    return he.page.get_by_role("region", name=he.say("today.title"), exact=True)


def presses(he: Participant, key: str, press: object = Locator.click) -> None:
    name = he.say(f"today.{key}")
    found = promises(he).get_by_role("button", name=name)
    press(found.first)  # type: ignore[operator]


def download(he: Participant, name: str, folder: Path) -> Path:
    with he.page.expect_download() as started:
        he.page.get_by_role("button", name=name, exact=True).click()
    path = folder / started.value.suggested_filename
    started.value.save_as(path)
    return path


def records(file: Path, content: Content, step: str) -> list[dict[str, object]]:
    saved = WorkbookFile(file, content.steps)
    found = [dict(record.values) for record in saved.records(step)]
    saved.close()
    return found


def shown(promise: dict[str, object], language: Language) -> str:
    due = promise["due"]
    assert isinstance(due, datetime)
    return show_weekday(due.date(), language)


def logs_the_call(he: Participant) -> None:
    """Answer seven questions; nothing else has to be touched."""
    he.fill("conversations", "whom", WRITTEN["whom"])
    he.option("conversations", "reached", "reached").tap()
    he.field("conversations", "company").select_option("Åkilde Pumper")
    for question in ("learned", "own_words", "who_else"):
        he.fill("conversations", question, WRITTEN[question])
    he.fill("follow_ups", "due", f"{SOON.isoformat()} 10:00")


def usable(he: Participant) -> None:
    """Hold the page to what test_page.py holds each step to."""
    assert he.page.evaluate(FAULTS) == []
    assert he.watched.complaints == []
    assert he.watched.elsewhere == []


def test_its_promise_is_found_wherever_it_is_needed(
    visit: Visit, content: Content, file: Path, tmp_path: Path
) -> None:
    he = visit("/?step=conversations", **PHONE)
    logs_the_call(he)
    (talk,) = records(file, content, "conversations")
    told = {question for question, answer in talk.items() if answer is not None}
    assert told == {*WRITTEN, "reached", "company"} | SET_BY_ITSELF
    assert {question: talk[question] for question in WRITTEN} == WRITTEN
    assert isinstance(talk["held"], datetime)
    assert timedelta(0) <= datetime.now() - talk["held"] < timedelta(minutes=10)
    assert (talk["way"], talk["initiative"]) == ("call", "me")
    he.go("follow_ups")
    week = promises(he).locator(".wb-due-week")
    expect(week.get_by_role("heading")).to_have_text(he.say("today.week"))
    expect(week).to_contain_text("Ring til Jesper Nørtoft")
    expect(week).to_contain_text(f"{show_weekday(SOON, 'da')} kl. 10.00")
    presses(he, "say", Locator.tap)
    expect(week).to_contain_text("Goddag Jesper Nørtoft, det er Bo Vang.")
    expect(week).to_contain_text("»Han skal have sin pakning i morgen.«")
    usable(he)
    named = he.say("pages.download_calendar_named", name="Jesper Nørtoft")
    calendar = Calendar.from_ical(download(he, named, tmp_path).read_bytes())
    (event,) = calendar.walk("VEVENT")
    start = event["DTSTART"].dt
    assert (start.date(), start.hour) == (SOON, 10)
    plan = docx.Document(
        str(download(he, he.say("pages.download_follow_up_plan"), tmp_path))
    )
    cells = [cell.text for table in plan.tables for cell in table._cells]
    assert "Jesper Nørtoft\nÅkilde Pumper" in cells
    assert format_date(SOON, locale="da_DK") in cells
    he.go("applications")
    named = he.say("pages.download_application_named", name=HEADLINE)
    letter = download(he, named, tmp_path)
    text = [part.text for part in docx.Document(str(letter)).paragraphs]
    last = text[text.index("Med venlig hilsen") - 1]
    assert last == f"Jeg ringer til dig {show_weekday(SOON, 'da')}."
    usable(he)


def test_what_was_done_gets_a_next_day_and_can_be_taken_back(
    visit: Visit, content: Content, file: Path
) -> None:
    he = visit("/?step=conversations", **PHONE)
    logs_the_call(he)
    he.go("follow_ups")
    presses(he, "done", Locator.tap)
    presses(he, "no_answer", Locator.tap)
    expect(promises(he)).to_contain_text(he.say("today.done_no_answer"))
    usable(he)
    proposed = promises(he).locator(".wb-dealing .wb-chips button").first
    day = proposed.inner_text()
    proposed.tap()
    expect(promises(he)).to_contain_text(he.say("today.day_set", day=day))
    kept, after = records(file, content, "follow_ups")
    assert (kept["kept_on"], kept["outcome"]) == (date.today(), "no_answer")
    assert shown(after, "da") == day
    presses(he, "undo", Locator.tap)
    expect(promises(he)).to_contain_text(he.say("today.undone"))
    assert records(file, content, "follow_ups") == [kept]
    presses(he, "set_day", Locator.tap)
    own = date.today() + timedelta(days=40)
    promises(he).get_by_label(he.say("today.another_day")).fill(own.isoformat())
    presses(he, "save_day", Locator.tap)
    day = show_weekday(own, "da")
    expect(promises(he)).to_contain_text(he.say("today.day_set", day=day))
    assert shown(records(file, content, "follow_ups")[1], "da") == day
    usable(he)


def test_they_will_call_becomes_a_day_of_his_own_by_keyboard(
    visit: Visit, content: Content, file: Path
) -> None:
    he = visit("/?step=conversations", **DESK)
    he.speak("en")
    he.type_in("conversations", "whom", "Jesper Nørtoft")
    he.type_in("conversations", "they_by", SOON.isoformat())
    he.page.keyboard.press("Tab")
    own = unless_they_call(SOON)
    expect(he.field("follow_ups", "due")).to_have_value(f"{own:%d/%m/%Y} at 09:00")
    he.go("follow_ups")
    expect(promises(he)).to_contain_text(show_weekday(own, "en"))
    presses(he, "move", he.press)
    later = promises(he).locator(".wb-dealing .wb-chips").first.get_by_role("button")
    day = later.last.inner_text()
    he.press(later.last)
    expect(promises(he)).to_contain_text(he.say("today.moved", day=day))
    # By the weekday of this run it is this week's now, or stands folded under later.
    for folded in promises(he).locator("details:not([open]) > summary").all():
        he.press(folded)
    presses(he, "end", he.press)
    he.tab_to(promises(he).get_by_role("textbox"), back=True)
    he.page.keyboard.type("They hire in May.")
    usable(he)
    presses(he, "close_them", he.press)
    expect(promises(he)).to_contain_text(he.say("today.closed_by_them"))
    moved, closed, said = records(file, content, "follow_ups")
    assert moved["outcome"] == "moved"
    assert moved["due"] == datetime.combine(own, time(9))
    assert closed["outcome"] == said["outcome"] == "closed_by_them"
    assert shown(closed, "en") == day
    assert said["after"] == "They hire in May."
    usable(he)
