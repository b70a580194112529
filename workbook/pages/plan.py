"""The plan on the page: the route, progress against it, the next sensible thing."""

from collections.abc import Callable, Sequence
from typing import Any, ClassVar

import traitlets

from workbook.content.route import Line, Route
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.next_thing import Thing
from workbook.pages.route import CHOSEN, Stage, chosen, interlude


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
        place: int | None,
        thing: Thing | None,
        here: str,
        *,
        choosing: bool,
        reachable: bool,
    ) -> None:
        """Show how far he is, what is next, and what is said at his place there.

        A thing that is not ``reachable`` from this page gets no button.
        """
        route = chosen(book)
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("plan", book.language)
            self.routes = _routes(book) if choosing else []
            self.chosen = book.file.note(CHOSEN) or ""
            self.title = route.title.in_(book.language) if route else ""
            self.progress = [sum(stage.done for stage in stages), len(stages)]
            elsewhere = thing is not None and thing.step != here
            self.sentence = (
                thing.sentence if thing and (elsewhere or thing.here) else ""
            )
            self.way = thing.step if thing and reachable and elsewhere else ""
            finished = all(stage.done for stage in stages)
            here_now = None if place is None or finished else stages[place]
            self.now = _now(book, route, here_now)

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


def _now(book: Book, route: Route | None, stage: Stage | None) -> list[list[str]]:
    """Return what the route says at this step, as pairs of a label and a sentence."""
    return _line(book, route, stage.line, first=True) if route and stage else []


def interludes(book: Book, stage: Stage | None) -> list[list[str]]:
    """Return what the route says of the time after a stage that has no step.

    That is where a break or a role-play comes, as pairs of a label and a sentence.
    """
    route = chosen(book)
    if route is None or stage is None:
        return []
    lines = interlude(route, stage)
    return [pair for line in lines for pair in _line(book, route, line, first=False)]


def _line(book: Book, route: Route, line: Line, *, first: bool) -> list[list[str]]:
    language, say = book.language, book.content.texts.say
    time = say("plan.minutes", language, minutes=line.minutes)
    if any(each.way != "alone" for each in route.lines):
        way = say(f"plan.way_{line.way}", language)
        time = say("plan.minutes_way", language, minutes=line.minutes, way=way)
    time = time if first else say("plan.afterwards", language, time=time)
    said = [[time, line.words.in_(language)]]
    if line.paper:
        said.append([say("plan.paper", language), line.paper.in_(language)])
    if line.outcome and first:
        said.append([say("plan.outcome", language), line.outcome.in_(language)])
    return said
