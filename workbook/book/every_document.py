"""Every document that can be made of a workbook, one after the other."""

from collections.abc import Callable, Iterator
from typing import get_args

from workbook.documents import Document
from workbook.errors import DocumentError
from workbook.exchange.file_names import safe, unlike
from workbook.pages import Book
from workbook.settings import Language

LeftOut = Callable[[str, DocumentError], None]


def every_document(
    book: Book, language: Language, left_out: LeftOut | None = None
) -> Iterator[tuple[str, bytes]]:
    """Go through the names and contents of all Word files, filled and for paper.

    No two have the same name, and every system can save each. ``left_out`` is told of
    a document that cannot be made, and why, and it is passed over; without it the
    DocumentError is raised.
    """
    taken: set[str] = set()
    for document, record in _wanted(book):
        try:
            name, content = book.make(document, record, language)
        except DocumentError as fault:
            if left_out is None:
                raise
            left_out(document, fault)
        else:
            yield unlike(safe(name, document), taken), content


def _wanted(book: Book) -> Iterator[tuple[str, str]]:
    """Go through documents as ``Workbook.make`` knows them, and their records."""
    targeted = list(_of_each(book, "cv", "cv_targets"))
    yield from targeted or [("cv", "")]
    yield from _of_each(book, "application", "applications")
    yield from _of_each(book, "call_card", "calls")
    yield "follow_up_plan", ""
    yield "network_plan", ""
    yield from ((f"blank_{document}", "") for document in get_args(Document))


def _of_each(book: Book, document: str, step: str) -> Iterator[tuple[str, str]]:
    yield from ((document, found.record) for found in book.file.records(step))
