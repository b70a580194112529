"""Page 07: which documents are on offer beside the steps of the writing."""

from collections.abc import Mapping

from workbook.pages.book import Book
from workbook.pages.downloads import Offer
from workbook.pages.progress import blockers

CONTACT = "contact_details"
_DOCUMENT: Mapping[str, str] = {"cv_targets": "cv", "applications": "application"}


def offers(book: Book, step: str, opened: str) -> list[Offer]:
    """Return the documents of a step: the open record's first, then a blank one.

    Before there is a CV target there is a CV of everything; a letter needs its record.
    """
    document = _DOCUMENT.get(step)
    if document is None:
        return []
    there = opened in {found.record for found in book.file.records(step)}
    wanted = [(document, opened)] if there else []
    if not wanted and document == "cv":
        wanted = [(document, "")]
    return [
        Offer(
            what,
            record,
            book.content.texts.say(f"pages.download_{what}", book.language),
        )
        for what, record in [*wanted, (f"blank_{document}", "")]
    ]


def hint(book: Book, step: str) -> str:
    """Say that contact details are missing, where a document first needs them."""
    details = book.content.steps.get(CONTACT)
    if step not in _DOCUMENT or details is None or not blockers(book, details):
        return ""
    title = details.title.in_(book.language)
    return book.content.texts.say("pages.document_needs", book.language, step=title)
