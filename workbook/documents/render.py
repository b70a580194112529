"""Puts a context into a Word template."""

import io
from dataclasses import fields, is_dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any, ClassVar, Protocol

from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from workbook.documents.blank import RULE
from workbook.documents.context import Drawing, Photo
from workbook.documents.drawing import Whole
from workbook.documents.dressing import dress
from workbook.documents.photo import Beside
from workbook.documents.templates import environment, faults
from workbook.errors import DocumentError

RULED_STYLES = ("Ruled Line", "Ruled Line Two")
"""The styles of a template for paper: one line to the margin, or two side by side."""
_LONGEST_PROPERTY = 255


class Titled(Protocol):
    """Any context: a dataclass that says what its document is called."""

    __dataclass_fields__: ClassVar[dict[str, Any]]

    @property
    def document_title(self) -> str:
        """What the file's properties say."""
        ...


def render(
    context: Titled,
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


def _values(context: Titled, template: DocxTemplate) -> dict[str, object]:
    """Return what a template's tags name, with pictures as the tags print them."""
    kinds = {Photo: Beside, Drawing: Whole}

    def printed(value: object) -> object:
        if type(value) in kinds:
            return kinds[type(value)](template, value)
        if isinstance(value, tuple) and any(_illustrated(one) for one in value):
            return tuple(named(one) for one in value)
        return value

    def named(one: Any) -> dict[str, object]:
        return {each.name: printed(getattr(one, each.name)) for each in fields(one)}

    return named(context)


def _illustrated(value: object) -> bool:
    return is_dataclass(value) and any(
        isinstance(getattr(value, each.name), Drawing) for each in fields(value)
    )


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
