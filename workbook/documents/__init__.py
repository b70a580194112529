"""Word documents from a participant's answers: frames → typed contexts → docx."""

from collections.abc import Mapping
from datetime import date

from workbook.documents.answers import Frames
from workbook.documents.application import application_context
from workbook.documents.blank import blank_application, blank_cv
from workbook.documents.context import ApplicationContext, CvContext, Document
from workbook.documents.cv import cv_context
from workbook.documents.naming import blank_name, file_name
from workbook.documents.needs import COVERS, NEEDS
from workbook.documents.render import render
from workbook.documents.templates import template_path, unknown_variables
from workbook.settings import Language, Settings

__all__ = [
    "COVERS",
    "NEEDS",
    "ApplicationContext",
    "CvContext",
    "Document",
    "application",
    "application_context",
    "blank",
    "blank_name",
    "cv",
    "cv_context",
    "file_name",
    "filled",
    "unknown_variables",
]


def cv(
    frames: Frames,
    words: Mapping[str, str],
    *,
    target: str | None,
    language: Language,
    settings: Settings,
    today: date | None = None,
) -> bytes:
    """Return the CV as a Word file, aimed at ``target`` or, with None, at nobody.

    ``frames`` are the typed frames by step, ``words`` the texts of ``[document]`` in
    ``language``; ``today`` decides which jobs are long ago.

    Raises:
        DocumentError: no such target, a text is missing, or the template is at fault.
    """
    day = today or date.today()
    context = cv_context(frames, words, target=target, language=language, today=day)
    return render(context, template_path("cv", language, settings), today=day)


def application(
    frames: Frames,
    words: Mapping[str, str],
    *,
    record: str,
    language: Language,
    settings: Settings,
    today: date | None = None,
) -> bytes:
    """Return the letter of one application as a Word file.

    It carries the date it was sent on, until then ``today``.

    Raises:
        DocumentError: no such record, a text is missing, or the template is at fault.
    """
    day = today or date.today()
    context = application_context(
        frames, words, record=record, language=language, today=day
    )
    return render(context, template_path("application", language, settings), today=day)


def filled(
    document: Document,
    frames: Frames,
    words: Mapping[str, str],
    *,
    record: str,
    language: Language,
    settings: Settings,
) -> bytes:
    """Return a document of one record; a CV of no record is aimed at nobody."""
    if document == "cv":
        return cv(
            frames, words, target=record or None, language=language, settings=settings
        )
    return application(
        frames, words, record=record, language=language, settings=settings
    )


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
    context = blank_cv(words) if document == "cv" else blank_application(words)
    path = template_path(document, language, settings)
    return render(context, path, today=today or date.today())
