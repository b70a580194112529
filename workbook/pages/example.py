"""An example of every step: how the demo participant has answered, to be read only."""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any, ClassVar, Final

import traitlets

from workbook.content.step import Step
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.names import cell, record_name, referred
from workbook.pages.panel import Part
from workbook.pages.pictures import read_only

FEW: Final = 3
"""So many records of the demo participant are enough to see how it is meant."""


class Example(Screen):
    """A fold with the example in it, filled when it is opened.

    ``records`` are those of the demo participant, each ``{name, answers}`` with pairs
    of question and answer.
    """

    source: ClassVar[str] = "workbook.pages:example"
    language = traitlets.Unicode("da").tag(sync=True)
    place = traitlets.Unicode().tag(sync=True)
    unfolded = traitlets.Bool(False).tag(sync=True)
    records: Any = traitlets.List().tag(sync=True)
    parts: Any = traitlets.List().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, wanted: Callable[[], None]) -> None:
        """Tell ``wanted`` when he wants to see it."""
        super().__init__()
        self._wanted = wanted

    def close_on(self, book: Book, step: Step) -> None:
        """Offer a step's example without making it; it stays open on the same step."""
        place = f"{step.name}.{book.language}"
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("example", book.language)
            if self.place != place:
                self.place, self.unfolded = place, False
                self.records, self.parts = [], []

    def show(self, demo: Book, step: Step) -> None:
        """Show how the demo participant has answered a step."""
        records = demo.file.records(step.name)
        first = records[0].record if records and step.repeat else ""
        with self.showing():
            self.records = _answered(demo, step)
            self.parts = [asdict(p) for p in _without_ways(demo, step, first)]
            self.unfolded = True

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Make the example."""
        del message, buffers
        if kind == "open":
            self._wanted()


def _answered(demo: Book, step: Step) -> list[dict[str, Any]]:
    named = step.naming.name if step.repeat else ""
    left_out = {*step.ties, named}
    questions = [q for q in step.answerable if q.name not in left_out]
    known = [(question, referred(demo, question)) for question in questions]
    found = []
    for record in demo.file.records(step.name)[:FEW]:
        answers = [
            [question.label.in_(demo.language), text]
            for question, names in known
            if (text := cell(question, record, names, demo.language))
        ]
        name = record_name(demo, step, record) if step.repeat else ""
        found.append({"name": name, "answers": answers})
    return found


def _without_ways(demo: Book, step: Step, opened: str) -> Sequence[Part]:
    """Return the demo participant's pictures; their buttons would lead elsewhere."""
    drawn = read_only(demo, step, opened)
    return [Part(p.title, p.texts, p.head, p.rows, source=p.source) for p in drawn]
