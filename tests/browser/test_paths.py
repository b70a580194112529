"""Into a company through somebody a contact knows: by thumb, and by keyboard alone."""

import re
from pathlib import Path

import pytest
from participant import Participant, Visit
from playwright.sync_api import Locator, expect

from workbook.content import Content
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}


@pytest.fixture
def company(file: Path, content: Content) -> str:
    """A file with one company and one contact, and nobody in between."""
    made = WorkbookFile(file, content.steps)
    for step in ("companies", "contacts", "relations", "calls"):
        for found in made.records(step):
            made.delete(step, found.record)
    name = "Lyngbakke Trapper"
    company = made.add("companies", {"name": name})
    made.add("contacts", {"name": "Ole Tanggaard", "strength": "close"})
    made.write_note("opened", f"companies/{company}")
    made.close()
    return name


def way(he: Participant, company: str) -> Locator:
    title = he.say("pictures.paths", company=company)
    return he.page.get_by_role("region", name=title, exact=True)


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["thumb", "keyboard"])
def test_a_way_is_found_and_the_talk_prepared(
    company: str, visit: Visit, screen: dict[str, object]
) -> None:
    he = visit("/?step=companies", **screen)
    press = he.press if screen is DESK else Locator.tap
    expect(way(he, company)).to_contain_text(he.say("ways_in.no_path"))
    press(way(he, company).get_by_role("button", name=he.say("ways_in.to_relations")))
    he.at("relations")
    he.fill("relations", "person", "Ulla Terp")
    he.field("relations", "knows").select_option("Ole Tanggaard")
    he.field("relations", "company").select_option(company)
    he.fill("relations", "how", "Ole trækker strøm, hvor hendes trapper skal op.")
    he.go("companies")
    he.open("companies", company)
    found = way(he, company)
    expect(found).to_contain_text("Ole kender Ulla Terp: »Ole trækker strøm, hvor")
    message = he.say("ways_in.message_to", name="Ole")
    press(found.get_by_text(message))
    expect(found).to_contain_text("Må jeg hilse fra dig, når jeg taler med Ulla Terp?")
    wide = he.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    talk = he.say("ways_in.prepare", name="Ulla Terp")
    press(found.get_by_role("button", name=talk))
    he.at("calls")
    expect(he.field("calls", "whom")).to_have_value("Ulla Terp")
    greeted = re.compile("^Goddag. Jeg skulle hilse fra Ole Tanggaard. ")
    expect(he.field("calls", "opening")).to_have_value(greeted)
    assert he.watched.complaints == []
