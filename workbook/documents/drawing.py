"""A drawing on the whole width of a page, with the words that stand for it."""

import io
from typing import Final

from docx.oxml.ns import nsdecls
from docx.oxml.parser import parse_xml
from docx.shared import Mm
from docxtpl import DocxTemplate
from lxml import etree
from PIL import Image

from workbook.documents.answers import clean
from workbook.documents.context import Drawing

WIDTH: Final = 160
HIGHEST: Final = 205
"""Millimetres on the page: it stands on one, below the heading."""
_LONGEST: Final = 1000
_RUN: Final = '</w:t></w:r><w:r>{}</w:r><w:r><w:t xml:space="preserve">'


class Whole:
    """A drawing as a template's tag prints it: in its line, as wide as is told."""

    def __init__(self, template: DocxTemplate, drawing: Drawing) -> None:
        """Keep the drawing in the document; the tag may stand in any paragraph."""
        with Image.open(io.BytesIO(drawing.content)) as picture:
            width, height = picture.size
        wide = min(float(drawing.wide or WIDTH), HIGHEST * width / height)
        inline = template.docx.part.new_pic_inline(
            io.BytesIO(drawing.content), Mm(wide), Mm(wide * height / width)
        )
        for side in "TBLR":
            inline.set(f"dist{side}", "0")
        inline.docPr.set("descr", clean(drawing.described)[:_LONGEST])
        self._drawing = parse_xml(f"<w:drawing {nsdecls('w')}/>")
        self._drawing.append(inline)

    def __html__(self) -> str:
        """Return the picture in a run of its own, between two of the tag's own run."""
        return _RUN.format(etree.tostring(self._drawing, encoding="unicode"))
