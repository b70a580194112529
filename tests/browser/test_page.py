"""Every step at the width of a phone and of a desk, in both languages."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from participant import Participant, Visit
from playwright.sync_api import expect

from workbook.book import Workbook
from workbook.content.step import Step
from workbook.settings import LANGUAGES, Settings

pytestmark = pytest.mark.browser

# Runs in the page: everything about it that some participant could not use.
FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def file(home: Path) -> Path:
    """The workbook of the fictional participant, so that no page is empty."""
    path = home / "lene.workbook"
    book = Workbook.open(path, settings=Settings())
    book.import_json(Settings().data("demo", "da.json").read_text(encoding="utf-8"))
    book.close()
    return path


def faults(he: Participant) -> list[str]:
    found: list[str] = he.page.evaluate(FAULTS)
    return found


def unfold(he: Participant, step: Step) -> None:
    """Open everything that can be opened on a step."""
    if step.repeat:
        he.open(step.name)
    he.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")


def steps(he: Participant) -> Iterator[str]:
    """Go through all steps, each unfolded."""
    for page in he.content.pages:
        for step in he.content.shown(page):
            he.go(step.name)
            unfold(he, step)
            yield step.name


@pytest.mark.parametrize(
    "screen",
    [
        {"viewport": {"width": 390, "height": 844}, "has_touch": True},
        {"viewport": {"width": 1280, "height": 800}},
        # 200 % zoom of a window of 1280.
        {"viewport": {"width": 640, "height": 400}, "device_scale_factor": 2},
    ],
    ids=["phone", "desk", "zoomed"],
)
def test_every_step_can_be_used_by_everybody(
    visit: Visit, screen: dict[str, Any]
) -> None:
    he = visit("/?step=start", **screen)
    found: dict[str, list[str]] = {}
    seen = 0
    for language in LANGUAGES:
        if he.language != language:
            he.speak(language)
        for step in steps(he):
            seen += 1
            found[f"{step}.{language}"] = faults(he)
            he.page.evaluate("scrollTo(0, 0)")
    he.speak("da")
    assert seen >= 68
    assert {place: what for place, what in found.items() if what} == {}
    assert he.watched.elsewhere == []
    assert he.watched.complaints == []
    assert he.watched.refused == []


def test_the_menu_is_worked_by_keyboard_and_the_heading_gets_the_focus(
    visit: Visit,
) -> None:
    he = visit("/?step=start")
    menu = he.page.locator("nav details")
    he.press(he.page.locator("nav summary"))
    expect(menu).to_have_attribute("open", "")
    entry = he.page.get_by_role("navigation").get_by_role("button")
    expect(entry.filter(has_text=he.title("start"))).to_have_attribute(
        "aria-current", "step"
    )
    he.press(entry.filter(has_text=he.title("stories")))
    he.at("stories")
    heading = he.page.get_by_role("heading", level=1)
    expect(heading).to_be_focused()
    expect(menu).not_to_have_attribute("open", "")
    assert he.page.evaluate("scrollY") < 200
    expect(he.page).to_have_title(f"{he.title('stories')} · {he.say('pages.title')}")


def test_the_skip_link_comes_first_and_leads_to_the_workbook(visit: Visit) -> None:
    he = visit("/?step=start")
    he.page.keyboard.press("Tab")
    link = he.page.get_by_role("link", name=he.say("pages.skip_link"))
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    he.page.keyboard.press("Enter")
    expect(he.page.get_by_role("main")).to_be_focused()


def test_what_was_saved_is_said_aloud_and_not_at_every_letter(visit: Visit) -> None:
    he = visit("/?step=start")
    said = he.page.evaluate_handle(
        """() => {
          const said = [];
          const status = document.querySelector(".wb-form [role=status]");
          new MutationObserver(() => said.push(status.textContent))
            .observe(status, { childList: true, characterData: true, subtree: true });
          return said;
        }"""
    )
    he.field("start", "goal").press_sequentially("Tyve bogstaver i alt", delay=10)
    he.saved("start")
    assert len(said.json_value()) <= 4
