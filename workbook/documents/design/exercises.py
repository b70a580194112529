"""The sheets of the exercises, to be printed as they are or changed in Word."""

from collections.abc import Sequence

from docx.document import Document as WordDocument

from workbook.documents.design.cut import cut_table, fill, keep, paper
from workbook.documents.design.look import NARROW, SIDE
from workbook.documents.design.printed_papers import Heard, printed
from workbook.documents.design.sheet import Run, Sheet
from workbook.settings import Language

_HALF = 90
_SLIP = 56
"""Millimetres: a slip is half as wide as its page, and four stand one below another."""
_NETWORKS = ("work", "friends", "family")


def employers_template(language: Language) -> WordDocument:
    """Return the eight employer cards, two by four on a page."""
    sheet = _headed(language, "roles", side=NARROW)
    table = cut_table(sheet, 4, (_HALF, _HALF))
    for row in table.rows:
        keep(row, _SLIP)
    cells = [cell for row in table.rows for cell in row.cells]
    for number, (cell, role) in enumerate(
        zip(cells, printed(language).roles, strict=True), 1
    ):
        lines: list[tuple[str, list[Run]]] = [
            ("Slip Head", [f"{number} · {role.name}"]),
            ("Normal", [role.plays]),
        ]
        for act, said in role.acts:
            lines.append(("Normal", [(f"{act} ", "Strong"), said]))
        fill(cell, lines)
    return sheet.word


def names_template(language: Language) -> WordDocument:
    """Return the sheet for ten names, with the three networks beside each."""
    said = printed(language).sheets
    sheet = _headed(language, "names")
    table = cut_table(sheet, 11, (64, 32, 32, 32), line="single")
    for cell, head in zip(table.rows[0].cells, ("name", *_NETWORKS), strict=True):
        fill(cell, [("Table Head", [said[head]])])
        if head in _NETWORKS:
            cell.add_paragraph(said[f"{head}_think"], "Aside")
    for number, row in enumerate(table.rows[1:], 1):
        keep(row, 17)
        fill(row.cells[0], [("Table Text", [f"{number}."])])
        for cell in row.cells[1:]:
            fill(cell, [("Check", [""])])
    sheet.add("Normal", said["names_kept"])
    return sheet.word


def observer_template(language: Language) -> WordDocument:
    """Return the sheet of whoever listens while two others talk, in its order."""
    said = printed(language).sheets
    sheet = _headed(language, "observer")
    _asked(sheet, said["opening"], said["opening_asked"])
    sheet.add("Card Heading", said["quality"])
    _heard(sheet, language)
    _kinds(sheet, said["kinds"], printed(language).kinds)
    _asked(sheet, said["ending"], said["ending_asked"])
    for head in ("keep", "try"):
        _asked(sheet, said[head])
    return sheet.word


def _asked(sheet: Sheet, head: str, asked: str = "") -> None:
    sheet.add("Card Heading", head)
    if asked:
        sheet.add("Aside", asked)
    for _ in range(2):
        sheet.add("Ruled Line", "\t")


def _heard(sheet: Sheet, language: Language) -> None:
    said, heard = printed(language).sheets, printed(language).heard
    table = cut_table(sheet, len(heard) + 1, (58, 34, 68), line="single")
    heads = ("name_heard", "number", "words")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        fill(cell, [("Table Head", [said[head]])])
    for row, one in zip(table.rows[1:], heard, strict=True):
        keep(row, 24)
        fill(row.cells[0], [("Slip Head", [one.name]), ("Aside", [one.says])])
        fill(row.cells[1], [("Normal", [said["scale"]])])


def _kinds(sheet: Sheet, head: str, kinds: Sequence[Heard]) -> None:
    sheet.add("Card Heading", head)
    table = cut_table(sheet, 2, (32,) * len(kinds), line="single")
    for cell, kind in zip(table.rows[0].cells, kinds, strict=True):
        fill(cell, [("Table Head", [kind.name]), ("Aside", [kind.says])])
    keep(table.rows[1], 12)


def promises_template(language: Language) -> WordDocument:
    """Return the slips that a promise goes home on, two by four on a page."""
    said = printed(language).sheets
    sheet = _headed(language, "promises", side=NARROW)
    table = cut_table(sheet, 4, (_HALF, _HALF))
    asked = [said[name] for name in ("whom", "when", "how", "first")]
    lines = [("Ruled Slip", [f"{one} \t"]) for one in asked]
    for row in table.rows:
        keep(row, _SLIP)
        for cell in row.cells:
            fill(cell, [("Slip Head", [said["promise"]]), *lines])
            cell.add_paragraph(said["mine"], "Slip Foot")
    return sheet.word


def _headed(language: Language, name: str, *, side: float = SIDE) -> Sheet:
    sheet = paper(language, side=side)
    sheet.add("Title", printed(language).sheets[name])
    sheet.add("Contact", printed(language).sheets[f"{name}_lead"])
    return sheet
