"""A participant at his browser: what he can do on a page, and what he is told."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

from playwright.sync_api import Locator, Page, Response, WebSocket, expect

from workbook.content import Content
from workbook.content.question import Question
from workbook.content.step import Step
from workbook.settings import Language

Place = tuple[str, str, str]
Visit = Callable[..., "Participant"]
Role = Literal["textbox", "group", "combobox"]

_ROLES: dict[str, Role] = {
    "rating": "group",
    "select_one": "group",
    "select_multiple": "group",
    "references": "group",
    "lines": "group",
    "reference": "combobox",
}
_FAR = 250  # more presses of Tab than any page has stops


@dataclass
class Participant:
    """Reads and writes a page in one language, as the content words it."""

    page: Page
    content: Content
    language: Language = "da"

    def __post_init__(self) -> None:
        self.watched = Watched(self.page)

    def say(self, key: str, **details: object) -> str:
        return self.content.texts.say(key, self.language, **details)

    def step(self, name: str) -> Step:
        return self.content.steps[name]

    def title(self, step: str) -> str:
        return self.step(step).title.in_(self.language)

    # --- places on the page ---

    def button(self, key: str, **details: object) -> Locator:
        return self.page.get_by_role("button", name=self.say(key, **details))

    def form(self, step: str) -> Locator:
        return self.page.get_by_role("form", name=self.title(step), exact=True)

    def field(self, step: str, question: str) -> Locator:
        """Return a question's control, found by its label as a screen reader does."""
        asked = self.step(step).question(question)
        label = asked.label.in_(self.language)
        if asked.type == "file":
            return self.form(step).get_by_label(label)
        role = _ROLES.get(asked.type, "textbox")
        return self.form(step).get_by_role(role, name=label)

    def option(self, step: str, question: str, choice: str) -> Locator:
        """Return one radio button or checkbox by its label."""
        asked = self.step(step).question(question)
        found = asked.choice(choice)
        label = found.label.in_(self.language) if found else choice
        role: Literal["radio", "checkbox"] = (
            "radio" if asked.type in ("rating", "select_one") else "checkbox"
        )
        return self.field(step, question).get_by_role(role, name=label, exact=True)

    def row(self, step: str, question: str) -> Locator:
        """Return everything that stands at a question."""
        return self.page.locator(f".wb-row:has([id$='-{question}-error'])").and_(
            self.form(step).locator(".wb-row")
        )

    def error(self, step: str, question: str) -> Locator:
        return self.form(step).locator(f"[id$='-{question}-error']")

    def status(self, step: str) -> Locator:
        """Return the word on whether all is saved; a field may have its own."""
        saved = self.page.locator(".wb-status")
        return self.form(step).get_by_role("status").and_(saved)

    def records(self, step: str) -> Locator:
        """Return the buttons that open the records of a list."""
        region = self.page.get_by_role("region", name=self.title(step), exact=True)
        return region.get_by_role("rowheader")

    # --- what he does ---

    def arrive(self, address: str) -> None:
        self.page.goto(address)
        self.ready()

    def ready(self) -> None:
        """Wait until the page can be used."""
        expect(self.page.locator("h1")).to_be_visible(timeout=60_000)

    def begin(self) -> None:
        self.button("pages.begin").click()
        expect(self.field("start", "good_day")).to_be_focused()

    def go(self, step: str) -> None:
        """Go to a step through the menu."""
        menu = self.page.locator("nav details")
        if menu.get_attribute("open") is None:
            self.page.locator("nav summary").click()
        entry = self.page.get_by_role("navigation").get_by_role("button")
        entry.filter(has_text=self.title(step)).first.click()
        expect(menu).not_to_have_attribute("open", "")
        self.at(step)

    def at(self, step: str) -> None:
        """Wait until a step is shown."""
        heading = self.page.get_by_role("heading", level=1)
        expect(heading).to_have_text(self.title(step))
        expect(
            self.page.locator(f".wb-form[lang={self.language}]").first
        ).to_be_attached()

    def open(self, step: str, record: str = "") -> None:
        """Open a record of a list, the first when none is named."""
        buttons = self.records(step).get_by_role("button")
        place = buttons.filter(has_text=record).first
        if place.get_attribute("aria-expanded") == "false":
            place.click()
        expect(place).to_have_attribute("aria-expanded", "true")
        heading = self.form(step).get_by_role("heading", level=2)
        expect(heading).to_have_text(place.inner_text())

    def fill(self, step: str, question: str, text: str) -> None:
        self.field(step, question).fill(text)
        self.saved(step)

    def saved(self, step: str) -> None:
        """Wait for the word that all of a form is saved."""
        told = self.say("form.saved_at", time="").strip()
        expect(self.status(step)).to_contain_text(told)

    def unsent(self) -> list[str]:
        """Return the places that this tab keeps because no file has them yet."""
        kept: list[str] = self.page.evaluate(
            """Object.keys(sessionStorage).filter(k => k.startsWith("workbook-unsent"))
               .flatMap(k => Object.keys(JSON.parse(sessionStorage[k])))"""
        )
        return kept

    def speak(self, language: Language) -> None:
        """Change the language of the page."""
        name = self.say(f"pages.language_{language}")
        self.page.get_by_role("button", name=name, exact=True).click()
        self.language = language
        expect(self.page.locator("html")).to_have_attribute("lang", language)

    # --- by keyboard alone ---

    def tab_to(self, place: Locator, *, back: bool = False) -> None:
        """Press Tab until a place has the focus."""
        for _ in range(_FAR):
            if place.evaluate("node => node === document.activeElement"):
                return
            self.page.keyboard.press("Shift+Tab" if back else "Tab")
        raise AssertionError(f"Tab does not reach {place}")

    def type_in(self, step: str, question: str, text: str) -> None:
        self.tab_to(self.field(step, question))
        self.page.keyboard.type(text)

    def tick(self, step: str, question: str, choice: str) -> None:
        """Choose by keyboard: Tab to the first option, arrows to a further one."""
        wanted = self.option(step, question, choice)
        asked = self.step(step).question(question)
        if asked.type in ("rating", "select_one"):
            self.tab_to(self.field(step, question).get_by_role("radio").first)
            self.page.keyboard.press("Space")
            for _ in range(_FAR):
                if wanted.is_checked():
                    return
                self.page.keyboard.press("ArrowDown")
        self.tab_to(wanted)
        self.page.keyboard.press("Space")
        expect(wanted).to_be_checked()

    def press(self, place: Locator) -> None:
        """Go to a button by keyboard and press it."""
        self.tab_to(place)
        self.page.keyboard.press("Enter")


