"""Page 07: which documents are on offer beside the steps of the writing."""

from collections.abc import Mapping

from workbook.pages.book import Book
from workbook.pages.downloads import Offer
from workbook.pages.names import names
from workbook.pages.progress import blockers

CONTACT = "contact_details"
_DOCUMENT: Mapping[str, str] = {"cv_targets": "cv", "applications": "application"}


def offers(book: Book, step: str, opened: str) -> list[Offer]:
    """Return the documents of a step: the open record's, else every record's.

    Before there is a CV target there is a CV of everything; a letter needs its
    record. A blank sheet comes last.
    """
    document = _DOCUMENT.get(step)
    if document is None:
        return []
    known = names(book, book.content.steps[step])
    chosen = {opened: known[opened]} if opened in known else known
    wanted = [_offer(book, document, record, name) for record, name in chosen.items()]
    if not known and document == "cv":
        wanted = [_offer(book, document, "")]
    return [*wanted, _offer(book, f"blank_{document}", "")]


def _offer(book: Book, document: str, record: str, name: str = "") -> Offer:
    key = f"{document}_named" if name else document
    say = book.content.texts.say
    return Offer(
        document, record, say(f"pages.download_{key}", book.language, name=name)
    )


def hint(book: Book, step: str) -> str:
    """Say that contact details are missing, where a document first needs them."""
    details = book.content.steps.get(CONTACT)
    if step not in _DOCUMENT or details is None or not blockers(book, details):
        return ""
    title = details.title.in_(book.language)
    return book.content.texts.say("pages.document_needs", book.language, step=title)
