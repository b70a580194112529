"""Pages: what each notebook shows, put together from forms and documents."""

import ipywidgets

from workbook.errors import WorkbookError
from workbook.pages.book import Book
from workbook.pages.call_card import NEEDS as CARD_NEEDS
from workbook.pages.journey import Journey

ALL = "all_steps"

__all__ = ["ALL", "CARD_NEEDS", "Book", "page"]


def page(name: str, book: Book) -> ipywidgets.Widget:
    """Return a page by its notebook's name, ``all_steps`` for everything in one.

    Raises WorkbookError ``unknown_page`` for a name that is no page.
    """
    known = [found.name for found in book.content.pages]
    if name not in (ALL, *known):
        raise WorkbookError("unknown_page", page=name, pages=", ".join([ALL, *known]))
    pages = [found for found in book.content.pages if name in (ALL, found.name)]
    return Journey(book, pages)
