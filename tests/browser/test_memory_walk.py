"""From nobody to ten contacts in ten minutes: by keyboard, on a phone's screen."""

from pathlib import Path

import pytest
from participant import Participant, Visit
from playwright.sync_api import Locator, expect

from workbook.content import Content
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
FAMILY = ["Moster Grethe", "Fætter Ole", "Svoger Bo"]
FRIENDS = ["Henrik Stald", "Pia Lund", "Åse Øst"]
WORK = ["Tina Krogh", "Jan Vest", "Kaj Mose", "Imke Harms"]


@pytest.fixture(autouse=True)
def nobody(file: Path, content: Content) -> None:
    """A file in which nobody is written down yet."""
    made = WorkbookFile(file, content.steps)
    for found in made.records("contacts"):
        made.delete("contacts", found.record)
    made.delete("memory", "memory")
    made.write_note("language", "da")
    made.close()


def walk(he: Participant) -> Locator:
    return he.page.get_by_role("region", name=he.say("walk.title"), exact=True)


def button(he: Participant, key: str, **details: object) -> Locator:
    name = he.say(f"walk.{key}", **details)
    return walk(he).get_by_role("button", name=name, exact=True)


def to_place(he: Participant, content: Content, question: str) -> None:
    """Go on with the keyboard until the walk asks this question."""
    asked = content.steps["memory"].question(question).label.da
    for _ in content.steps["memory"].questions:
        if walk(he).get_by_text(asked, exact=True).count():
            return
        ways = [button(he, key) for key in ("next", "skip", "last")]
        next(way for way in ways if way.count()).press("Enter")
        he.page.wait_for_timeout(150)
    raise AssertionError(question)


def type_names(he: Participant, names: list[str]) -> None:
    """Type names in a row as somebody does who never leaves the line."""
    walk(he).get_by_role("textbox").focus()
    for name in names:
        he.page.keyboard.type(name, delay=5)
        he.page.keyboard.press("Enter")
        chip = walk(he).get_by_role("listitem").filter(has_text=name)
        expect(chip).to_have_count(1)
        expect(walk(he).get_by_role("textbox")).to_be_focused()


def test_ten_names_become_ten_contacts(
    visit: Visit, content: Content, file: Path
) -> None:
    he = visit("/?step=memory", **PHONE)
    button(he, "start").press("Enter")
    to_place(he, content, "colleagues")
    type_names(he, [*WORK[:1], *WORK])
    to_place(he, content, "friends")
    type_names(he, FRIENDS[:2])
    told = he.say("walk.count", count=6, missing=4)
    expect(walk(he)).to_contain_text(told)
    he.page.reload()
    expect(walk(he)).to_contain_text(told)
    to_place(he, content, "friends")
    type_names(he, FRIENDS[2:])
    to_place(he, content, "family")
    type_names(he, FAMILY)
    expect(walk(he)).to_contain_text(he.say("walk.enough"))
    wide = he.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    button(he, "make").press("Enter")
    he.at("contacts")
    expect(he.page.get_by_text(WORK[-1]).first).to_be_visible()
    saved = WorkbookFile(file, content.steps)
    known = {r.values["name"]: r.values["network"] for r in saved.records("contacts")}
    saved.close()
    assert known == {
        **dict.fromkeys(FAMILY, "family"),
        **dict.fromkeys(FRIENDS, "friends"),
        **dict.fromkeys(WORK, "professional"),
    }
    assert he.watched.complaints == []
