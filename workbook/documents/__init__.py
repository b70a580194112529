"""Word documents from a participant's answers: frames → typed contexts → docx."""

from collections.abc import Mapping
from datetime import date
from typing import TypedDict

from workbook.documents.answers import Frames
from workbook.documents.application import application_context
from workbook.documents.blank import blank_context
from workbook.documents.call_card import call_card_context
from workbook.documents.context import (
    CallCardContext,
    Context,
    Document,
    Drawing,
    Story,
)
from workbook.documents.cv import cv_context
from workbook.documents.examination import Mismatch, mismatches
from workbook.documents.follow_up_plan import follow_up_plan_context
from workbook.documents.naming import blank_name, file_name
from workbook.documents.needs import COVERS, NEEDS
from workbook.documents.network_plan import network_plan_context
from workbook.documents.pdf import office, to_pdf
from workbook.documents.people import look, name, portrait
from workbook.documents.photo import photo
from workbook.documents.render import render
from workbook.documents.templates import look_path, template_path
from workbook.documents.wording import words_in
from workbook.settings import Language, Settings

__all__ = [
    "COVERS",
    "NEEDS",
    "CallCardContext",
    "Document",
    "Drawing",
    "Mismatch",
    "Story",
    "application_context",
    "blank",
    "blank_name",
    "call_card_context",
    "context",
    "cv_context",
    "file_name",
    "filled",
    "mismatches",
    "office",
    "photo",
    "to_pdf",
    "words_in",
]


def filled(
    document: Document,
    frames: Frames,
    words: Mapping[str, str],
    *,
    record: str,
    language: Language,
    settings: Settings,
    files: Mapping[str, bytes] | None = None,
    drawn: Drawing | None = None,
    today: date | None = None,
) -> bytes:
    """Return a document as a Word file, in the look that the participant chose.

    ``frames`` are the typed frames by step, ``words`` those of ``words_in``,
    ``record`` the CV target, application or call that it is of: a CV of "" is aimed
    at nobody, and plans are of none. ``files`` holds the participant's photo by name;
    one that cannot be used is left out. ``drawn`` is the map of a network plan,
    ``today`` the day it is written on.

    Raises:
        DocumentError: no such record, a text is missing, or the template is at fault.
    """
    day = today or date.today()
    made = context(
        document,
        frames,
        words,
        record=record,
        language=language,
        files=files,
        drawn=drawn,
        today=day,
    )
    path = template_path(document, language, settings)
    worn = look_path(look(frames), settings)
    return render(made, path, today=day, author=name(frames), look=worn)


class _Occasion(TypedDict):
    """What a document is made for, beside the answers: a language and a day."""

    language: Language
    today: date


def context(
    document: Document,
    frames: Frames,
    words: Mapping[str, str],
    *,
    record: str,
    language: Language,
    today: date,
    files: Mapping[str, bytes] | None = None,
    drawn: Drawing | None = None,
) -> Context:
    """Return what the document's template is filled with.

    Raises:
        DocumentError: no such record, or a text is missing.
    """
    at = _Occasion(language=language, today=today)
    match document:
        case "cv":
            photo, target = portrait(frames, files or {}), record or None
            return cv_context(frames, words, target=target, photo=photo, **at)
        case "application":
            return application_context(frames, words, record=record, **at)
        case "call_card":
            return call_card_context(frames, words, record=record)
        case "follow_up_plan":
            return follow_up_plan_context(frames, words, **at)
        case "network_plan":
            return network_plan_context(frames, words, drawn=drawn, **at)


def blank(
    document: Document,
    words: Mapping[str, str],
    *,
    language: Language,
    settings: Settings,
    today: date | None = None,
) -> bytes:
    """Return the document with ruled lines, to be filled in by hand on paper.

    Raises:
        DocumentError: a text is missing, or the template is at fault.
    """
    made = blank_context(document, words)
    path = template_path(document, language, settings)
    return render(made, path, today=today or date.today())
