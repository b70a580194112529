"""Ways to companies at a glance: into one company, and through one contact."""

from datetime import date
from typing import Any

from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part
from workbook.pages.way_answers import Told
from workbook.pages.way_entries import ways
from workbook.pages.way_words import chain, evidence, next_step


def paths(book: Book, opened: str) -> Part | None:
    """Draw the ways into the open company, as they can only be read."""
    told, today = Told(book), date.today()
    found = ways(told, today, opened)
    if not found:
        return None
    say, language = book.content.texts.say, book.language
    company = told.name("companies", opened)
    heads = [say(f"pictures.{name}", language) for name in ("through", "why", "next")]
    rows = [_row(told, way, today) for way in found.values()]
    return Part(say("pictures.paths", language, company=company), head=heads, rows=rows)


def leads(book: Book, opened: str) -> Part | None:
    """Draw the companies that the open contact leads to, and how."""
    told = Told(book)
    rows: dict[str, list[Cell]] = {}
    for way in ways(told, date.today()).values():
        people = [hop[:2] for hop in way.hops]
        if ("contacts", opened) in people and way.company not in rows:
            place = people.index(("contacts", opened))
            rows[way.company] = _lead(book, told, way, place)
    if not rows:
        return None
    say, language = book.content.texts.say, book.language
    name = told.name("contacts", opened)
    return Part(
        say("pictures.leads", language, name=name),
        head=[say(f"pictures.{name}", language) for name in ("company", "how")],
        rows=list(rows.values()),
        ways=[("companies", say("pictures.to_companies", language))],
    )


def _row(told: Told, way: Any, today: date) -> list[Cell]:
    names = " → ".join(chain(told, way))
    reasons = " ".join(evidence(told, way, today))
    return [Cell(names), Cell(reasons), Cell(next_step(told, way))]


def _lead(book: Book, told: Told, way: Any, place: int) -> list[Cell]:
    say, language = book.content.texts.say, book.language
    further = chain(told, way)[place + 1 :]
    key = "lead_knows" if further else f"lead_{way.kind}"
    how = say(f"pictures.{key}", language, person=" → ".join(further))
    return [Cell(told.name("companies", way.company)), Cell(how)]
