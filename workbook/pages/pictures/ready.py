"""The end of a call's form leads to its card."""

from workbook.pages.book import Book
from workbook.pages.call_card import CALLS
from workbook.pages.panel import Part


def ready(book: Book, opened: str) -> Part | None:
    """Say that the card of the open call is ready, and open it."""
    known = {record.record: record for record in book.file.records(CALLS)}
    needed = [q.name for q in book.content.steps[CALLS].questions if q.required]
    if opened not in known or any(
        known[opened].values.get(name) is None for name in needed
    ):
        return None
    say, language = book.content.texts.say, book.language
    way = (CALLS, say("pictures.to_card", language))
    title, text = (say(f"pictures.{n}", language) for n in ("ready", "ready_text"))
    return Part(title, texts=[text], ways=[way])
