"""Which documents are on offer beside a step."""

from collections.abc import Mapping

from workbook.content.step import Step
from workbook.documents import NEEDS
from workbook.pages.book import Book
from workbook.pages.downloads import Offer
from workbook.pages.names import names
from workbook.pages.pictures import OVERVIEW
from workbook.pages.progress import blockers

CONTACT = "contact_details"
KEPT = "kept"
_SHOWN: Mapping[str, str] = {"cv_targets": "cv", "applications": "application"}
"""The document of each record of a step, shown beside it as it grows."""
_DOCUMENT: Mapping[str, str] = {**_SHOWN, "calls": "call_card"}
_SHEETS: Mapping[str, tuple[str, ...]] = {
    "contacts": ("network_plan", "blank_network_plan"),
    "follow_ups": ("follow_up_plan", "blank_follow_up_plan"),
    OVERVIEW: ("pack", "follow_up_plan", "network_plan"),
}
"""What is made of all answers, by the step beside which it is offered."""


def offers(book: Book, step: str, opened: str) -> list[Offer]:
    """Return the documents of a step: the open record's, else every record's.

    Before there is a CV target there is a CV of everything; a letter and a call card
    need their record. A blank sheet comes last.
    """
    document = _DOCUMENT.get(step)
    if document is None:
        return [_offer(book, sheet, "") for sheet in _SHEETS.get(step, ())]
    known = names(book, book.content.steps[step])
    chosen = {opened: known[opened]} if opened in known else known
    wanted = [_offer(book, document, record, name) for record, name in chosen.items()]
    if not known and document == "cv":
        wanted = [_offer(book, document, "")]
    return [*wanted, _offer(book, f"blank_{document}", "")]


def kept(book: Book, step: Step, opened: str) -> list[Offer]:
    """Return the files that were put into the open record, to be had again."""
    names = book.file.file_names()
    values = book.file.record(step.name, opened).values if opened else {}
    files = [str(values.get(q.name)) for q in step.answerable if q.type == "file"]
    say = book.content.texts.say
    return [
        Offer(KEPT, f, say("pages.download_kept", book.language, name=names[f]))
        for f in files
        if f in names
    ]


def subject(book: Book, step: str, opened: str) -> tuple[str, str] | None:
    """Return the document, and its record, that is shown beside a step as it grows.

    With no CV target open it is the CV of everything; a letter needs its record.
    """
    document = _SHOWN.get(step)
    if document is None:
        return None
    known = opened in names(book, book.content.steps[step])
    return (document, opened if known else "") if known or document == "cv" else None


def _offer(book: Book, document: str, record: str, name: str = "") -> Offer:
    key = f"{document}_named" if name else document
    say = book.content.texts.say
    label = say(f"pages.download_{key}", book.language, name=name)
    filled = document in NEEDS
    title = say(f"document.{document}", book.language) if filled else ""
    return Offer(document, record, label, (name or title) if title else "")


def hint(book: Book, step: str) -> str:
    """Say that contact details are missing, where a document first needs them."""
    details = book.content.steps.get(CONTACT)
    if step not in _SHOWN or details is None or not blockers(book, details):
        return ""
    title = details.title.in_(book.language)
    return book.content.texts.say("pages.document_needs", book.language, step=title)
