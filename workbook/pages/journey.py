"""A page: head, plan, one step at a time, what stands beside it, foot."""

import os
from collections.abc import Sequence
from urllib.parse import parse_qs

import ipywidgets

from workbook.content.step import Page, Step
from workbook.pages.beside import Beside
from workbook.pages.book import Book
from workbook.pages.call_card import CALLS
from workbook.pages.head import Foot, Head
from workbook.pages.progress import State, blockers, states
from workbook.pages.step_view import OPENED, StepView
from workbook.pages.welcome import Welcome
from workbook.settings import LANGUAGES

LAST = "last_step"


class Journey(ipywidgets.VBox):
    """The participant's way through the steps of some pages.

    Begins with the welcome for one who has not begun; else with the step the
    address names (``?step=…``), else with the one he was at last.
    """

    children: tuple[ipywidgets.Widget, ...]

    def __init__(self, book: Book, pages: Sequence[Page]) -> None:
        """Show the first step there is to show."""
        self._book = book
        self._pages = pages
        self._steps = [step for page in pages for step in book.content.shown(page)]
        self._states: dict[str, State] = {}
        self._step = self._steps[0]
        self._moves = 0
        self._step_shown: Step | None = None
        self._head = Head(self.go, self.speak, link=_served())
        self._view = StepView(book, self._changed)
        self._beside = Beside(book, self._view, self.go, self._has, self._show_foot)
        self._foot = Foot(self.go)
        self._welcome = Welcome(self._begin, self.speak)
        super().__init__()
        self.add_class("wb-page")
        self._open()

    def go(self, name: str) -> None:
        """Go to a step of this page; nothing keeps him from any of them."""
        step = self._named(name)
        if step is not None:
            self._moves += 1
            self._show(step)

    def speak(self, language: str) -> None:
        """Change the language and show everything anew from the file."""
        chosen = next((known for known in LANGUAGES if known == language), None)
        if chosen is None:
            return
        self._book.speak(chosen)
        if self._welcome in self.children:
            self._greet()
        else:
            self._show(self._step)

    def _open(self) -> None:
        note = self._book.file.note(LAST)
        known = {step.name: step for step in self._steps}
        step = known.get(_asked() or "") or self._called() or known.get(note or "")
        first = self._steps[0]
        if step is None and note is None and first == self._book.content.order[0]:
            self._greet()
        else:
            self._show(step or first)

    def _called(self) -> Step | None:
        """Return the step of a call that he went to make: it asks how it went."""
        call = self._beside.called() if self._has(CALLS) else ""
        if not call:
            return None
        self._book.file.write_note(OPENED, f"{CALLS}/{call}")
        return self._book.content.steps[CALLS]

    def _has(self, name: str) -> bool:
        return self._named(name) is not None

    def _greet(self) -> None:
        with self._welcome.showing():
            self._welcome.texts = self._texts()
            self._welcome.language = self._book.language
        self._put(self._welcome)

    def _begin(self) -> None:
        self._show(self._steps[0])
        self._view.focus()

    def _show(self, step: Step) -> None:
        self._step = step
        self._book.file.write_note(LAST, step.name)
        self._states = states(self._book, self._steps)
        self._beside.plan()
        another = step != self._step_shown and self._beside.wants_another(step)
        self._view.show(step, another=another)
        self._step_shown = step
        self._beside.show(self._page(step), step, self._states)
        self._show_head()
        self._show_foot()
        self._put(self._head, *self._beside.around(step), self._foot)

    def _put(self, *parts: ipywidgets.Widget) -> None:
        if tuple(self.children) != parts:
            self.children = parts

    def _changed(self) -> None:
        """After a save only what this step shows can be different."""
        self._states |= states(self._book, [self._step])
        self._beside.changed()
        with self._head.showing():
            self._show_menu()
        self._show_foot()

    def _show_head(self) -> None:
        language = self._book.language
        with self._head.showing():
            self._head.texts = self._texts()
            self._head.language = language
            self._head.step = self._step.name
            self._head.moved = self._moves
            self._head.title = self._step.title.in_(language)
            self._head.leads = self._leads()
            self._show_menu()

    def _leads(self) -> list[str]:
        """The step's own words; on a page's first step the page's come before."""
        page = self._page(self._step)
        first = self._book.content.shown(page)[0] == self._step
        texts = [page.lead, self._step.lead] if first else [self._step.lead]
        return [text.in_(self._book.language) for text in texts]

    def _page(self, step: Step) -> Page:
        return next(page for page in self._pages if step.name in page.steps)

    def _show_menu(self) -> None:
        language = self._book.language
        ready = sum(known == "ready" for known in self._states.values())
        self._head.progress = [ready, len(self._states)]
        self._head.menu = [
            {
                "title": page.title.in_(language),
                "steps": [
                    {
                        "name": step.name,
                        "title": step.title.in_(language),
                        "state": self._states[step.name],
                    }
                    for step in self._book.content.shown(page)
                ],
            }
            for page in self._pages
        ]

    def _show_foot(self) -> None:
        here = self._steps.index(self._step)
        ahead = self._beside.ahead()
        with self._foot.showing():
            self._foot.language = self._book.language
            behind = self._named(self._beside.behind()) if ahead else None
            self._foot.back = self._way("back", behind or self._numbered(here - 1))
            self._foot.next = self._way(
                "next", self._named(ahead) or self._numbered(here + 1)
            )
            self._foot.interludes = self._beside.interludes()
            self._foot.ending = "" if self._foot.next else self._say("ending")
            self._foot.where = self._where()
            self._show_blockers()

    def _where(self) -> str:
        if self._book.served:
            return self._say("where_served")
        return self._say("where_saved", file=self._book.file.path.name)

    def _numbered(self, number: int) -> Step | None:
        return self._steps[number] if 0 <= number < len(self._steps) else None

    def _named(self, name: str) -> Step | None:
        return next((step for step in self._steps if step.name == name), None)

    def _way(self, key: str, step: Step | None) -> list[str]:
        if step is None:
            return []
        return [step.name, self._say(key, step=step.title.in_(self._book.language))]

    def _show_blockers(self) -> None:
        known = self._states[self._step.name]
        missing = blockers(self._book, self._step) if known == "begun" else []
        title = self._say("blockers_title") if missing else ""
        self._foot.show_blockers(
            self._say("done") if known == "ready" else title, missing
        )

    def _texts(self) -> dict[str, str]:
        return self._book.content.texts.section("pages", self._book.language)

    def _say(self, key: str, **details: object) -> str:
        return self._book.content.texts.say(
            f"pages.{key}", self._book.language, **details
        )


def _served() -> bool:
    """Tell whether Voilà runs this kernel: then the address is the page's own."""
    return "QUERY_STRING" in os.environ


def _asked() -> str | None:
    """Return the step that the address of the page names."""
    return parse_qs(os.environ.get("QUERY_STRING", "")).get("step", [None])[0]
