"""A participant at any browser: finds by role and name, writes with mouse and keys."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from other_browser import ENTER, TAB, Node, OtherBrowser, click, press, until

from workbook.content import Content
from workbook.settings import Language

FOUND = (Path(__file__).parent / "found.js").read_text(encoding="utf-8")
_WORDS = """where => [...document.querySelectorAll(where)]
  .filter(node => node.checkVisibility()).map(node => node.innerText).join(" ")"""
_SETTLES = 0.5  # seconds
_FAR = 250  # more presses of Tab than any page has stops


@dataclass(frozen=True)
class Place:
    """What has a role and a name, in a form when one is named; found anew each time."""

    role: str
    name: str
    form: str = ""


@dataclass
class Reader:
    """Reads and writes a page in one language, as the content words it."""

    browser: OtherBrowser
    root: str
    content: Content
    language: Language = "da"

    def say(self, key: str, **details: object) -> str:
        return self.content.texts.say(key, self.language, **details)

    def title(self, step: str) -> str:
        return self.content.steps[step].title.in_(self.language)

    # --- what stands on the page ---

    def button(self, key: str, **details: object) -> Place:
        return Place("button", self.say(key, **details).strip())

    def field(self, step: str, question: str, role: str = "textbox") -> Place:
        asked = self.content.steps[step].question(question)
        return Place(role, asked.label.in_(self.language), self.title(step))

    def option(self, step: str, question: str, choice: str, role: str) -> Place:
        """Return a radio button or checkbox by its label."""
        found = self.content.steps[step].question(question).choice(choice)
        assert found
        return Place(role, found.label.in_(self.language), self.title(step))

    def node(self, place: Place) -> Node:
        """Return what is at a place, as soon as it is shown."""
        asked = (place.role, place.name, place.form)
        return until(lambda: self.browser.find(FOUND, *asked), str(place))

    def of(self, place: Place, what: str) -> Any:
        """Return what JavaScript says of what is at a place."""
        return until(
            lambda: [self.browser.read(f"node => {what}", self.node(place))], str(place)
        )[0]

    def value(self, step: str, question: str) -> str:
        return str(self.of(self.field(step, question), "node.value"))

    def checked(self, place: Place) -> bool:
        return bool(self.of(place, "node.checked"))

    def words(self, selector: str) -> str:
        """Return the words that stand on a part of the page, if it is shown."""
        return str(self.browser.read(_WORDS, selector))

    def told(self, words: str, selector: str = "body") -> None:
        """Wait until something is said."""
        until(lambda: words in self.words(selector), f"»{words}«")

    def no_longer_told(self, words: str) -> None:
        until(lambda: words not in self.words("body"), f"»{words}« gone")

    def saved(self) -> None:
        """Wait for the word that all of the open form is saved."""
        self.told(self.say("form.saved_at", time="").strip(), ".wb-form .wb-status")

    def at(self, step: str) -> None:
        """Wait until a step is shown."""
        self.node(Place("heading", self.title(step)))
        self.node(Place("form", self.title(step)))

    # --- what he does ---

    def log_in(self, code: str) -> None:
        """Scan a card: the address that its QR code holds."""
        self.browser.open(f"{self.root}/join#{code}")
        self.node(self.button("pages.begin"))

    def visit(self, step: str) -> None:
        self.browser.open(f"{self.root}/?step={step}")
        self.at(step)

    def reload(self, step: str) -> None:
        self.browser.reload()
        self.at(step)

    def click(self, place: Place) -> None:
        """Click it; what is laid anew just then is looked for once more."""
        until(lambda: click(self.browser, self.node(place)), f"a click on {place}")

    def write(self, step: str, question: str, text: str) -> None:
        """Click into a field and type at its end, and wait until it is saved."""
        self.click(self.field(step, question))
        self.press(text)
        self.saved()

    def press(self, keys: str) -> None:
        press(self.browser, keys)

    def tab_to(self, place: Place) -> None:
        """Press Tab until a place has the focus."""
        for _ in range(_FAR):
            if self.of(place, "node === document.activeElement"):
                return
            self.press(TAB)
        raise AssertionError(f"Tab does not reach {place}")

    def press_button(self, place: Place) -> None:
        """Go to a button by keyboard and press it."""
        self.tab_to(place)
        self.press(ENTER)

    def go(self, way: str, press: Callable[[Place], None]) -> None:
        """Press »Next« or »Back«, by mouse or by keyboard; it says where it leads."""
        begins = self.say(f"pages.{way}", step="").strip()
        told = str(self.of(Place("button", begins), "node.textContent"))
        press(Place("button", begins))
        self.node(Place("heading", told.strip().removeprefix(begins).strip()))
        time.sleep(_SETTLES)  # keys pressed before the focus has come would go astray

    def speak(self, language: Language) -> None:
        """Change the language of the page."""
        self.click(self.button(f"pages.language_{language}"))
        self.language = language
        until(
            lambda: (
                self.browser.read("() => document.documentElement.lang") == language
            ),
            f"the page in {language}",
        )
