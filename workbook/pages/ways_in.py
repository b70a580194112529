"""Ways to the open company, and people he can put in touch: words, drafts, buttons."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar, Final

import traitlets

from workbook import analysis
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.call_card import CALLS
from workbook.pages.way_answers import Told
from workbook.pages.way_entries import Entry, pairs, way_entry, ways

COMPANIES: Final = "companies"
RELATIONS: Final = "relations"
_MOST: Final = 24
"""So many ways are shown; there are more only where very many are at one place."""


class WaysIn(Screen):
    """Shows what leads to the open company; beside relations, whom he can help.

    ``prepare`` is told the row of ``analysis.all_paths`` and which person on it he
    wants to talk to, counted from 0; ``go`` the step that he chooses. ``links`` are
    (step, words of its button), ``entries`` those of ``way_entries.Entry``.
    """

    source: ClassVar[str] = "workbook.pages:ways_in"
    language = traitlets.Unicode("da").tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    lead = traitlets.Unicode().tag(sync=True)
    entries: Any = traitlets.List().tag(sync=True)
    links: Any = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self, prepare: Callable[[Any, int], None], go: Callable[[str], None]
    ) -> None:
        """Show nothing yet."""
        super().__init__()
        self._prepare = prepare
        self._go = go
        self._ways: dict[str, Any] = {}

    def show(self, book: Book, step: str, opened: str) -> None:
        """Show what belongs to a step and its open record; else hide it."""
        self._ways = {}
        with self.showing():
            self.language = book.language
            self.texts = self._words(book)
            self.title = self.lead = self.said = ""
            self.entries, self.links = [], []
            if step == COMPANIES and analysis.NEEDS["paths"] <= book.content.asked:
                self._show_ways(book, opened)
            if step == RELATIONS:
                self._show_pairs(book)

    def tell_prepared(self, book: Book) -> None:
        """Say where the prepared talk is to be found; this page does not lead there."""
        step = book.content.steps[CALLS].title.in_(book.language)
        with self.showing():
            said = book.content.texts.say("ways_in.prepared", book.language, step=step)
            self.said = said

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Prepare a talk, or go to a step."""
        del buffers
        if kind == "go" and message.get("step") in [step for step, _ in self.links]:
            self._go(str(message["step"]))
        elif kind == "prepare":
            way, number = self._ways.get(str(message.get("way"))), message.get("number")
            if way and isinstance(number, int) and number in range(len(way.hops)):
                self._prepare(way, number)

    def _show_ways(self, book: Book, opened: str) -> None:
        told, today = Told(book), date.today()
        if opened not in told.frames[COMPANIES].index:
            return
        self._ways = ways(told, today, opened)
        company = told.name(COMPANIES, opened)
        say, language = book.content.texts.say, book.language
        self.title = say("pictures.paths", language, company=company)
        shown = list(self._ways.values())[:_MOST]
        self._list([way_entry(book, told, way, today) for way in shown])
        if len(self._ways) > _MOST:
            self.lead = told.say("best_of", shown=_MOST, count=len(self._ways))
        if not self._ways:
            self.lead = told.say("no_path")
            contacts = say("pictures.to_contacts", language)
            self.links = [["contacts", contacts], [RELATIONS, told.say("to_relations")]]

    def _show_pairs(self, book: Book) -> None:
        if analysis.NEEDS["introductions"] <= book.content.asked:
            told = Told(book)
            found = list(pairs(told))
            self._list(found)
            self.title = told.say("pairs") if found else ""

    def _list(self, found: Sequence[Entry]) -> None:
        self.entries = [asdict(entry) for entry in found]

    def _words(self, book: Book) -> dict[str, str]:
        def said(section: str, *keys: str) -> dict[str, str]:
            texts = book.content.texts.section(section, book.language)
            return {key: texts[key] for key in keys}

        own = said("ways_in", "next", "more")
        return {**own, **said("letter_mail", "copy", "copied", "copy_by_hand")}