class Acknowledged:
    """What the server told this page it has saved: the raw answers by place."""

    def __init__(self, page: Page) -> None:
        self.answers: dict[Place, Any] = {}
        self._sent: dict[str, tuple[str, Any]] = {}
        self.files: set[Place] = set()
        page.on("websocket", self._watch)

    def _watch(self, socket: WebSocket) -> None:
        socket.on("framesent", lambda frame: self._leave(custom(frame)))
        socket.on("framereceived", lambda frame: self._come(custom(frame)))

    def _leave(self, message: dict[str, Any]) -> None:
        if message.get("kind") == "save":
            self._sent[message["id"]] = message["place"], message["raw"]

    def _come(self, message: dict[str, Any]) -> None:
        if message.get("kind") != "saved" or not message["at"]:
            return
        if message["id"] in self._sent:
            place, raw = self._sent[message["id"]]
            step, record, question = place.split("/")
            self.answers[step, record, question] = raw

    def __len__(self) -> int:
        return len(self.answers)


def custom(frame: str | bytes) -> dict[str, Any]:
    """Return the content of a widget's custom message; empty for anything else."""
    if isinstance(frame, bytes):
        # v1.kernel.websocket.jupyter.org: offsets, channel, four JSON parts, buffers.
        count = int.from_bytes(frame[:8], "little")
        starts = [
            int.from_bytes(frame[8 * n : 8 * n + 8], "little")
            for n in range(1, count + 1)
        ]
        header, content = (frame[starts[n] : starts[n + 1]] for n in (1, 4))
        kind, held = json.loads(header).get("msg_type"), json.loads(content)
    else:
        whole = json.loads(frame)
        kind, held = whole["header"]["msg_type"], whole["content"]
    data = held.get("data", {}) if kind == "comm_msg" else {}
    found = data.get("content") if data.get("method") == "custom" else None
    return found if isinstance(found, dict) else {}


class Watched:
    """What a page asked of others and complained about."""

    def __init__(self, page: Page) -> None:
        self.complaints: list[str] = []
        self.elsewhere: list[str] = []
        self.refused: list[str] = []
        page.on(
            "console", lambda m: m.type == "error" and self.complaints.append(m.text)
        )
        page.on("pageerror", lambda fault: self.complaints.append(str(fault)))
        page.on("request", lambda asked: self._asked(asked.url))
        page.on("response", self._answered)

    def _asked(self, url: str) -> None:
        if not url.startswith(("http://127.0.0.1:", "data:", "blob:")):
            self.elsewhere.append(url)

    def _answered(self, answer: Response) -> None:
        if answer.status >= 400:
            self.refused.append(f"{answer.status} {answer.url}")


def answerable(content: Content) -> dict[str, Question]:
    """Return one question of every type that takes an answer."""
    return {q.type: q for step in content.order for q in step.answerable}
