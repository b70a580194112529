"""Who opens a door to a company."""

from typing import Any

from workbook.analysis import ways_in
from workbook.pages.book import Book
from workbook.pages.names import Names, names
from workbook.pages.panel import Cell, Part


def paths(book: Book, opened: str) -> Part | None:
    """Draw the ways into the open company; without one say how to find it."""
    companies = names(book, book.content.steps["companies"])
    if opened not in companies:
        return None
    say, language = book.content.texts.say, book.language
    title = say("pictures.paths", language, company=companies[opened])
    contacts = names(book, book.content.steps["contacts"])
    frames = book.frame("contacts"), book.frame("relations")
    found = ways_in(*frames, opened, companies[opened])
    if found.empty:
        way = ("contacts", say("pictures.to_contacts", language))
        return Part(title, texts=[say("pictures.no_path", language)], ways=[way])
    return Part(
        title,
        head=[say(f"pictures.{n}", language) for n in ("person", "role", "through")],
        rows=[_row(book, row, contacts) for row in found.itertuples()],
    )


def _row(book: Book, row: Any, contacts: Names) -> list[Cell]:
    say, contact = book.content.texts.say, contacts[row.contact]
    key = "through_how" if row.how else "through_whom"
    second = say(f"pictures.{key}", book.language, contact=contact, how=row.how)
    direct = say("pictures.direct", book.language)
    through = direct if contact == row.person else second
    return [Cell(row.person), Cell(row.role), Cell(through)]
