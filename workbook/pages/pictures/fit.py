"""How well the companies fit his own criteria."""

from typing import Any

from babel.numbers import format_percent

from workbook.analysis import ranking
from workbook.content.moment import LOCALES
from workbook.pages.book import Book
from workbook.pages.names import Names, names
from workbook.pages.panel import Cell, Part


def fit(book: Book, _opened: str) -> Part | None:
    """Draw the ranking, the best fit first, with the musts that are not met."""
    ranked = ranking(*map(book.frame, ("companies", "criteria", "scores")))
    if ranked.empty:
        return None
    say, language = book.content.texts.say, book.language
    companies = names(book, book.content.steps["companies"])
    criteria = names(book, book.content.steps["criteria"])
    rows = [
        [Cell(companies[str(row.Index)]), *_row(book, row, criteria)]
        for row in ranked.itertuples()
    ]
    heads = ("company", "share", "scored", "musts")
    return Part(
        say("pictures.fit", language),
        texts=[say("pictures.fit_text", language)],
        head=[say(f"pictures.{name}", language) for name in heads],
        rows=rows,
    )


def _row(book: Book, row: Any, criteria: Names) -> list[Cell]:
    share = float(row.fit)
    said = format_percent(share, locale=LOCALES[book.language])
    missed = ", ".join(criteria[one] for one in row.broken)
    scored = f"{row.scored}/{len(criteria)}"
    return [Cell(said, bar=share), Cell(scored), Cell(missed, mark="bad")]
