"""The coach's page and the bar above a participant's workbook, in a browser."""

import json
import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any, get_args

import pytest
from axe import violations
from participant import Participant
from playwright.sync_api import Browser, BrowserContext, Page, expect
from workshop_served import Served, serve

from workbook.content import Content
from workbook.serving.workshop.place import made
from workbook.settings import LANGUAGES, Language, Shell

pytestmark = pytest.mark.browser

PHONE = {"width": 390, "height": 844}
LAPTOP = {"width": 1280, "height": 800}
SMALLEST = 44
COUNTED = {
    "active": f"{datetime.now(UTC):%Y-%m-%dT%H:%M+00:00}",
    "names": 1010,
    "tried": 2,
    "reached": 1,
    "cards": 1,
    "promises": 1,
    "steps": {"contacts": "ready", "calls": "begun"},
}

Enter = Callable[[str, Language, dict[str, int]], Participant]


@pytest.fixture(scope="module", params=get_args(Shell))
def served(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Served]:
    """A workshop that is to be deleted soon, in which card 3 has got somewhere."""
    folder = tmp_path_factory.mktemp("room")
    served = serve(folder, 3, delete_after=20, shell=request.param)
    counted = made(served.site, "3") / "progress.json"
    counted.write_text(json.dumps(COUNTED), encoding="utf-8")
    yield served
    served.stop()


@pytest.fixture
def enter(chromium: Browser, served: Served, content: Content) -> Iterator[Enter]:
    """Let people in by their cards, each on a device of his own."""
    devices: list[BrowserContext] = []

    def enter(person: str, language: Language, size: dict[str, int]) -> Participant:
        device = chromium.new_context(viewport=size)  # type: ignore[arg-type]
        devices.append(device)
        spoken = {"name": "workbook-language", "value": language, "url": served.root}
        device.add_cookies([spoken])  # type: ignore[list-item]
        page = device.new_page()
        page.goto(f"{served.root}/join#{served.codes[person]}")
        page.wait_for_url(re.compile(f"^{served.root}/(coach)?$"), timeout=30_000)
        he = Participant(page, content, language)
        he.ready()
        if person == "coach":
            expect(page.locator("#next")).to_be_visible()
        return he

    yield enter
    for device in devices:
        device.close()


def look(page: Page, path: str) -> Any:
    """Let a page ask the server now, as when it is seen again; return the answer."""
    with page.expect_response(f"**{path}") as answer:
        page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    return answer.value.json()


def small(page: Page) -> list[str]:
    """Return what is shown to be pressed and is too small for a thumb."""
    found: list[str] = page.evaluate(
        """least => [...document.querySelectorAll(":is(main, #room) :is(button, a)")]
          .filter(one => one.checkVisibility())
          .filter(one => one.getBoundingClientRect().height < least)
          .map(one => one.textContent)""",
        SMALLEST,
    )
    return found


@pytest.mark.parametrize(
    ("language", "size"),
    [(language, size) for language in LANGUAGES for size in (PHONE, LAPTOP)],
)
def test_a_coach_with_a_room_at_work_reads_it_on_any_screen(
    enter: Enter, language: Language, size: dict[str, int]
) -> None:
    coach = enter("coach", language, size)
    page = coach.page
    coach.press(page.locator("#next"))
    expect(page.locator("#say")).not_to_be_empty()
    expect(page.locator("[aria-current=step]")).to_have_count(1)
    expect(page.get_by_text(coach.say("coach.wrong"))).to_be_visible()
    thousand = f"{1010:,}".replace(",", "." if language == "da" else ",")
    expect(page.locator("#totals")).to_contain_text(thousand)
    for table in (page.locator("#steps"), page.locator("#people")):
        expect(table).to_be_visible()
    expect(page.locator("#gone")).to_be_visible()
    for sentence in (coach.say("coach.fenced"), coach.say("coach.privacy")):
        expect(page.get_by_text(sentence)).to_be_visible()
    assert violations(page) == []
    assert small(page) == []
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    coach.press(page.get_by_role("button", name=coach.say("coach.stop"), exact=True))
    expect(page.locator("#running")).to_have_text(coach.say("coach.nothing"))


def test_the_coach_changes_the_language_and_all_of_it_follows(
    enter: Enter, content: Content
) -> None:
    page = enter("coach", "da", LAPTOP).page
    page.get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    there = Participant(page, content, "en")
    expect(page.locator("#health")).to_contain_text(there.say("coach.fenced"))
    there.press(page.get_by_role("button", name=f"{there.say('coach.start')}: Break"))
    expect(page.locator("#running")).to_have_text("Break")
    expect(page.locator("#say")).to_contain_text("Get up")


def test_the_server_is_shown_as_it_is(enter: Enter) -> None:
    coach = enter("coach", "en", LAPTOP)
    told = look(coach.page, "/coach/state")["health"]
    shown = coach.page.locator("#health")
    for key, named in (("disk", ["disk"]), ("memory", ["free", "all"])):
        details = {name: f"{told[name]:,}".removesuffix(".0") for name in named}
        expect(shown).to_contain_text(coach.say(f"coach.{key}", **details))


