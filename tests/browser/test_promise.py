"""A call logged on a phone: its promise is found wherever it is needed."""

from datetime import date, datetime, time
from pathlib import Path

import docx
import pytest
from icalendar import Calendar
from participant import Participant, Visit
from playwright.sync_api import Locator, expect

from workbook.analysis import unless_they_call
from workbook.content import Content
from workbook.content.moment import show_weekday
from workbook.content.working_day import working_day_after
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
SOON = working_day_after(date.today())
HEADLINE = "Pakkerne kommer ud, mens I flytter"
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


def logs_the_call(he: Participant) -> None:
    he.fill("conversations", "whom", "Jesper Nørtoft")
    he.option("conversations", "reached", "reached").check()
    he.field("conversations", "company").select_option("Åkilde Pumper")
    he.fill("conversations", "learned", "Ingen har flytningen som opgave.")
    he.fill("conversations", "own_words", "Han skal have sin pakning i morgen.")
    he.fill("follow_ups", "due", f"{SOON.isoformat()} 10:00")
    he.saved("follow_ups")


def test_its_promise_is_found_wherever_it_is_needed(
    visit: Visit, content: Content, file: Path, tmp_path: Path
) -> None:
    he = visit("/?step=conversations", **PHONE)
    logs_the_call(he)
    (talk,) = records(file, content, "conversations")
    assert isinstance(talk["held"], datetime)
    assert talk["held"].date() == date.today()
    assert (talk["way"], talk["initiative"]) == ("call", "me")
    he.go("follow_ups")
    expect(promises(he)).to_contain_text("Ring til Jesper Nørtoft")
    presses(he, "say", Locator.tap)
    expect(promises(he)).to_contain_text("»Han skal have sin pakning i morgen.«")
    named = he.say("pages.download_calendar_named", name="Jesper Nørtoft")
    calendar = Calendar.from_ical(download(he, named, tmp_path).read_bytes())
    (event,) = calendar.walk("VEVENT")
    start = event["DTSTART"].dt
    assert (start.date(), start.hour) == (SOON, 10)
    plan = docx.Document(
        str(download(he, he.say("pages.download_follow_up_plan"), tmp_path))
    )
    cells = [cell.text for table in plan.tables for cell in table._cells]
    assert any("Jesper Nørtoft" in cell for cell in cells)
    assert any(str(SOON.day) in cell and str(SOON.year) in cell for cell in cells)
    he.go("applications")
    named = he.say("pages.download_application_named", name=HEADLINE)
    letter = download(he, named, tmp_path)
    text = [part.text for part in docx.Document(str(letter)).paragraphs]
    assert any("Jeg ringer" in p and show_weekday(SOON, "da") in p for p in text)
    assert he.watched.complaints == []


def test_what_was_done_gets_a_next_day_and_can_be_taken_back(
    visit: Visit, content: Content, file: Path
) -> None:
    he = visit("/?step=conversations", **PHONE)
    logs_the_call(he)
    he.go("follow_ups")
    presses(he, "done", Locator.tap)
    presses(he, "no_answer", Locator.tap)
    expect(promises(he)).to_contain_text(he.say("today.done_no_answer"))
    proposed = promises(he).locator(".wb-dealing .wb-chips button").first
    day = proposed.inner_text()
    proposed.tap()
    expect(promises(he)).to_contain_text(he.say("today.day_set"))
    expect(promises(he)).to_contain_text(day)
    kept, after = records(file, content, "follow_ups")
    assert (kept["kept_on"], kept["outcome"]) == (date.today(), "no_answer")
    assert after["due"] is not None
    presses(he, "undo", Locator.tap)
    expect(promises(he)).to_contain_text(he.say("today.undone"))
    assert len(records(file, content, "follow_ups")) == 1
    wide = he.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    assert he.watched.complaints == []


def test_they_will_call_becomes_a_day_of_his_own_by_keyboard(
    visit: Visit, content: Content, file: Path
) -> None:
    he = visit("/?step=conversations", **DESK)
    he.speak("en")
    he.fill("conversations", "whom", "Jesper Nørtoft")
    he.fill("conversations", "they_by", SOON.isoformat())
    he.saved("conversations")
    own = unless_they_call(SOON)
    expect(he.field("follow_ups", "due")).to_have_value(f"{own:%d/%m/%Y} at 09:00")
    he.go("follow_ups")
    expect(promises(he)).to_contain_text(show_weekday(own, "en"))
    press = he.press
    presses(he, "move", press)
    later = promises(he).locator(".wb-dealing .wb-chips button").last
    assert later.inner_text() == he.say("today.save_day")
    day = promises(he).locator("input[type=date]")
    new = working_day_after(own)
    day.fill(new.isoformat())
    press(later)
    expect(promises(he)).to_contain_text(he.say("today.moved"))
    expect(promises(he)).to_contain_text(show_weekday(new, "en"))
    presses(he, "end", press)
    promises(he).get_by_role("textbox").fill("They hire in May.")
    presses(he, "close_them", press)
    expect(promises(he)).to_contain_text(he.say("today.closed_by_them"))
    moved, closed, said = records(file, content, "follow_ups")
    assert moved["outcome"] == "moved"
    assert closed["outcome"] == said["outcome"] == "closed_by_them"
    assert said["after"] == "They hire in May."
    assert closed["due"] == datetime.combine(new, time(9))
    assert he.watched.complaints == []
