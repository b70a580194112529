"""The end of a call's form leads to its card."""

from workbook.pages.book import Book
from workbook.pages.call_card import CALLS
from workbook.pages.panel import Part


def ready(book: Book, opened: str) -> Part | None:
    """Say that the card of the open call is ready, and lead up to it."""
    if opened not in [record.record for record in book.file.records(CALLS)]:
        return None
    say, language = book.content.texts.say, book.language
    way = (CALLS, say("pictures.to_card", language))
    title, text = (say(f"pictures.{n}", language) for n in ("ready", "ready_text"))
    return Part(title, texts=[text], ways=[way])
