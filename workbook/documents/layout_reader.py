"""Reads from a Word file what its pages are made of.

What is not needed to tell lines and pages is left out: text boxes, footnotes, columns,
sections before the last.
"""

import io
from collections.abc import Iterator
from dataclasses import fields, replace
from typing import Any, Final
from zipfile import BadZipFile

import docx
from docx.document import Document as WordDocument
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Length

from workbook.documents.cascade import Cascade, Values, attribute, border, points
from workbook.documents.layout import (
    PAGE_BREAK,
    Block,
    Cell,
    Form,
    Layout,
    Letters,
    Paragraph,
    Picture,
    Row,
    Rule,
    Run,
    Table,
)
from workbook.errors import DocumentError

_EMU: Final = 12700
_A4: Final = (595.3, 841.9)
_FORM: Final = frozenset(field.name for field in fields(Form))
_CONTENT: Final = {qn("w:sdt"): "w:sdtContent"}
_AROUND: Final = {
    qn(f"w:{name}") for name in ("hyperlink", "ins", "smartTag", "fldSimple")
}
_SIGNS: Final = {
    qn("w:tab"): "\t",
    qn("w:br"): "\n",
    qn("w:cr"): "\n",
    qn("w:noBreakHyphen"): "\N{NON-BREAKING HYPHEN}",
}


def layout(word: bytes) -> Layout:
    """Return what a Word file's pages are made of.

    Raises:
        DocumentError: ``word_unreadable`` when these bytes are no Word file.
    """
    try:
        document = docx.Document(io.BytesIO(word))
    except (PackageNotFoundError, BadZipFile, KeyError, ValueError, SyntaxError) as bad:
        raise DocumentError("word_unreadable") from bad
    return _Reader(document).layout()


