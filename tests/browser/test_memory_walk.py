"""From nobody to ten contacts in ten minutes: by keyboard, on a phone's screen."""

from pathlib import Path

import pytest
from participant import Participant, Visit
from playwright.sync_api import Locator, expect
from test_form import Line

from workbook.content import Content
from workbook.store import Place, WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")
WORK = ["Tina Krogh", "Jan Vest", "Kaj Mose", "Imke Harms"]
SCHOOL = ["Sanne fra teknisk skole", "Åse Øst"]
HALF = "Pia Lu"
CLUBS = ["Pia Lund", "Bent <b>Overby</b>", "Connie Dam", "Flemming & Søn"]


@pytest.fixture(autouse=True)
def nobody(file: Path, content: Content) -> None:
    """A file in which nobody is written down yet."""
    made = WorkbookFile(file, content.steps)
    for found in made.records("contacts"):
        made.delete("contacts", found.record)
    for asked in content.steps["memory"].answerable:
        made.save(Place("memory", "memory", asked.name), "")
    made.write_note("language", "da")
    made.close()


def walk(he: Participant) -> Locator:
    return he.page.get_by_role("region", name=he.say("walk.title"), exact=True)


def line(he: Participant) -> Locator:
    return walk(he).get_by_role("textbox")


def button(he: Participant, key: str, **details: object) -> Locator:
    name = he.say(f"walk.{key}", **details)
    return walk(he).get_by_role("button", name=name, exact=True)


def asks(he: Participant, place: str) -> None:
    """The walk asks about a place, and what is typed now is a name."""
    label = he.step("memory").question(place).label.in_(he.language)
    expect(walk(he).get_by_role("heading")).to_have_text(label)
    expect(line(he)).to_be_focused()


def counts(he: Participant, count: int) -> None:
    told = he.say("walk.count", count=count, missing=10 - count)
    expect(walk(he).get_by_role("status").filter(has_text=told)).to_be_visible()


def types(he: Participant, *names: str) -> None:
    """Type names in a row and never wait for the page."""
    for name in names:
        he.page.keyboard.type(name)
        he.page.keyboard.press("Enter")


def goes_to(he: Participant, key: str, place: str) -> None:
    """Press a button of the walk by keyboard until it asks about a place."""
    label = he.step("memory").question(place).label.in_(he.language)
    for _ in he.step("memory").questions:
        if walk(he).get_by_text(label, exact=True).count():
            return asks(he, place)
        any_names = walk(he).locator(".wb-walk-names li").count()
        he.press(button(he, key if any_names else "skip"))
    raise AssertionError(place)


def test_ten_names_by_keyboard_become_ten_contacts(
    visit: Visit, content: Content, file: Path
) -> None:
    he = visit("/?step=memory", **PHONE)
    he.press(button(he, "start"))
    asks(he, "colleagues")
    types(he, *WORK)
    counts(he, 4)
    goes_to(he, "next", "school")
    types(he, *SCHOOL, WORK[0].lower())
    counts(he, 6)
    label = he.step("memory").question("colleagues").label.da
    again = he.say("walk.there", name=WORK[0].lower(), place=label)
    expect(walk(he)).to_contain_text(again)
    goes_to(he, "next", "clubs")
    he.page.keyboard.type(HALF)
    he.page.reload()
    counts(he, 6)
    expect(line(he)).to_have_value(HALF)
    line(he).press("End")
    types(he, CLUBS[0].removeprefix(HALF), *CLUBS[1:])
    expect(walk(he)).to_contain_text(he.say("walk.enough"))
    expect(line(he)).to_be_focused()
    assert he.page.evaluate(FAULTS) == []
    he.press(button(he, "make"))
    he.at("contacts")
    expect(he.records("contacts")).to_have_text([*WORK, *SCHOOL, *CLUBS])
    assert networks(file, content) == {
        **dict.fromkeys(WORK, "professional"),
        **dict.fromkeys([*SCHOOL, *CLUBS], "friends"),
    }
    assert he.unsent() == []
    assert he.watched.complaints == []
    assert he.watched.elsewhere == []


def networks(file: Path, content: Content) -> dict[object, object]:
    kept = WorkbookFile(file, content.steps)
    found = [record.values for record in kept.records("contacts")]
    kept.close()
    assert len({values["name"] for values in found}) == len(found)
    return {values["name"]: values["network"] for values in found}


def test_names_typed_without_a_connection_are_there_when_it_is_back(
    visit: Visit, content: Content, file: Path
) -> None:
    lines: list[Line] = []
    he = visit("/?step=memory", before=lambda page: lines.append(Line(page)), **PHONE)
    he.press(button(he, "untimed"))
    asks(he, "colleagues")
    lines[0].cut()
    types(he, *WORK)
    counts(he, 4)
    he.page.keyboard.type(HALF)
    expect(walk(he)).to_contain_text(he.say("walk.not_saved"))
    lines[0].mend()
    unsaved = walk(he).get_by_text(he.say("walk.not_saved"))
    expect(unsaved).to_have_count(0, timeout=40_000)
    expect(line(he)).to_have_value(HALF)
    expect(line(he)).to_be_focused()
    counts(he, 4)
    kept = WorkbookFile(file, content.steps)
    written = kept.record("memory", "memory").values["colleagues"]
    kept.close()
    assert str(written).splitlines() == WORK


def test_in_english_he_walks_and_stops_where_he_likes(visit: Visit) -> None:
    he = visit("/?step=memory", viewport={"width": 1280, "height": 800})
    he.speak("en")
    expect(he.page.locator(".wb-head")).to_have_attribute("lang", "en")
    expect(walk(he)).to_contain_text(he.say("walk.lead", places=9))
    assert he.page.evaluate(FAULTS) == []
    he.press(button(he, "start"))
    asks(he, "colleagues")
    he.press(button(he, "pause"))
    expect(button(he, "go_on")).to_be_focused()
    assert he.page.evaluate(FAULTS) == []
    line(he).focus()
    types(he, "Per, Anne and Ole")
    he.press(button(he, "part", count=3, names="Per · Anne · Ole"))
    expect(walk(he).locator(".wb-walk-names li")).to_have_text(["Per", "Anne", "Ole"])
    expect(he.field("memory", "colleagues")).to_be_hidden()
    he.press(button(he, "stop"))
    expect(he.field("memory", "colleagues")).to_have_value("Per\nAnne\nOle")
    counts(he, 3)
    expect(walk(he)).to_contain_text(he.say("walk.some"))
    he.press(button(he, "remove", name="Anne"))
    expect(he.field("memory", "colleagues")).to_have_value("Per\nOle")
    assert he.page.evaluate(FAULTS) == []
    assert he.watched.complaints == []
