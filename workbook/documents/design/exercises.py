"""The sheets of the exercises, to be printed as they are or changed in Word."""

from docx.document import Document as WordDocument

from workbook.documents.design.cut import cut_table, fill, keep
from workbook.documents.design.printed_papers import printed
from workbook.documents.design.sheet import Sheet
from workbook.settings import Language

_HALF = 80


def employers_template(language: Language) -> WordDocument:
    """Return the eight employer cards, two by four on a page."""
    said = printed(language).sheets
    sheet = _headed(language, "roles")
    table = cut_table(sheet, 4, (_HALF, _HALF))
    for row in table.rows:
        keep(row, 56)
    cells = [cell for row in table.rows for cell in row.cells]
    for cell, role in zip(cells, printed(language).roles, strict=True):
        fill(
            cell,
            [
                ("Heading 2", [role.name]),
                ("Normal", [role.plays]),
                ("Normal", [role.begins]),
                ("Normal", [(f"{said['role_gives']} ", "Strong"), role.gives]),
            ],
        )
    return sheet.word


def names_template(language: Language) -> WordDocument:
    """Return the sheet for ten names, with the three networks beside each."""
    said = printed(language).sheets
    sheet = _headed(language, "names")
    networks = ("work", "friends", "family")
    table = cut_table(sheet, 11, (61, 33, 33, 33), line="single")
    heads = ("name", *networks)
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        fill(cell, [("Table Head", [said[head]])])
    for number, row in enumerate(table.rows[1:], 1):
        keep(row, 17)
        fill(row.cells[0], [("Table Text", [f"{number}."])])
        for cell in row.cells[1:]:
            fill(cell, [("Check", [""])])
    return sheet.word


def observer_template(language: Language) -> WordDocument:
    """Return the sheet of whoever listens while two others talk."""
    said = printed(language).sheets
    sheet = _headed(language, "observer")
    table = cut_table(
        sheet, len(printed(language).heard) + 1, (62, 18, 80), line="single"
    )
    heads = ("heard", "number", "words")
    for cell, head in zip(table.rows[0].cells, heads, strict=True):
        fill(cell, [("Table Head", [said[head]])])
    for row, heard in zip(table.rows[1:], printed(language).heard, strict=True):
        keep(row, 24)
        fill(row.cells[0], [("Table Text", [heard])])
    for head in ("keep", "try"):
        sheet.add("Heading 2", said[head])
        sheet.add("Ruled Line", "\t")
        sheet.add("Ruled Line", "\t")
    return sheet.word


def promises_template(language: Language) -> WordDocument:
    """Return the slips that a promise goes home on, two by four on a page."""
    said = printed(language).sheets
    sheet = _headed(language, "promises")
    table = cut_table(sheet, 4, (_HALF, _HALF))
    for row in table.rows:
        keep(row, 56)
        for cell in row.cells:
            asked = [said[name] for name in ("when", "how", "whom")]
            fill(
                cell,
                [
                    ("Heading 2", [said["promise"]]),
                    *[("Normal", [line, "\n"]) for line in asked],
                    ("Attachments", [said["mine"]]),
                ],
            )
    return sheet.word


def _headed(language: Language, name: str) -> Sheet:
    sheet = Sheet(language, footer=False)
    sheet.add("Title", printed(language).sheets[name])
    sheet.add("Contact", printed(language).sheets[f"{name}_lead"])
    return sheet
