"""The route of two hours on a phone: a call card, a dated promise, a calendar entry."""

from datetime import date, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from participant import Participant, Visit
from playwright.sync_api import expect

from workbook.content import Content
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DUE = date.today() + timedelta(days=8)
NAMES = ["Bo", "Ida", "Jens", "Lis", "Mette", "Ole", "Per", "Rie", "Tom", "Yrsa"]


def goes_on(he: Participant, step: str) -> None:
    """Press the button at the foot: it leads on along the route."""
    words = he.say("pages.next", step=he.title(step))
    he.page.get_by_role("button", name=words).tap()
    he.at(step)


def writes(he: Participant, step: str, **answers: str) -> None:
    for question, text in answers.items():
        he.field(step, question).fill(text)
    he.saved(step)


def chooses(he: Participant, step: str, question: str, choice: str) -> None:
    he.option(step, question, choice).check()
    he.saved(step)


def done(he: Participant) -> int:
    """Return how many lines of the route are done, as the page says it."""
    bar = he.page.locator(".wb-standing progress")
    expect(bar).to_be_visible()
    return int(bar.get_attribute("value") or 0)


def test_two_hours_end_with_a_card_a_promise_and_an_appointment(
    visit: Visit, file: Path, content: Content, tmp_path: Path
) -> None:
    he = visit("/", **PHONE)
    begins_with_the_route(he)
    remembers_his_jobs_and_rates_himself(he)
    tells_a_story_and_finds_a_company(he)
    writes_ten_names(he)
    prepares_a_call(he)
    rates_himself_again(he)
    makes_a_promise(he, tmp_path)
    bar = he.page.locator(".wb-standing progress")
    expect(bar).to_have_attribute("value", bar.get_attribute("max") or "")
    kept = WorkbookFile(file, content.steps)
    assert [p.values["whom"] for p in kept.records("follow_ups")] == ["Mette Holm"]
    assert len(kept.records("contacts")) == 10
    kept.close()
    assert he.watched.complaints == []
    assert he.watched.elsewhere == []


def begins_with_the_route(he: Participant) -> None:
    he.button("pages.begin").tap()
    writes(he, "start", goal="Jeg cykler på arbejde.")
    chooses(he, "start", "situation", "unemployed")
    route = he.content.routes["two_hours"].title.in_(he.language)
    he.page.get_by_role("radio", name=route).check()
    expect(he.page.locator(".wb-standing")).to_contain_text(route)
    assert done(he) == 1


def remembers_his_jobs_and_rates_himself(he: Participant) -> None:
    goes_on(he, "jobs")
    writes(he, "jobs", title="Lagermedarbejder", employer="Nordlager")
    chooses(he, "jobs", "got_by", "knew_somebody")
    add = he.step("jobs").add
    assert add
    he.page.get_by_role("button", name=add.da).first.tap()
    expect(he.field("jobs", "title")).to_have_value("")
    writes(he, "jobs", title="Postbud", employer="Posten")
    chooses(he, "jobs", "got_by", "advertisement")
    found = he.page.get_by_role("region", name=he.say("pictures.found"))
    expect(found).to_contain_text(he.say("pictures.others"))
    goes_on(he, "rate_contact")
    rates(he, "3", "2", "2")


def rates(he: Participant, *levels: str) -> None:
    writes(he, "rate_contact", rated_on=date.today().isoformat())
    chooses(he, "rate_contact", "by", "me")
    qualities = ("investigative", "direct", "steering")
    for quality, level in zip(qualities, levels, strict=True):
        chooses(he, "rate_contact", quality, level)


def tells_a_story_and_finds_a_company(he: Participant) -> None:
    goes_on(he, "stories")
    writes(
        he, "stories", title="Pallerne", sentence="Jeg vendte dem.", number="40 paller"
    )
    goes_on(he, "companies")
    writes(
        he, "companies",
        name="Pumpefabrikken", why="De lærer folk op.", unknown="Hvem lærer de nye op?",
    )  # fmt: skip


def writes_ten_names(he: Participant) -> None:
    """First on one sheet, a line each; then all become contacts with one tap."""
    he.go("memory")
    writes(he, "memory", colleagues="\n".join(NAMES))
    he.go("contacts")
    he.page.get_by_role("button", name=he.say("rows.accept_all", count=10)).tap()
    expect(he.records("contacts")).to_have_count(10)


def prepares_a_call(he: Participant) -> None:
    goes_on(he, "calls")
    writes(he, "calls", whom="Mette Holm")
    he.field("calls", "company").select_option(label="Pumpefabrikken")
    chooses(he, "calls", "way", "call")
    writes(
        he, "calls",
        opening="Goddag, det er Bo.", questions="Hvad har I travlt med?",
        arguments="Jeg holder orden.", rounding_off="Jeg ringer til dig onsdag.",
    )  # fmt: skip
    take = he.row("calls", "information")
    take.locator(".wb-suggestions > summary").tap()
    take.get_by_role("button", name=he.say("form.take_over")).first.tap()
    expect(he.field("calls", "information")).to_have_value("Hvem lærer de nye op?")
    chooses(he, "calls", "stories", "Pallerne")
    he.button("card.show").tap()
    card = he.page.get_by_role("dialog")
    for text in ("Mette Holm", "Pumpefabrikken", "40 paller", "De lærer folk op."):
        expect(card).to_contain_text(text)
    expect(card.get_by_role("checkbox").first).to_be_visible()
    assert card.evaluate("node => node.scrollWidth <= node.clientWidth")
    card.get_by_role("button", name=he.say("card.close")).tap()


def rates_himself_again(he: Participant) -> None:
    goes_on(he, "rate_contact")
    # He has come to rate himself again, so a new rating lies ready.
    expect(he.field("rate_contact", "rated_on")).to_have_value("")
    rates(he, "3", "4", "3")
    title = he.say("pictures.standing", step=he.title("rate_contact"))
    moved = he.page.get_by_role("region", name=title)
    expect(moved).to_contain_text(he.say("pictures.up", by=2))


def makes_a_promise(he: Participant, folder: Path) -> None:
    goes_on(he, "follow_ups")
    writes(he, "follow_ups", whom="Mette Holm", due=f"{DUE.isoformat()} 10:00")
    chooses(he, "follow_ups", "way", "call")
    promises = he.page.get_by_role("region", name=he.say("today.title"))
    expect(promises).to_be_visible()
    with he.page.expect_download() as started:
        name = he.say("pages.download_calendar_named", name="Mette Holm")
        he.page.get_by_role("button", name=name).tap()
    started.value.save_as(folder / "promise.ics")
    calendar = Calendar.from_ical((folder / "promise.ics").read_bytes())
    (event,) = calendar.walk("VEVENT")
    assert event["SUMMARY"] == he.say("calendar.call", whom="Mette Holm")
    start = event["DTSTART"].dt
    assert (start.date(), start.hour) == (DUE, 10)
    assert len(event.walk("VALARM")) == 2
