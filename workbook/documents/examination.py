"""Examines a coach's template: what nothing fills, and what it leaves out."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.text.paragraph import Paragraph
from docxtpl import DocxTemplate

from workbook.documents.context import CONTEXTS, Document
from workbook.documents.templates import environment, faults
from workbook.documents.variables import Variables

_SHOWN = 60


@dataclass(frozen=True)
class Mismatch:
    """A variable that does not fit: as a template writes it, and where it stands.

    ``missing`` ones stand at ``place`` in our own template and not in the coach's;
    the others are in his and nothing fills them.
    """

    variable: str
    place: str
    missing: bool = False


def mismatches(
    document: Document | type, path: Path, ours: Path
) -> tuple[Mismatch, ...]:
    """Return all variables of a template that do not fit, the unknown ones first.

    ``document`` may be the context itself, of a paper for a room.

    Raises:
        DocumentError: the template is missing, no Word file, or a tag is at fault.
    """
    context = document if isinstance(document, type) else CONTEXTS[document]
    with faults(path):
        found, own = _read(context, path), _read(context, ours)
        here, there = docx.Document(str(path)), docx.Document(str(ours))
    unknown = [Mismatch(one, _place(here, one)) for one in dict.fromkeys(found.unknown)]
    gone = [
        Mismatch(written, _place(there, written), missing=True)
        for field, written in own.used.items()
        if field not in found.used
        and (field[0] is context or not _is_within(field[0], found, own))
    ]
    return (*unknown, *gone)


def _is_within(kind: type, found: Variables, own: Variables) -> bool:
    """Tell whether a whole part is gone: then its fields are not named one by one."""
    return all(known != kind for known, _ in found.used) and any(
        known == kind for known, _ in own.used
    )


def _read(context: type, path: Path) -> Variables:
    reader = Variables(context)
    for source in _sources(DocxTemplate(str(path))):
        environment().from_string(source)
        reader.read(environment().parse(source))
    return reader


def _sources(template: DocxTemplate) -> Iterator[str]:
    """Yield body, headers and footers as jinja reads them."""
    template.init_docx()
    yield template.patch_xml(template.get_xml())
    for kind in (template.HEADER_URI, template.FOOTER_URI):
        for _, part in template.get_headers_footers(kind):
            yield template.patch_xml(template.get_part_xml(part))


def _place(document: WordDocument, variable: str) -> str:
    """Return the text of the paragraph that has a variable, and its heading if any."""
    name = re.escape(variable.rpartition(".")[2])
    tag = re.compile(rf"{{[{{%][^}}]*\b{name}\b")
    heading = ""
    for paragraph in _paragraphs(document):
        if tag.search(paragraph.text):
            text = " ".join(paragraph.text.split())[:_SHOWN]
            return f"{heading} – {text}" if heading else text
        if paragraph.style and paragraph.style.name.startswith("Heading"):
            heading = paragraph.text
    return ""


def _paragraphs(document: WordDocument) -> Iterator[Paragraph]:
    for section in document.sections:
        yield from section.header.paragraphs
    for block in document.iter_inner_content():
        if isinstance(block, Paragraph):
            yield block
        else:
            yield from (
                p for row in block.rows for c in row.cells for p in c.paragraphs
            )
    for section in document.sections:
        yield from section.footer.paragraphs
