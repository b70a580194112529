"""Sheets for the copier: black, on A4, with parts to cut out or to write in."""

from collections.abc import Sequence

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from workbook.documents.design.look import BOTTOM, SIDE, TEXT, TOP, WIDTH
from workbook.documents.design.sheet import Run, Sheet, write
from workbook.settings import Language

Lines = Sequence[tuple[str, Sequence[Run]]]
"""Paragraphs: a style, and the runs in it."""
BLACK = "000000"
_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def paper(language: Language, *, side: float = SIDE, footer: bool = False) -> Sheet:
    """Open a page in black ink, which every copier takes; ``side`` is its margin.

    What reaches to the margin in every look reaches to this one.
    """
    sheet = Sheet(language, footer=footer)
    for element in sheet.word.styles.element.iter():
        colour = qn("w:val" if element.tag == qn("w:color") else "w:color")
        if colour in element.attrib:
            element.set(colour, BLACK)
    section = sheet.word.sections[0]
    section.left_margin = section.right_margin = Mm(side)
    section.top_margin = Mm(min(side, TOP))
    section.bottom_margin = Mm(min(side, BOTTOM))
    for stop in sheet.word.styles.element.iter(qn("w:tab")):
        if stop.get(qn("w:pos")) == str(Mm(TEXT).twips):
            stop.set(qn("w:pos"), str(Mm(WIDTH - 2 * side).twips))
    return sheet


def cut_table(
    sheet: Sheet, rows: int, widths: Sequence[float], *, line: str = "dashed"
) -> Table:
    """Add a table with lines around each cell; widths in millimetres.

    ``line`` is Word's name of one, or "rows" for single ones below the rows. Word
    wants a paragraph below a table, so one that takes little room is put there.
    """
    sides = ("bottom", "insideH") if line == "rows" else _SIDES
    table: Table = sheet.word.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    drawn = "single" if line == "rows" else line
    properties = table._tbl.tblPr
    borders = _borders("w:tblBorders", dict.fromkeys(sides, drawn))
    properties.insert_element_before(borders, "w:tblLayout", "w:tblLook")
    properties.insert_element_before(_margins(), "w:tblLook")
    sheet.add("Template Tag")
    return table


def join(left: _Cell, right: _Cell) -> None:
    """Draw no line between two cells: they are one piece when they are cut out."""
    for cell, side in ((left, "right"), (right, "left")):
        properties = cell._tc.get_or_add_tcPr()
        properties.append(_borders("w:tcBorders", {side: "nil"}))


def fill(cell: _Cell, lines: Lines) -> None:
    """Write paragraphs into a cell, in place of its empty one."""
    first, *more = lines
    paragraph = cell.paragraphs[0]
    paragraph.style = first[0]
    write(paragraph, *first[1])
    for style, runs in more:
        write(cell.add_paragraph(style=style), *runs)


def tag(row: _Row, text: str) -> None:
    """Let a row be the tag of a loop and nothing else."""
    fill(row.cells[0], [("Template Tag", [text])])


def keep(row: _Row, height: float = 0) -> None:
    """Give a row its height in millimetres, or more; no foot of a page parts it."""
    if height:
        row.height, row.height_rule = Mm(height), WD_ROW_HEIGHT_RULE.AT_LEAST
    row._tr.get_or_add_trPr().insert(0, OxmlElement("w:cantSplit"))


def _borders(name: str, sides: dict[str, str]) -> BaseOxmlElement:
    borders = OxmlElement(name)
    for side, line in sides.items():
        edge = OxmlElement(f"w:{side}")
        for key, value in {"val": line, "sz": "6", "space": "0"}.items():
            edge.set(qn(f"w:{key}"), value)
        edge.set(qn("w:color"), BLACK)
        borders.append(edge)
    return borders


def _margins() -> BaseOxmlElement:
    margins = OxmlElement("w:tblCellMar")
    sides = {"top": "80", "left": "140", "bottom": "60", "right": "100"}
    for side, width in sides.items():
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    return margins
