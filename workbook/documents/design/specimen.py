"""A look as a Word file of its own, where a coach may change its styles."""

import docx
from docx.document import Document as WordDocument

from workbook.documents.design.look import LOOKS, LookName
from workbook.documents.design.parts import tidy
from workbook.documents.design.sheet import TAGS
from workbook.documents.design.styles import dress


def specimen(look: LookName) -> WordDocument:
    """Return a document with a line in each style of the look, named by it."""
    word = docx.Document()
    dress(word, TAGS["da"], look)
    tidy(word, TAGS["da"])
    for style in LOOKS[look]:
        word.add_paragraph(f"{style.name}\tæøå", style=style.name)
    return word
