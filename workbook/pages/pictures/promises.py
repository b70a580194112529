"""Promises on the page: what is due, and what was kept."""

from datetime import date

import pandas as pd

from workbook import analysis
from workbook.content.moment import show_datetime
from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part

_MARKS = {"late": "bad", "undated": "bad", "today": "good", "kept": "good"}


def promises(book: Book, _opened: str) -> Part | None:
    """Draw the promises: late, due today, this week, later, kept."""
    found = analysis.promises(book.frame("follow_ups"), date.today())
    if found.empty:
        return None
    say, language = book.content.texts.say, book.language
    kept = int(found["state"].isin(["kept", "closed"]).sum())
    rows = [_row(book, row) for row in found.itertuples()]
    head = [say(f"pictures.{n}", language) for n in ("whom", "due", "how", "status")]
    told = say("pictures.promises_kept", language, kept=kept, count=len(found))
    return Part(say("pictures.promises", language), texts=[told], head=head, rows=rows)


def _row(book: Book, row: object) -> list[Cell]:
    say, language = book.content.texts.say, book.language
    whom, due, way, state = (getattr(row, n) for n in ("whom", "due", "way", "state"))
    choice = book.content.steps["follow_ups"].question("way").choice(str(way))
    named = isinstance(whom, str)
    return [
        Cell(whom if named else say("rows.unnamed", language)),
        Cell("" if pd.isna(due) else show_datetime(due.to_pydatetime(), language)),
        Cell(choice.label.in_(language) if choice else ""),
        Cell(say(f"pictures.promise_{state}", language), mark=_MARKS.get(state, "")),
    ]
