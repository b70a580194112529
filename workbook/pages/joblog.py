"""The job log: what he has done, as a table to be copied."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, ClassVar

import pandas as pd
import traitlets

from workbook import analysis
from workbook.content import Content
from workbook.content.moment import show_date
from workbook.exchange.spreadsheet import Table, write_tsv
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.pictures import OVERVIEW
from workbook.settings import Language

_STEPS = (
    "conversations", "applications", "follow_ups", "companies", "cv_targets"
)  # fmt: skip
_COLUMNS = (
    "date", "company", "title_or_area", "method", "contact", "status", "note"
)  # fmt: skip
_CHOICES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "method": (("conversations", "way"), ("follow_ups", "way")),
    "status": (("conversations", "reached"), ("follow_ups", "outcome")),
}
_OWN = ("letter", "sent")


class Joblog(Screen):
    """A fold with the log on the overview; ``text`` is what the button copies."""

    source: ClassVar[str] = "workbook.pages:joblog"
    language = traitlets.Unicode("da").tag(sync=True)
    offered = traitlets.Bool().tag(sync=True)
    period = traitlets.Unicode("weeks").tag(sync=True)
    periods: Any = traitlets.List([*analysis.PERIODS]).tag(sync=True)
    head: Any = traitlets.List().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    text = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._book: Book | None = None

    def show(self, book: Book, step: str) -> None:
        """Show it on the overview, once he has done something; hide it elsewhere."""
        self._book = book if step == OVERVIEW else None
        self._fill(self.period)

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Show another period."""
        del buffers
        if kind == "period" and message.get("period") in [*analysis.PERIODS]:
            self._fill(str(message["period"]))

    def _fill(self, period: str) -> None:
        log = _log(self._book) if self._book else pd.DataFrame()
        with self.showing():
            self.period = period
            self.offered = not log.empty
            if self._book and not log.empty:
                shown = analysis.since(log, period, date.today())
                self._say(self._book, shown)

    def _say(self, book: Book, log: pd.DataFrame) -> None:
        made = worded(book.content, log, book.language)
        self.language = book.language
        self.texts = book.content.texts.section("joblog", book.language)
        self.head = list(made.head)
        self.rows = [_shown(row, book.language) for row in made.rows]
        self.text = write_tsv(made)


def joblog_table(book: Book, language: Language, today: date) -> Table | None:
    """Return the whole log as a table, None when he has done nothing yet."""
    log = _log(book, today)
    return None if log.empty else worded(book.content, log, language)


def worded(content: Content, log: pd.DataFrame, language: Language) -> Table:
    """Return a log of ``analysis.joblog`` in words, its days as days."""
    say = content.texts.say
    return Table(
        "joblog",
        say("joblog.sheet", language),
        tuple(say(f"joblog.{name}", language) for name in _COLUMNS),
        tuple(tuple(_cells(content, row, language)) for row in log.itertuples()),
    )


def _log(book: Book, today: date | None = None) -> pd.DataFrame:
    """Return the log; an empty one when a coach has taken out what it is made of."""
    if not analysis.NEEDS["joblog"] <= book.content.asked:
        return pd.DataFrame()
    frames = {step: book.frame(step) for step in _STEPS}
    return analysis.joblog(frames, today or date.today())


def _cells(
    content: Content, row: Any, language: Language
) -> Iterator[str | date | None]:
    for column in _COLUMNS:
        value = getattr(row, column)
        if pd.isna(value):
            yield None
        elif column == "date":
            yield value.date()
        elif column in _CHOICES:
            yield _words(content, column, value, language)
        else:
            yield str(value)


def _words(content: Content, column: str, value: str, language: Language) -> str:
    """Return a choice in words; of the way what was done, not what was planned."""
    if value in _OWN:
        return content.texts.say(f"joblog.{value}", language)
    asked = (content.steps[step].question(name) for step, name in _CHOICES[column])
    known = (found for question in asked if (found := question.choice(value)))
    return next((choice.label.in_(language) for choice in known), "")


def _shown(row: tuple[Any, ...], language: Language) -> list[str]:
    return [
        show_date(cell, language) if isinstance(cell, date) else cell or ""
        for cell in row
    ]
