"""Answers as tables: one xlsx file with a sheet each, or a CSV file of one.

No text ever becomes a formula: whoever opens the file may have had it from others.
"""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import count
from typing import Any, Final
from zipfile import ZipFile

from openpyxl import Workbook as Spreadsheet
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.writer.excel import ExcelWriter

from workbook.content.record import clean
from workbook.exchange import bundle
from workbook.exchange.file_names import first_free, numbered

# Excel shows these three as the reader's own system writes days and months.
_DAY, _MOMENT, _MONTH = "mm-dd-yy", "m/d/yy h:mm", "mmm-yy"
_LONGEST: Final = 32_767
"""Characters in a cell of Excel's."""
_EARLIEST: Final = 1901
_LARGEST: Final = 10**15
_NARROWEST, _HEAD, _WIDEST = 10, 24, 60
_ALWAYS: Final = date(1980, 1, 1)
# The wide ones too: Excel takes them for the others in some languages.
_STARTS: Final = tuple("=+-@\uff1d\uff0b\uff0d\uff20")
_PHONE: Final = re.compile(r"\+\d[\d ]*", re.ASCII)
_SHEET: Final = re.compile(r"[\\/?*\[\]:]+")


@dataclass(frozen=True)
class Month:
    """A month, as its first day."""

    day: date


Cell = str | int | date | datetime | Month | None


@dataclass(frozen=True)
class Table:
    """One step's answers: a stable ``name``, its title, a heading for each column."""

    name: str
    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


def write_xlsx(tables: Sequence[Table]) -> bytes:
    """Return an xlsx file with one sheet for each of one or more tables.

    Days are days, months show as months, numbers are numbers. A text is cleaned of
    what no reader sees and cut at what a cell holds. The same tables give the same
    file.
    """
    spreadsheet = Spreadsheet()
    spreadsheet.remove(spreadsheet.worksheets[0])
    taken = {"history"}  # Excel keeps this name for itself
    for table in tables:
        sheet = spreadsheet.create_sheet(_sheet_name(table, taken))
        _fill(sheet, table)
    always = datetime.combine(_ALWAYS, time())
    spreadsheet.properties.created = spreadsheet.properties.modified = always
    return _written(spreadsheet)


def write_csv(table: Table) -> bytes:
    """Return a CSV file as Danish Excel opens it: UTF-8 with BOM, semicolon, CRLF.

    Days and months are as ISO 8601 has them. A text that could be taken for a
    formula gets an apostrophe before it; a phone number stays as it is.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter=";", lineterminator="\r\n")
    for row in (table.head, *table.rows):
        writer.writerow([_spelt(cell) for cell in row])
    return file.getvalue().encode("utf-8-sig")


def write_tsv(table: Table) -> str:
    """Return a table as text to be pasted into a spreadsheet: tabs, a line a row.

    Each cell is one line; else it is as in the CSV file.
    """
    file = io.StringIO(newline="")
    writer = csv.writer(file, delimiter="\t", lineterminator="\n")
    for row in (table.head, *table.rows):
        writer.writerow([" ".join(_spelt(cell).split()) for cell in row])
    return file.getvalue()


def _written(spreadsheet: Spreadsheet) -> bytes:
    """Write it without the time of day, which `save` would put in two places."""
    file = io.BytesIO()
    ExcelWriter(spreadsheet, ZipFile(file, "w")).save()
    with ZipFile(file) as parts:
        inside = [(name, parts.read(name)) for name in parts.namelist()]
    return bundle.write(inside, day=_ALWAYS)


def _sheet_name(table: Table, taken: set[str]) -> str:
    plain = " ".join(_SHEET.sub(" ", clean(table.title)).split()).strip("' ")
    names = (_cut(plain or table.name, numbered(n)) for n in count(1))
    return first_free(names, taken)


def _cut(name: str, end: str) -> str:
    """Keep a name at 31 of Excel's characters; an emoji counts as two."""
    while len(f"{name}{end}".encode("utf-16-le")) > 2 * 31:
        name = name[:-1]
    return name.rstrip("' ") + end


def _fill(sheet: Any, table: Table) -> None:
    for number, row in enumerate((table.head, *table.rows), start=1):
        for column, cell in enumerate(row, start=1):
            _put(sheet.cell(number, column), cell, heading=number == 1)
    sheet.freeze_panes = "A2"
    for column, heading in enumerate(table.head):
        cells = (row[column] for row in table.rows)
        letter = get_column_letter(column + 1)
        sheet.column_dimensions[letter].width = _width(heading, cells)


def _put(place: Any, cell: Cell, *, heading: bool) -> None:
    place.alignment = Alignment(vertical="top", wrap_text=True)
    if heading:
        place.font = Font(bold=True)
    value, shown = _typed(cell)
    if isinstance(value, str):
        value = clean(value)[:_LONGEST]
        place.quotePrefix = value.startswith(_STARTS)
    if value is None or value == "":
        return
    place.value = value
    place.number_format = shown
    if isinstance(value, str):
        place.data_type = "s"


def _typed(cell: Cell) -> tuple[str | int | date | None, str]:
    """Return a cell as Excel can hold it and how it is shown."""
    if isinstance(cell, Month):
        early = cell.day.year < _EARLIEST
        return (_spelt(cell) if early else cell.day), _MONTH
    if isinstance(cell, date):
        early = cell.year < _EARLIEST
        whole_day = not isinstance(cell, datetime) or cell.time() == time()
        return (_spelt(cell) if early else cell), _DAY if whole_day else _MOMENT
    too_large = isinstance(cell, int) and abs(cell) >= _LARGEST
    return (str(cell) if too_large else cell), "General"


def _width(heading: str, cells: Iterable[Cell]) -> int:
    lines = [line for cell in cells for line in _spelt(cell).splitlines()]
    longest = max(map(len, lines), default=0)
    return min(max(longest + 2, min(len(heading) + 2, _HEAD), _NARROWEST), _WIDEST)


def _spelt(cell: Cell) -> str:
    """Return a cell as a CSV file has it."""
    if isinstance(cell, str):
        text = clean(cell)
        risky = text.startswith(_STARTS) and not _PHONE.fullmatch(text)
        return f"'{text}" if risky else text
    if isinstance(cell, Month):
        return cell.day.isoformat()[:7]
    if isinstance(cell, datetime):
        whole_day = cell.time() == time()
        return str(cell.date()) if whole_day else cell.isoformat(" ", "minutes")
    return "" if cell is None else str(cell)
