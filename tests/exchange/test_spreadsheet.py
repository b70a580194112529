"""Tables open in Excel as they were meant, and no text in them becomes a formula."""

import csv
import io
import re
from datetime import date, datetime
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content.record import clean
from workbook.exchange.spreadsheet import (
    Cell,
    Month,
    Table,
    write_csv,
    write_tsv,
    write_xlsx,
)

ANY_TEXT = st.text(st.characters(exclude_categories=[]) | st.sampled_from("=+-@\t\0#"))
RISKY = ["=1+1", "=HYPERLINK(A1)", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "-12 % fejl"]
LONGEST = 32_767


def table(*cells: Cell, title: str = "Dine job", name: str = "jobs") -> Table:
    head = tuple(f"Spørgsmål {number}" for number, _ in enumerate(cells))
    return Table(name, title, head, (cells,))


def sheets(*tables: Table) -> Any:
    return openpyxl.load_workbook(io.BytesIO(write_xlsx(tables)))


def read_xlsx(*cells: Cell) -> list[Any]:
    (sheet,) = sheets(table(*cells)).worksheets
    return [sheet.cell(2, column + 1) for column in range(len(cells))]


def read_csv(one: Table) -> list[list[str]]:
    text = write_csv(one).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


# --- xlsx ------------------------------------------------------------------------


@given(ANY_TEXT)
def test_any_text_comes_back_without_what_no_reader_sees(text: str) -> None:
    (cell,) = read_xlsx(text)
    assert (cell.value or "") == clean(text)
    assert cell.value is None or cell.data_type == "s"


@pytest.mark.parametrize("text", [*RISKY, "+45 20 00 00 00", "#N/A", "TRUE", "0012"])
def test_a_text_is_a_text_whatever_it_looks_like(text: str) -> None:
    (cell,) = read_xlsx(text)
    assert cell.value == text.strip()
    assert cell.data_type == "s"


def test_a_text_like_a_formula_stays_one_when_it_is_edited() -> None:
    formula, phone, word = read_xlsx("=1+1", "+45 20 00 00 00", "Ikast")
    assert formula.quotePrefix
    assert phone.quotePrefix
    assert not word.quotePrefix


def test_no_part_of_the_file_holds_a_formula() -> None:
    made = write_xlsx([table(*RISKY, title="=1+1")])
    with ZipFile(io.BytesIO(made)) as parts:
        inside = {name: parts.read(name) for name in parts.namelist()}
    assert any(b"HYPERLINK" in content for content in inside.values())
    assert not any(re.search(rb"<f[ >/]", content) for content in inside.values())


def test_days_are_days_and_numbers_are_numbers() -> None:
    day, moment, whole_day, month, number = read_xlsx(
        date(2026, 11, 24),
        datetime(2026, 11, 24, 9, 30),
        datetime(2026, 11, 24),
        Month(date(2019, 3, 1)),
        412,
    )
    assert (day.value, day.number_format) == (datetime(2026, 11, 24), "mm-dd-yy")
    assert moment.value == datetime(2026, 11, 24, 9, 30)
    assert moment.number_format == "m/d/yy h:mm"
    assert whole_day.number_format == "mm-dd-yy"
    assert (month.value, month.number_format) == (datetime(2019, 3, 1), "mmm-yy")
    assert (number.value, number.data_type) == (412, "n")


def test_what_excel_cannot_count_with_is_a_text() -> None:
    early, month, large = read_xlsx(date(1850, 5, 1), Month(date(1850, 5, 1)), 10**18)
    assert (early.value, month.value) == ("1850-05-01", "1850-05")
    assert large.value == "1" + 18 * "0"


def test_a_text_longer_than_a_cell_is_cut_there_and_whole_in_csv() -> None:
    long = "æ" * (LONGEST + 10)
    (cell,) = read_xlsx(long)
    assert cell.value == long[:LONGEST]
    assert read_csv(table(long))[1] == [long]


def test_the_first_row_is_bold_and_stays_in_sight() -> None:
    (sheet,) = sheets(table("kort", "lang " * 100)).worksheets
    assert [cell.value for cell in sheet[1]] == ["Spørgsmål 0", "Spørgsmål 1"]
    assert all(cell.font.bold for cell in sheet[1])
    assert not any(cell.font.bold for cell in sheet[2])
    assert sheet.freeze_panes == "A2"
    assert sheet["B2"].alignment.wrap_text
    narrow, wide = (sheet.column_dimensions[letter].width for letter in "AB")
    assert 10 <= narrow < wide == 60


