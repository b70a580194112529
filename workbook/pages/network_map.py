"""The network map beside the steps of the network, with its filters and its table."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any, ClassVar, Final

import traitlets

from workbook import analysis
from workbook.analysis.network_map import (
    EVERYBODY,
    NetworkMap,
    Only,
    draw,
    network_map,
)
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.network_svg import svg
from workbook.pages.network_words import NetworkWords

_BESIDE: Final = frozenset({"contacts", "relations"})
_NEEDS: Final = analysis.NEEDS["network_map"]
_STEPS: Final = frozenset(need.split(".")[0] for need in _NEEDS)


class NetworkMapView(Screen):
    """Shows the map beside a step; what he chose to see holds while the page is open.

    ``said`` are sentences, the first on how many of his contacts are shown.
    """

    source: ClassVar[str] = "workbook.pages:network_map"
    language = traitlets.Unicode("da").tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    said: Any = traitlets.List().tag(sync=True)
    networks: Any = traitlets.List().tag(sync=True)
    companies: Any = traitlets.List().tag(sync=True)
    only: Any = traitlets.Dict().tag(sync=True)
    svg = traitlets.Unicode().tag(sync=True)
    head: Any = traitlets.List().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._book: Book | None = None
        self._only = Only()

    def show(self, book: Book, step: str) -> None:
        """Show the map where it stands beside the step; hide it elsewhere."""
        self._book = book if step in _BESIDE else None
        self._draw()

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Show what he chose to see."""
        del buffers
        chosen = message.get("only")
        if kind == "only" and isinstance(chosen, Mapping):
            self._only = Only(
                network=str(chosen.get("network") or ""),
                company=str(chosen.get("company") or ""),
                fresh=chosen.get("fresh") is True,
                leading=chosen.get("leading") is True,
            )
            self._draw()

    def _draw(self) -> None:
        with self.showing():
            self.said, self.svg, self.rows = [], "", []
            self.networks, self.companies = [], []
            if self._book is None or not drawable(self._book):
                return
            self.language = self._book.language
            self.texts = self._book.content.texts.section("network_map", self.language)
            words = NetworkWords(self._book.content, self._book.language)
            if found := self._found(self._book):
                self._tell(found, words)
            else:
                self.said = [words.say("too_few")]

    def _found(self, book: Book) -> NetworkMap | None:
        """Return the map; a choice of what is no longer there is forgotten."""
        found = found_in(book, date.today(), self._only)
        if found and not found.shown:
            networks, companies = ("", *found.networks), ("", *found.reached)
            if self._only.network in networks and self._only.company in companies:
                return found
            self._only = Only()
            return found_in(book, date.today())
        return found

    def _tell(self, found: NetworkMap, words: NetworkWords) -> None:
        called = words.networks()
        self.networks = [[name, called[name]] for name in found.networks]
        self.companies = [[one, found.goals[one]] for one in found.reached]
        self.only = asdict(self._only)
        self.said = words.beside(found)
        self.head, self.rows = (
            words.head(),
            [[asdict(cell) for cell in row] for row in words.rows(found)],
        )
        if found.shown:
            drawn = draw(found, words.on_the_map())
            self.svg = svg(drawn, words.say("title"), words.told(found))


def drawable(book: Book) -> bool:
    """Tell whether all is asked that the map needs: a coach may take out a question."""
    return book.content.asked >= _NEEDS


def found_in(book: Book, today: date, only: Only = EVERYBODY) -> NetworkMap | None:
    """Return the map of a workbook, None while there are too few contacts."""
    return network_map({step: book.frame(step) for step in _STEPS}, today, only)