def test_what_was_stopped_is_followed_by_the_next(enter: Enter) -> None:
    coach = enter("coach", "da", LAPTOP)
    page = coach.page
    plan = page.locator(".plan button")
    coach.press(plan.nth(3))
    on = page.locator("#next")
    expect(on).to_have_text(re.compile("Virksomheder, 10 min"))
    coach.press(page.get_by_role("button", name=coach.say("coach.stop"), exact=True))
    coach.press(on)
    expect(page.locator("#running")).to_have_text("Virksomheder")
    coach.press(plan.last)
    expect(on).to_have_text(coach.say("coach.finished"))
    expect(on).to_be_disabled()


def test_the_keyboard_stays_at_a_hand_while_the_page_looks_again(
    enter: Enter, served: Served
) -> None:
    coach = enter("coach", "da", LAPTOP)
    page, helped = coach.page, coach.say("coach.helped")
    first, second = served.visitor("2"), served.visitor("1")
    for visitor in (first, second):
        visitor.post("/room", {"up": True})
    look(page, "/coach/state")
    hands = page.get_by_role("listitem").get_by_role("button", name=helped)
    expect(hands).to_have_count(2)
    said = coach.say("coach.new_hand", number=1)
    expect(page.locator("#heard")).to_have_text(said)
    coach.tab_to(hands.first)
    look(page, "/coach/state")
    expect(hands.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(hands).to_have_count(1)
    expect(hands.first).to_be_focused()
    page.keyboard.press("Enter")
    expect(hands).to_have_count(0)
    expect(page.locator("#hands-head")).to_be_focused()
    assert first.get("/room").json()["hand"] is False


@pytest.mark.parametrize("language", LANGUAGES)
def test_help_is_asked_for_and_called_off_by_keyboard(
    enter: Enter, served: Served, language: Language
) -> None:
    he = enter("1", language, PHONE)
    hand = he.page.locator("#hand")
    expect(hand).to_have_text(he.say("room.help"))
    he.press(hand)
    expect(hand).to_have_text(he.say("room.hand_up"))
    expect(hand).to_have_attribute("aria-pressed", "true")
    coach = served.visitor("coach")
    assert [one["card"] for one in coach.get("/coach/state").json()["hands"]] == [1]
    assert violations(he.page) == []
    assert small(he.page) == []
    assert he.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    he.page.keyboard.press("Enter")
    expect(hand).to_have_text(he.say("room.help"))
    assert coach.get("/coach/state").json()["hands"] == []


def test_a_call_for_help_that_does_not_arrive_is_said(enter: Enter) -> None:
    he = enter("1", "da", PHONE)
    hand = he.page.locator("#hand")
    he.page.route("**/room", lambda route: route.abort())
    he.press(hand)
    expect(hand).to_have_text(he.say("room.not_sent"))
    expect(he.page.locator("#heard")).to_have_text(he.say("room.not_sent"))
    expect(hand).to_have_attribute("aria-pressed", "false")
    he.page.unroute("**/room")
    he.press(hand)
    expect(hand).to_have_text(he.say("room.hand_up"))
    he.press(hand)
    expect(hand).to_have_text(he.say("room.help"))


def test_an_exercise_is_heard_when_it_begins_and_when_its_time_is_up(
    enter: Enter, served: Served
) -> None:
    coach, he = served.visitor("coach"), enter("2", "da", PHONE)
    coach.post("/coach/state", {"do": "stop", "number": 0})
    look(he.page, "/room")
    heard, shown = he.page.locator("#heard"), he.page.locator("#exercise")
    expect(shown).to_be_hidden()
    expect(heard).to_be_empty()
    coach.post("/coach/state", {"do": "start", "number": 8})
    look(he.page, "/room")
    begun = he.say("room.left", title="Øv samtalen", minutes=21)
    expect(shown).to_have_text(begun)
    expect(heard).to_have_text(begun)
    coach.post("/coach/state", {"do": "more", "number": -5})
    look(he.page, "/room")
    expect(shown).to_have_text(he.say("room.left", title="Øv samtalen", minutes=16))
    expect(heard).to_have_text(begun)
    coach.post("/coach/state", {"do": "more", "number": -60})
    look(he.page, "/room")
    over = he.say("room.over", title="Øv samtalen")
    expect(shown).to_have_text(over)
    expect(heard).to_have_text(over)


def test_a_page_that_nobody_sees_asks_for_nothing(enter: Enter) -> None:
    he = enter("2", "da", PHONE)
    he.page.evaluate(
        """Object.defineProperty(document, "visibilityState",
             {configurable: true, get: () => "hidden"})"""
    )
    asked: list[str] = []
    he.page.on("request", lambda one: asked.append(one.url))
    he.page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    he.page.evaluate("delete document.visibilityState")
    look(he.page, "/room")
    assert len([url for url in asked if url.endswith("/room")]) == 1


def test_a_coach_without_connection_is_told_and_comes_back_by_the_code(
    enter: Enter, served: Served
) -> None:
    coach = enter("coach", "da", LAPTOP)
    lost = coach.page.get_by_text(coach.say("coach.lost"))
    expect(lost).to_be_hidden()
    served.stop()
    expect(lost).to_be_visible(timeout=20_000)
    assert violations(coach.page) == []
    served.start()
    code = coach.page.get_by_role("textbox", name=coach.say("entrance.code"))
    code.fill(served.codes["coach"])
    code.press("Enter")
    expect(coach.page.locator("#running")).to_be_visible()
