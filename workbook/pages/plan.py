"""The plan on the page: the route, progress against it, the next sensible thing."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import traitlets

from workbook.content.route import Route
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.next_thing import Thing
from workbook.pages.route import CHOSEN, Stage, chosen, current


class Plan(Screen):
    """Says what is next, and on the first step lets him choose his route.

    ``routes`` are those to choose among, each ``{name, title, lead, minutes}``, empty
    where there is nothing to choose; ``now`` is what the route says about this step.
    """

    source: ClassVar[str] = "workbook.pages:plan"
    language = traitlets.Unicode("da").tag(sync=True)
    routes: Any = traitlets.List().tag(sync=True)
    chosen = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    progress: Any = traitlets.List([0, 0]).tag(sync=True)
    sentence = traitlets.Unicode().tag(sync=True)
    way = traitlets.Unicode().tag(sync=True)
    now: Any = traitlets.List().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self, go: Callable[[str], None], choose: Callable[[str], None]
    ) -> None:
        """Tell ``go`` the step and ``choose`` the route that he chooses."""
        super().__init__()
        self._go = go
        self._choose = choose

    def show(
        self,
        book: Book,
        stages: Sequence[Stage],
        thing: Thing | None,
        here: str,
        *,
        choosing: bool,
        reachable: bool,
    ) -> None:
        """Show how far he is and what is next.

        A thing that is not ``reachable`` from this page gets no button, and neither
        does one that is done right here.
        """
        route = chosen(book)
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("plan", book.language)
            self.routes = _routes(book) if choosing else []
            self.chosen = book.file.note(CHOSEN) or ""
            self.title = route.title.in_(book.language) if route else ""
            self.progress = [sum(stage.done for stage in stages), len(stages)]
            self.sentence = thing.sentence if thing else ""
            self.way = thing.step if thing and reachable and thing.step != here else ""
            self.now = _now(book, route, current(stages, here))

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Go to a step or choose a route."""
        del buffers
        if kind == "go":
            self._go(str(message.get("step")))
        elif kind == "choose":
            self._choose(str(message.get("route")))


def _routes(book: Book) -> list[dict[str, Any]]:
    language = book.language
    return [
        {
            "name": route.name,
            "title": route.title.in_(language),
            "lead": route.lead.in_(language),
            "minutes": route.total,
        }
        for route in sorted(book.content.routes.values(), key=lambda r: r.total)
    ]


def _now(book: Book, route: Route | None, stage: Stage | None) -> list[str]:
    """Return what the route says at this step: time and way, then its sentences."""
    if route is None or stage is None:
        return []
    line, language, say = stage.line, book.language, book.content.texts.say
    told = say("plan.minutes", language, minutes=line.minutes)
    if any(each.way != "alone" for each in route.lines):
        way = say(f"plan.way_{line.way}", language)
        told = say("plan.minutes_way", language, minutes=line.minutes, way=way)
    texts = (line.words, line.paper, line.outcome)
    return [told, *(text.in_(language) for text in texts if text)]