def test_sheets_are_named_for_their_steps() -> None:
    titles = ["Hvem kender hvem?", "History", "History", "", "'Job'", "a/b\\c:d*[e]"]
    found = sheets(*(table("x", title=title) for title in titles)).sheetnames
    assert found == [
        "Hvem kender hvem", "History (2)", "History (3)", "jobs", "Job", "a b c d e",
    ]  # fmt: skip


@given(st.lists(ANY_TEXT, min_size=1, max_size=5))
def test_any_title_names_a_sheet_that_excel_opens(titles: list[str]) -> None:
    found = sheets(*(table("x", title=title * 4) for title in titles)).sheetnames
    assert len({name.casefold() for name in found}) == len(titles)
    for name in found:
        assert 0 < len(name.encode("utf-16-le")) <= 2 * 31
        assert not set(name) & set("\\/?*[]:")
        assert name == name.strip("' ")


def test_the_same_answers_give_the_same_file() -> None:
    one = table("Tværmose", date(2026, 1, 1), 3)
    assert write_xlsx([one]) == write_xlsx([one])
    assert write_csv(one) == write_csv(one)


# --- CSV -------------------------------------------------------------------------


def test_danish_excel_opens_it() -> None:
    made = write_csv(table("Tværmose; Ikast", 'den "gode" dag', "to\nlinjer", None, 3))
    assert made.startswith(b"\xef\xbb\xbf")
    assert made.decode("utf-8-sig") == (
        "Spørgsmål 0;Spørgsmål 1;Spørgsmål 2;Spørgsmål 3;Spørgsmål 4\r\n"
        '"Tværmose; Ikast";"den ""gode"" dag";"to\nlinjer";;3\r\n'
    )


def test_days_and_months_stand_as_every_program_reads_them() -> None:
    cells = date(2026, 11, 24), datetime(2026, 11, 24, 9, 30), Month(date(2019, 3, 1))
    one = table(*cells, datetime(2026, 11, 24))
    assert read_csv(one)[1] == [
        "2026-11-24", "2026-11-24 09:30", "2019-03", "2026-11-24",
    ]  # fmt: skip


@pytest.mark.parametrize("text", RISKY)
def test_an_apostrophe_keeps_a_text_from_being_counted(text: str) -> None:
    assert read_csv(table(text))[1] == [f"'{text.strip()}"]


@pytest.mark.parametrize("text", ["+45 20 00 00 00", "12 % fejl", "a=b", "'=1+1"])
def test_what_is_no_formula_stays_as_it_is(text: str) -> None:
    assert read_csv(table(text))[1] == [text]


def test_a_negative_number_stays_a_number() -> None:
    assert read_csv(table(-5))[1] == ["-5"]


@given(st.lists(ANY_TEXT, min_size=2, max_size=4))
def test_any_row_comes_back_and_no_cell_of_it_is_a_formula(texts: list[str]) -> None:
    one = Table("jobs", "Dine job", tuple(texts), (tuple(texts),))
    for row in read_csv(one):
        for cell, text in zip(row, texts, strict=True):
            assert cell in (clean(text), f"'{clean(text)}")
            phone = re.fullmatch(r"\+[0-9][0-9 ]*", cell)
            assert phone or not cell.startswith(tuple("=+-@\t\r"))


# --- text to be pasted ------------------------------------------------------------


def pasted(one: Table) -> list[list[str]]:
    """Read a text as a spreadsheet does when it is pasted."""
    return list(csv.reader(io.StringIO(write_tsv(one), newline=""), delimiter="\t"))


def test_what_is_pasted_is_a_row_a_line_and_a_cell_between_tabs() -> None:
    one = table("Åkilde\tPumper", "to\n  linjer", date(2026, 11, 24), None, 3)
    assert write_tsv(one) == (
        "Spørgsmål 0\tSpørgsmål 1\tSpørgsmål 2\tSpørgsmål 3\tSpørgsmål 4\n"
        "Åkilde Pumper\tto linjer\t2026-11-24\t\t3\n"
    )


@pytest.mark.parametrize("text", RISKY)
def test_nothing_that_is_pasted_is_counted(text: str) -> None:
    assert pasted(table(text))[1] == [f"'{text.strip()}"]


@given(st.lists(ANY_TEXT, min_size=2, max_size=4))
def test_any_row_is_pasted_into_its_own_cells(texts: list[str]) -> None:
    one = Table("jobs", "Dine job", tuple(texts), (tuple(texts),))
    rows = pasted(one)
    assert len(rows) == 2
    for row in rows:
        for cell, text in zip(row, texts, strict=True):
            plain = " ".join(clean(text).split())
            assert cell in (plain, f"'{plain}")
            phone = re.fullmatch(r"\+[0-9][0-9 ]*", cell)
            assert phone or not cell.startswith(tuple("=+-@\t\r"))