class _Reader:
    def __init__(self, document: WordDocument) -> None:
        self._document = document
        self._cascade = Cascade(document)

    def layout(self) -> Layout:
        section = self._document.sections[-1]
        sides = ("top_margin", "right_margin", "bottom_margin", "left_margin")
        top, right, bottom, left = (_size(getattr(section, side), 72) for side in sides)
        foot = self._foot(section.footer)
        other = section.different_first_page_header_footer
        return Layout(
            width=_size(section.page_width, _A4[0]),
            height=_size(section.page_height, _A4[1]),
            margins=(top, right, bottom, left),
            blocks=tuple(self._blocks(self._document.element.body, self._document)),
            feet=(self._foot(section.first_page_footer) if other else foot, foot),
            foot_distance=_size(section.footer_distance, 36),
            language=self._language(),
        )

    def _language(self) -> str:
        told = self._document.styles.element.iter(qn("w:lang"))
        return next((attribute(one, "val") for one in told), "")

    def _foot(self, footer: Any) -> tuple[Paragraph, ...]:
        if footer.is_linked_to_previous:
            return ()
        found = self._blocks(footer._element, footer)
        return tuple(one for one in found if isinstance(one, Paragraph))

    def _blocks(self, element: BaseOxmlElement, owner: Any) -> Iterator[Block]:
        for child in element:
            if child.tag == qn("w:p"):
                yield self._paragraph(child, owner)
            elif child.tag == qn("w:tbl"):
                yield self._table(child, owner)
            elif child.tag in _CONTENT:
                for inside in child.findall(qn(_CONTENT[child.tag])):
                    yield from self._blocks(inside, owner)

    # --- paragraphs ---

    def _paragraph(self, element: BaseOxmlElement, owner: Any) -> Paragraph:
        values, letters = self._cascade.paragraph(element)
        form = Form(**{name: values[name] for name in _FORM & set(values)})
        end = element.find(f"{qn('w:pPr')}/{qn('w:rPr')}")
        mark = (
            letters if end is None else self._cascade.letters(end.getparent(), letters)
        )
        runs = tuple(self._runs(element, letters, owner))
        return Paragraph(runs, form, Letters(**mark))

    def _runs(
        self, element: BaseOxmlElement, letters: Values, owner: Any
    ) -> Iterator[Run]:
        number = _is_number(attribute(element, "instr"))
        for child in element:
            if child.tag == qn("w:r"):
                number = _numbered(child, number)
                for run in self._run(child, letters, owner):
                    yield replace(run, number=number)
            elif child.tag in _CONTENT:
                for inside in child.findall(qn(_CONTENT[child.tag])):
                    yield from self._runs(inside, letters, owner)
            elif child.tag in _AROUND:
                yield from self._runs(child, letters, owner)

    def _run(
        self, element: BaseOxmlElement, inherited: Values, owner: Any
    ) -> Iterator[Run]:
        letters = Letters(**self._cascade.letters(element, inherited))
        if text := "".join(_said(child) for child in element):
            yield Run(text, letters)
        for drawing in element.iter(qn("w:drawing")):
            for placed in drawing:
                if picture := _picture(placed, owner):
                    yield Run("", letters, picture=picture)

    # --- tables ---

    def _table(self, element: BaseOxmlElement, owner: Any) -> Table:
        sides = {"left": 5.4, "right": 5.4}
        rules: dict[str, Rule | None] = {"insideH": None, "bottom": None}
        for told in self._cascade.table(element):
            for side in sides:
                found = told.find(f"{qn('w:tblCellMar')}/{qn(f'w:{side}')}")
                width = points(attribute(found, "w"), 20)
                sides[side] = sides[side] if width is None else width
            for side in rules:
                found = told.find(f"{qn('w:tblBorders')}/{qn(f'w:{side}')}")
                rules[side] = rules[side] if found is None else border(found)
        rows = element.findall(qn("w:tr"))
        return Table(
            rows=tuple(self._row(row, owner) for row in rows),
            padding=(sides["left"], sides["right"]),
            between=rules["insideH"],
            below=rules["bottom"],
        )

    def _row(self, element: BaseOxmlElement, owner: Any) -> Row:
        told = element.find(qn("w:trPr"))
        marks = {} if told is None else {str(one.tag): one for one in told}
        height = attribute(marks.get(qn("w:trHeight")), "val")
        return Row(
            cells=tuple(
                self._cell(cell, owner) for cell in element.findall(qn("w:tc"))
            ),
            height=points(height) or 0.0,
            head=qn("w:tblHeader") in marks,
            whole=qn("w:cantSplit") in marks,
        )

    def _cell(self, element: BaseOxmlElement, owner: Any) -> Cell:
        width = element.find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
        inside = element.iter(qn("w:p"))
        paragraphs = tuple(self._paragraph(one, owner) for one in inside)
        return Cell(points(attribute(width, "w")) or 0.0, paragraphs)


def _size(length: Length | None, default: float) -> float:
    """Return a length in points, what Word takes where none is set."""
    return default if length is None else abs(length.pt)


def _is_number(field: str) -> bool:
    return field.split()[:1] == ["PAGE"]


def _numbered(run: BaseOxmlElement, number: bool) -> bool:
    """Tell whether this run and the next are in the field of the page's number."""
    for told in run.iter(qn("w:instrText")):
        return _is_number(told.text or "")
    ends = (attribute(one, "fldCharType") == "end" for one in run.iter(qn("w:fldChar")))
    return number and not any(ends)


def _said(element: BaseOxmlElement) -> str:
    if element.tag == qn("w:t"):
        return element.text or ""
    if attribute(element, "type") == "page":
        return PAGE_BREAK
    return _SIGNS.get(str(element.tag), "")


def _picture(placed: BaseOxmlElement, owner: Any) -> Picture | None:
    """Return the picture that is placed here, if it is one of the file's own."""
    blip = next(placed.iter(qn("a:blip")), None)
    part = owner.part.related_parts.get(
        blip.get(qn("r:embed")) if blip is not None else ""
    )
    size, told = placed.find(qn("wp:extent")), placed.find(qn("wp:docPr"))
    if part is None or size is None:
        return None
    return Picture(
        width=float(size.get("cx", "0")) / _EMU,
        height=float(size.get("cy", "0")) / _EMU,
        content=part.blob,
        kind=part.content_type,
        described="" if told is None else told.get("descr", ""),
        floats=placed.tag == qn("wp:anchor"),
        gap=float(placed.get("distL", "0")) / _EMU,
    )
