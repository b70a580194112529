"""Somebody in the room, by what he has in his hand: here a browser."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

from participant import Participant
from playwright.sync_api import Browser, Locator, expect
from test_form import Line
from workshop_served import Served

from workbook.content import Content
from workbook.settings import Shell

_PATIENCE = 120_000  # ms: forty pages at once on two cores


class Person(Protocol):
    """What somebody in the room can do, by whatever he has in his hand."""

    def arrive(self, step: str) -> None:
        """Log in by his card and open a step."""

    def open(self, step: str) -> None:
        """Open or reload a step."""

    def lose_the_line(self) -> None:
        """Lose the connection without a word."""

    def connect(self) -> None:
        """Get it back."""

    def leave(self) -> None:
        """Close the page."""

    def go(self, step: str) -> None:
        """Go to a step through the menu."""

    def value(self, step: str, question: str) -> str:
        """Read what stands in a field."""

    def write(self, step: str, **answers: str) -> None:
        """Write into the open form, each answer saved before the next."""

    def choose(self, step: str, question: str, *labels: str) -> None:
        """Choose by the words of a choice."""

    def add(self, step: str) -> None:
        """Begin another record."""

    def accept_all(self, count: int) -> None:
        """Make records of all that other answers offer."""

    def make(self, document: str) -> bytes:
        """Make a document of the open record."""


@dataclass
class AtABrowser:
    """A participant who has a browser; his tab is closed and opened as he goes."""

    served: Served
    person: str
    size: dict[str, int]
    chromium: Browser
    content: Content
    shell: Shell = "light"
    he: Participant = field(init=False)
    line: Line = field(init=False)

    def arrive(self, step: str) -> None:
        context = self.chromium.new_context(viewport=self.size)  # type: ignore[arg-type]
        page = context.new_page()
        self.line = Line(page)
        self.he = Participant(page, self.content)
        page.goto(f"{self.served.root}/join#{self.served.codes[self.person]}")
        page.wait_for_url(f"{self.served.root}/", timeout=_PATIENCE)
        self.open(step)

    def open(self, step: str) -> None:
        address = f"{self.served.root}/?step={step}&shell={self.shell}"
        self.he.page.goto(address, timeout=_PATIENCE)
        self.he.ready()
        self.he.at(step)

    def lose_the_line(self) -> None:
        self.line.cut()
        expect(self._lost()).to_be_visible(timeout=_PATIENCE)

    def connect(self) -> None:
        self.line.mend()
        expect(self._lost()).to_be_hidden(timeout=_PATIENCE)

    def leave(self) -> None:
        self.he.page.context.close()

    def go(self, step: str) -> None:
        self.he.go(step)

    def value(self, step: str, question: str) -> str:
        return self.he.field(step, question).input_value()

    def write(self, step: str, **answers: str) -> None:
        for question, text in answers.items():
            asked = self.he.step(step).question(question)
            if asked.type in ("rating", "select_one"):
                self.he.option(step, question, text).check()
            else:
                self.he.field(step, question).fill(text)
        self.he.saved(step)

    def choose(self, step: str, question: str, *labels: str) -> None:
        if self.he.step(step).question(question).type == "reference":
            self.he.field(step, question).select_option(label=labels[0])
        else:
            for label in labels:
                self.he.option(step, question, label).check()
        self.he.saved(step)

    def add(self, step: str) -> None:
        add = self.he.step(step).add
        assert add
        self.he.page.get_by_role("button", name=add.da).first.click()

    def accept_all(self, count: int) -> None:
        self.he.button("rows.accept_all", count=count).click()
        expect(self.he.records("contacts")).to_have_count(count)

    def make(self, document: str) -> bytes:
        page = self.he.page
        words = self.he.say(f"pages.download_{document}_named", name="")
        begins = words.split("  ")[0].strip()
        with page.expect_download() as started:
            page.get_by_role("button", name=begins).click()
        return Path(started.value.path()).read_bytes()

    def _lost(self) -> Locator:
        return self.he.page.get_by_text(self.he.say("serving.lost"))
