"""Puts a context into a Word template."""

import io
from dataclasses import fields
from datetime import date, datetime, time
from pathlib import Path

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from workbook.documents.blank import RULE
from workbook.documents.context import Context, Drawing, Photo
from workbook.documents.drawing import Whole
from workbook.documents.dressing import dress
from workbook.documents.photo import Beside
from workbook.documents.templates import environment, faults
from workbook.errors import DocumentError

RULED_STYLES = ("Ruled Line", "Ruled Line Two")
"""The styles of a template for paper: one line to the margin, or two side by side."""
_LONGEST_PROPERTY = 255


def render(
    context: Context,
    path: Path,
    *,
    today: date,
    author: str = "",
    look: Path | None = None,
) -> bytes:
    """Return the Word file; the same context gives the same ``document.xml``.

    ``look`` is the Word file whose styles it takes on, None for the template's own.

    Raises:
        DocumentError: the template at ``path`` is missing, no Word file, or at fault.
    """
    template = DocxTemplate(str(path))
    with faults(path):
        template.init_docx()
        template.render(_values(context, template), jinja_env=environment())
    document: WordDocument = template.docx
    if look:
        with faults(look):
            dress(document, look)
    _rule(document, path)
    _describe(document, context.document_title, author, today)
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def _values(context: Context, template: DocxTemplate) -> dict[str, object]:
    values = {one.name: getattr(context, one.name) for one in fields(context)}
    kinds = {Photo: Beside, Drawing: Whole}
    pictures = {
        name: kinds[type(value)](template, value)
        for name, value in values.items()
        if type(value) in kinds
    }
    return values | pictures


def _rule(document: WordDocument, path: Path) -> None:
    """Rule each paragraph that is to be written in by hand."""
    ruled = [one for one in document.paragraphs if RULE in one.text]
    known = {style.name for style in document.styles}
    for paragraph in ruled:
        style = RULED_STYLES[min(paragraph.text.count(RULE), 2) - 1]
        if style not in known:
            raise DocumentError("template_style", file=path.name, style=style)
        _draw(paragraph, style)


def _draw(paragraph: Paragraph, style: str) -> None:
    keep = paragraph.style.paragraph_format.keep_with_next if paragraph.style else None
    paragraph.text = paragraph.text.replace(RULE, "\t")
    paragraph.style = style
    paragraph.paragraph_format.keep_with_next = keep


def _describe(document: WordDocument, title: str, author: str, today: date) -> None:
    """Fill the properties that Word and the programs of employers show."""
    properties = document.core_properties
    properties.title = title[:_LONGEST_PROPERTY]
    properties.author = properties.last_modified_by = author[:_LONGEST_PROPERTY]
    properties.created = properties.modified = datetime.combine(today, time())
