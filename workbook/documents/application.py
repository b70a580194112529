"""Builds the application's context from one record and what it refers to."""

from collections.abc import Mapping
from datetime import date

from workbook.documents.answers import Frames, Record, chosen, told
from workbook.documents.context import ApplicationContext
from workbook.documents.cv import competence
from workbook.documents.people import contact, document_title, name
from workbook.documents.promise import closing
from workbook.documents.wanting import missing
from workbook.documents.wording import long_date, word
from workbook.errors import DocumentError
from workbook.settings import Language

BODY = ("hook", "difference", "worth", "why_you", "proposal")
"""The questions whose answers are the letter's own text, in its order."""


def application_context(
    frames: Frames,
    words: Mapping[str, str],
    *,
    record: str,
    language: Language,
    today: date,
) -> ApplicationContext:
    """Return the letter of one application, dated the day it was sent or ``today``.

    Raises:
        DocumentError: ``document_record`` when there is no such application.
    """
    letter = _letter(frames, record)
    written = letter.day("sent_on") or today
    company = receiving_company(frames, "applications", record)
    return ApplicationContext(
        document_title=document_title("application", frames, words),
        name=name(frames),
        missing=_missing(frames, letter, company, words),
        contact=contact(frames),
        receiver=_receiver(letter, company),
        date=long_date(written, language),
        headline=letter.text("headline"),
        salutation=_salutation(letter, words),
        hook=letter.lines("hook"),
        strengths=tuple(map(competence, _strengths(frames, letter))),
        difference=letter.lines("difference"),
        worth=letter.lines("worth"),
        why_you=letter.lines("why_you"),
        proposal=letter.lines("proposal"),
        closing=closing(frames, letter, words, written, language),
        signature=name(frames),
        attachments=_attachments(frames, letter, words),
    )


def _missing(
    frames: Frames, letter: Record, company: Record, words: Mapping[str, str]
) -> tuple[str, ...]:
    written = any(letter.text(part) for part in BODY)
    wanted = (
        ("name", name(frames)),
        ("contact", contact(frames)),
        ("company", company.text("name")),
        ("letter", written),
    )
    return missing(words, wanted)


def receiving_company(frames: Frames, step: str, record: str) -> Record:
    """Return the company an application or a CV goes to, empty while it names none."""
    for sent in chosen(frames, step, (record,)):
        for company in chosen(frames, "companies", (sent.text("company"),)):
            return company
    return Record()


def _letter(frames: Frames, record: str) -> Record:
    found = chosen(frames, "applications", (record,))
    if not found:
        raise DocumentError("document_record", step="applications", record=record)
    return found[0]


def _receiver(letter: Record, company: Record) -> tuple[str, ...]:
    person = (letter.text("receiver"), letter.text("receiver_title"))
    whom = ", ".join(part for part in person if part)
    address = (company.text("name"), whom, company.text("place"))
    return tuple(line for line in address if line)


def _salutation(letter: Record, words: Mapping[str, str]) -> str:
    receiver = letter.text("receiver")
    return word(words, "salutation", receiver=receiver) if receiver else ""


def _strengths(frames: Frames, letter: Record) -> tuple[Record, ...]:
    return told(chosen(frames, "competences", letter.ids("strengths")), "name")


def _attachments(
    frames: Frames, letter: Record, words: Mapping[str, str]
) -> tuple[str, ...]:
    along = told(chosen(frames, "attachments", letter.ids("attachments")), "title")
    return (word(words, "cv"), *(one.text("title") for one in along))
