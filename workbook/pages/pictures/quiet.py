"""How long it has been quiet between him and each company where something is open."""

from datetime import date
from typing import Any

from workbook import analysis
from workbook.content.moment import show_date, show_datetime
from workbook.pages.book import Book
from workbook.pages.names import Names, names
from workbook.pages.panel import Cell, Part

_STEPS = ("conversations", "applications", "follow_ups", "pauses")
_MOST = 8  # more of them would hide what stands below


def quiet(book: Book, _opened: str) -> Part | None:
    """Draw the companies where something is open, the quietest first."""
    frames = {step: book.frame(step) for step in _STEPS}
    matters = analysis.matters(frames)
    companies = names(book, book.content.steps["companies"])
    still = set(matters["company"][matters["state"] != "closed"]) & companies.keys()
    found = analysis.quiet(frames, still, date.today())
    if found.empty:
        return None
    say, language = book.content.texts.say, book.language
    more = len(found) - _MOST
    text = [say("pictures.quiet_text", language)]
    text += [say("pictures.quiet_more", language, count=more)] if more > 0 else []
    heads = ("company", "quiet_days", "in_touch", "next_time")
    return Part(
        say("pictures.quiet", language),
        texts=text,
        head=[say(f"pictures.{name}", language) for name in heads],
        rows=[_row(book, row, companies) for row in found.head(_MOST).itertuples()],
    )


def _row(book: Book, row: Any, companies: Names) -> list[Cell]:
    due = row.next
    ahead = show_datetime(due.to_pydatetime(), book.language) if due == due else ""
    last = show_date(row.last, book.language)
    return [
        Cell(companies[str(row.Index)]),
        Cell(str(row.days)),
        Cell(last),
        Cell(ahead),
    ]
