"""The templates of what a coach prints from a workshop: cards and running order."""

from collections.abc import Mapping, Sequence

from docx.document import Document as WordDocument
from docx.shared import Mm
from docx.table import _Cell

from workbook.documents.design.cut import Lines, cut_table, fill, join, keep, paper, tag
from workbook.documents.design.look import NARROW
from workbook.documents.design.printed_papers import printed
from workbook.documents.design.sheet import Run, Sheet
from workbook.settings import Language

_CARD, _CODE, _STUB = 90, 38, 52
_HEIGHT = 51
"""Millimetres: five cards on a page, unless a title or an address is very long."""
_MARGIN = 18
_TIME, _DONE = 26, 148
_ASIDES = {
    "out": "out", "sheets": "hand_out", "paper": "paper", "wrong": "wrong",
    "save": "save",
}  # fmt: skip
"""What a line of the running order may have beside its words, and its label."""


def cards_template(language: Language) -> WordDocument:
    """Return the cards: each with its QR code and, to its right, its counterfoil."""
    sheet, said = paper(language, side=NARROW), printed(language).papers
    sheet.add("Title", said["cards"])
    sheet.add("Contact", "{{ title }}")
    with sheet.block("if coach_code"):
        (row,) = cut_table(sheet, 1, (_CARD + _STUB, _CODE)).rows
        keep(row, _HEIGHT)
        join(*row.cells)
        _coach(said, *row.cells)
    sheet.add("Heading 1", said["use"])
    for line in printed(language).use:
        sheet.add("List Bullet", line)
    with sheet.block("if cards"):
        sheet.add("Template Tag").paragraph_format.page_break_before = True
        _cards(sheet, said)
    return sheet.word


def _coach(said: Mapping[str, str], card: _Cell, scan: _Cell) -> None:
    fill(
        card,
        [
            ("Slip Head", [said["coach_card"]]),
            ("Normal", [f"{said['coach_open']} ", ("{{ address }}", "Strong")]),
            ("Normal", [said["type"]]),
            ("Code", ["{{ coach_code }}"]),
            ("Normal", [said["coach_code"]]),
        ],
    )
    fill(scan, [("Picture", ["{{ coach_scan }}"])])


def _cards(sheet: Sheet, said: Mapping[str, str]) -> None:
    table = cut_table(sheet, 3, (_CARD, _CODE, _STUB))
    first, card, last = table.rows
    tag(first, "{%tr for card in cards %}")
    tag(last, "{%tr endfor %}")
    keep(card, _HEIGHT)
    join(card.cells[0], card.cells[1])
    for cell, lines in zip(card.cells, _parts(said), strict=True):
        fill(cell, lines)


def _parts(said: Mapping[str, str]) -> Sequence[Lines]:
    """Return what stands on the card, beside it, and on its counterfoil."""
    number, code = "{{ card.number }}", ["{{ card.code }}"]
    return (
        [
            ("Slip Head", [f"{said['card']} {number} · ", ("{{ title }}", "Soft")]),
            ("Aside", [said["open"]]),
            ("Aside", [("{{ address }}", "Strong")]),
            ("Aside", [said["type"]]),
            ("Code", code),
            ("Aside", [f"{said['kept']} {{{{ expires }}}}. {said['lost']}"]),
        ],
        [("Picture", ["{{ card.scan }}"])],
        [
            ("Slip Head", [f"{said['stub']} {number}"]),
            ("Stub Code", code),
            ("Aside", [f"☐ {said['given']}"]),
            ("Aside", [said["stub_kept"]]),
        ],
    )


def order_template(language: Language) -> WordDocument:
    """Return the running order: clock times, what to say, what goes wrong."""
    sheet, said = paper(language, side=_MARGIN, footer=True), printed(language)
    sheet.add("Title", said.papers["order"])
    sheet.add("Contact", "{{ title }} · {{ route }} · {{ hours }}")
    sheet.add("Heading 1", said.papers["before"])
    for name, lines in (("early", said.early), ("same_day", said.same_day)):
        sheet.add("Heading 2", said.papers[name])
        for line in lines:
            sheet.add("Check", line)
    _needed(sheet, said.papers)
    with sheet.block("for day in days"):
        _page(sheet, "{{ day.title }}")
        _day(sheet, said.papers)
    _page(sheet, said.papers["after"])
    for line in said.after:
        sheet.add("Check", line)
    sheet.add("Heading 2", said.papers["again"])
    for _ in range(6):
        sheet.add("Ruled Line", "\t")
    return sheet.word


def _page(sheet: Sheet, head: str) -> None:
    """Begin a page with a heading at its very top."""
    space = sheet.add("Heading 1", head).paragraph_format
    space.page_break_before, space.space_before = True, Mm(0)


def _needed(sheet: Sheet, said: Mapping[str, str]) -> None:
    sheet.add("Heading 1", said["needed"])
    table = cut_table(sheet, 4, (64, 64, 46), line="rows")
    head, each, row, end = table.rows
    for cell, name in zip(head.cells, ("sheet", "many", "used"), strict=True):
        fill(cell, [("Table Head", [said[name]])])
    tag(each, "{%tr for one in sheets %}")
    for cell, name in zip(row.cells, ("name", "many", "used"), strict=True):
        fill(cell, [("Table Text", [f"{{{{ one.{name} }}}}"])])
    tag(end, "{%tr endfor %}")
    with sheet.block("if spare"):
        sheet.add("Normal", said["spare_time"])


def _day(sheet: Sheet, said: Mapping[str, str]) -> None:
    table = cut_table(sheet, 3, (_TIME, _DONE), line="rows")
    each, line, end = table.rows
    tag(each, "{%tr for line in day.lines %}")
    tag(end, "{%tr endfor %}")
    keep(line)
    when, what = line.cells
    minutes = f"{{{{ line.minutes }}}} {said['minutes']}"
    fill(
        when,
        [
            ("Clock", ["{{ line.clock }}"]),
            ("Aside", [minutes]),
            ("Aside", ["{{ line.way }}"]),
        ],
    )
    fill(what, _told(said))


def _told(said: Mapping[str, str]) -> Lines:
    lines: list[tuple[str, Sequence[Run]]] = [
        ("Slip Head", ["{{ line.head }}"]),
        ("Normal", [(f"{said['say']} ", "Strong"), "{{ line.say }}"]),
    ]
    for name, label in _ASIDES.items():
        lines += [
            ("Template Tag", [f"{{%p if line.{name} %}}"]),
            ("Aside", [(f"{said[label]} ", "Strong"), f"{{{{ line.{name} }}}}"]),
            ("Template Tag", ["{%p endif %}"]),
        ]
    return lines
