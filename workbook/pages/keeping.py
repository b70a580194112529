"""Keeping in touch: whose turn it is, what to write, and one button when it is done."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, ClassVar, Final

import pandas as pd
import traitlets

from workbook import analysis
from workbook.content.moment import show_date, show_weekday
from workbook.content.step import Step
from workbook.forms import RefusedError, Screen
from workbook.pages.book import Book
from workbook.pages.greeting import greeting

CARE: Final = "care"
MOST: Final = 5
_FRAMES: Final = ("contacts", "conversations", "feedback", "care", "pauses", "start")
_STATES: Final[Mapping[str, tuple[str, ...]]] = {
    CARE: ("late", "due", "soon"),
    "overview": ("late", "due"),
}
"""By the step beside which they stand: who is shown there."""
_KINDS: Final[Mapping[str, str]] = {
    "advice": "thanks", "name": "thanks", "work": "work", "news": "news",
    "hello": "hello",
}  # fmt: skip
"""What kind of care it is, by the reason for it."""


@dataclass(frozen=True)
class Person:
    """Somebody whose turn it is: the contact, and the words for each line."""

    contact: str
    reason: str
    name: str
    when: str
    lines: list[str]
    words: str


class Keeping(Screen):
    """Shows whom he wants to keep in touch with now, a few at a time.

    One button notes that it is done; ``changed`` is called after that, and after it
    was undone with the record that is gone.
    """

    source: ClassVar[str] = "workbook.pages:keeping"
    language = traitlets.Unicode("da").tag(sync=True)
    people: Any = traitlets.List().tag(sync=True)
    more = traitlets.Unicode().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    undo = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, book: Book, changed: Callable[[str], None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._book = book
        self._changed = changed
        self._step = ""

    def show(self, step: Step) -> None:
        """Show who is due, beside a step where that belongs; else hide it."""
        people, more = due(self._book, step.name, date.today())
        say, language = self._book.content.texts.say, self._book.language
        with self.showing():
            self.texts = self._book.content.texts.section("keeping", language)
            self.people = [asdict(person) for person in people]
            self.more = say("keeping.more", language, count=more) if more else ""
            if (step.name, language) != (self._step, self.language):
                self.said, self.undo = "", ""
            self.language = language
        self._step = step.name

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Note that it is done, or undo that."""
        del buffers
        if kind == "done":
            self._note(str(message.get("contact")))
        elif kind == "undo" and self.undo:
            self._book.file.delete(CARE, self.undo)
            said = self._book.content.texts.say("keeping.undone", self._book.language)
            self._tell(said, gone=self.undo)

    def _note(self, contact: str) -> None:
        shown = (one for one in self.people if one["contact"] == contact)
        person = next(shown, None)
        if person is None:
            raise RefusedError
        say, language = self._book.content.texts.say, self._book.language
        made = self._book.file.add(
            CARE,
            {
                "did": say(f"keeping.did_{person['reason']}", language),
                "contact": contact,
                "on": date.today(),
                "kind": _KINDS[person["reason"]],
            },
        )
        self._tell(self._noted(contact, person["name"]), made=made)

    def _noted(self, contact: str, name: str) -> str:
        """Say that it is noted, and when it is their turn again."""
        say, language = self._book.content.texts.say, self._book.language
        days = analysis.maintenance(_frames(self._book), date.today())["due"]
        day = show_date(days[contact], language) if contact in days else ""
        return say("keeping.noted", language, name=name, day=day)

    def _tell(self, said: str, *, made: str = "", gone: str = "") -> None:
        with self.showing():
            self.said, self.undo = said, made
            self._changed(gone)


def due(book: Book, step: str, today: date) -> tuple[list[Person], int]:
    """Return whose turn it is, the longest due first, and how many more there are.

    Beside other steps than care and the overview it is nobody's.
    """
    drawable = analysis.NEEDS["maintenance"] <= book.content.asked
    if step not in _STATES or not drawable:
        return [], 0
    frames = _frames(book)
    found = analysis.maintenance(frames, today)
    found = found[found["state"].isin(_STATES[step])]
    first = found.head(MOST)
    reasons = analysis.occasions(frames, first.index).loc[first.index]
    rows = zip(first.itertuples(), reasons.itertuples(), strict=True)
    people = [_person(book, row, reason) for row, reason in rows]
    return people, len(found) - len(first)


def _person(book: Book, row: Any, reason: Any) -> Person:
    name = "" if pd.isna(row.name) else row.name
    return Person(
        contact=row.Index,
        reason=str(reason.occasion),
        name=name or book.content.texts.say("rows.unnamed", book.language),
        when=" ".join(_when(book, row)),
        lines=list(_lines(book, row, str(reason.occasion))),
        words=greeting(book, name, reason),
    )


def _when(book: Book, row: Any) -> Iterator[str]:
    say, language = book.content.texts.say, book.language
    day = show_weekday(row.due, language)
    yield say(f"keeping.when_{row.state}", language, day=day)
    if not pd.isna(row.last):
        yield say("keeping.last", language, day=show_date(row.last, language))


def _lines(book: Book, row: Any, reason: str) -> Iterator[str]:
    """Say what passed between them last, and what he can do for them."""
    say, language = book.content.texts.say, book.language
    if not pd.isna(row.did):
        yield say("keeping.did", language, did=row.did)
    if reason == "advice":
        yield say("keeping.got", language, got=row.got)
    if not pd.isna(row.give):
        yield say("keeping.give", language, give=row.give)


def _frames(book: Book) -> dict[str, pd.DataFrame]:
    return {step: book.frame(step) for step in _FRAMES}
