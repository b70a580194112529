"""Tables on a sheet whose parts are cut out or written in."""

from collections.abc import Sequence

from docx.enum.table import WD_ROW_HEIGHT_RULE
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm
from docx.table import Table, _Cell, _Row

from workbook.documents.design.sheet import Run, Sheet, write

Lines = Sequence[tuple[str, Sequence[Run]]]
"""Paragraphs: a style, and the runs in it."""


def cut_table(
    sheet: Sheet, rows: int, widths: Sequence[float], *, line: str = "dashed"
) -> Table:
    """Add a table with lines around each cell; widths in millimetres."""
    table: Table = sheet.word.add_table(rows, len(widths))
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Mm(width)
        for cell in column.cells:
            cell.width = Mm(width)
    borders = OxmlElement("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        edge = OxmlElement(f"w:{side}")
        for key, value in {"val": line, "sz": "6", "space": "0"}.items():
            edge.set(qn(f"w:{key}"), value)
        edge.set(qn("w:color"), "7F7F7F")
        borders.append(edge)
    properties = table._tbl.tblPr
    properties.append(borders)
    properties.append(_margins())
    return table


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


def keep(row: _Row, height: float, *, exact: bool = False) -> None:
    """Give a row its height in millimetres; no foot of a page parts it."""
    row.height = Mm(height)
    if exact:
        row.height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def _margins() -> BaseOxmlElement:
    margins = OxmlElement("w:tblCellMar")
    for side, width in {
        "top": "100",
        "left": "140",
        "bottom": "60",
        "right": "100",
    }.items():
        edge = OxmlElement(f"w:{side}")
        edge.set(qn("w:w"), width)
        edge.set(qn("w:type"), "dxa")
        margins.append(edge)
    return margins
