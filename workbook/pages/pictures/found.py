"""How he found his jobs, beside how the country does."""

from workbook.analysis import shares
from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part

NATIONAL = "found_jobs"


def found(book: Book, _opened: str) -> Part | None:
    """Draw his own shares as bars; the national ones stand beside them in words."""
    own = shares(book.frame("jobs"))
    if own.empty:
        return None
    say, language = book.content.texts.say, book.language
    national = book.content.lists[NATIONAL]
    others = {entry.name: entry.label.in_(language) for entry in national.entries}
    rows = [
        [
            Cell(choice.label.in_(language)),
            Cell(
                str(own["jobs"].get(choice.name, 0)),
                bar=float(own["share"].get(choice.name, 0.0)),
            ),
            Cell(others.get(choice.name, "")),
        ]
        for choice in book.content.steps["jobs"].question("got_by").choices
    ]
    return Part(
        say("pictures.found", language),
        texts=[say("pictures.found_text", language)],
        head=[say(f"pictures.{name}", language) for name in ("way", "own", "others")],
        rows=rows,
        source=national.source.in_(language),
    )
