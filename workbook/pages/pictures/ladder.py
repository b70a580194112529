"""The ladder: whom he has dared to ask, from the easiest to the hardest."""

import pandas as pd

from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part


def ladder(book: Book, _opened: str) -> Part:
    """Draw the rungs with the people on them, the hardest at the top."""
    say, language = book.content.texts.say, book.language
    frame = book.frame("ladder")
    rows = [
        _rung(book, choice.label.in_(language), frame[_is(frame["rung"], choice.name)])
        for choice in reversed(book.content.steps["ladder"].question("rung").choices)
    ]
    head = [say(f"pictures.{name}", language) for name in ("rung", "whom", "state")]
    return Part(say("pictures.ladder", language), head=head, rows=rows)


def _rung(book: Book, label: str, here: pd.DataFrame) -> list[Cell]:
    done = (here["went"].notna() & ~_is(here["went"], "not_yet")).any()
    state = "rung_done" if done else "rung_ahead" if len(here) else ""
    said = book.content.texts.say(f"pictures.{state}", book.language) if state else ""
    whom = ", ".join(here["whom"].dropna())
    return [Cell(label), Cell(whom), Cell(said, mark="good" if done else "")]


def _is(column: "pd.Series[str]", value: str) -> "pd.Series[bool]":
    return column.eq(value).fillna(value=False).astype(bool)
