"""Promises on the page: what became of those that are dealt with."""

from datetime import date

import pandas as pd

from workbook import analysis
from workbook.content.moment import show_date
from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part

_MARKS = {"kept": "good"}


def promises(book: Book, _opened: str) -> Part | None:
    """Draw the promises that were kept, moved or closed, the latest first."""
    found = analysis.promises(book.frame("follow_ups"), date.today())
    over = found[found["state"].isin(analysis.SETTLED)]
    if over.empty:
        return None
    say, language = book.content.texts.say, book.language
    kept = int((over["state"] == "kept").sum())
    head = [say(f"pictures.{n}", language) for n in ("whom", "was_due", "status")]
    told = say("pictures.promises_kept", language, kept=kept)
    rows = [_row(book, row) for row in over.iloc[::-1].itertuples()]
    return Part(say("pictures.promises", language), texts=[told], head=head, rows=rows)


def _row(book: Book, row: object) -> list[Cell]:
    say, language = book.content.texts.say, book.language
    whom, due, outcome, state = (
        getattr(row, name) for name in ("whom", "due", "outcome", "state")
    )
    choice = book.content.steps["follow_ups"].question("outcome").choice(str(outcome))
    came = choice.label.in_(language) if choice else ""
    status = say(f"pictures.promise_{state}", language)
    told = f"{status}: {came}" if came and state == "kept" else status
    return [
        Cell(whom if isinstance(whom, str) else say("rows.unnamed", language)),
        Cell("" if pd.isna(due) else show_date(due.date(), language)),
        Cell(told, mark=_MARKS.get(state, "")),
    ]
