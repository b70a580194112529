"""The templates of what a coach prints from a workshop: cards and running order."""

from docx.document import Document as WordDocument

from workbook.documents.design.cut import Lines, cut_table, fill, keep, tag
from workbook.documents.design.printed_papers import printed
from workbook.documents.design.sheet import Sheet
from workbook.settings import Language

_CARD, _CODE, _STUB = 66, 38, 56
_HEIGHT = 50


def cards_template(language: Language) -> WordDocument:
    """Return the cards: each with its QR code and, to its right, its counterfoil."""
    sheet, said = Sheet(language), printed(language).papers
    with sheet.block("if coach_code"):
        sheet.add("Title", said["coach_card"])
        sheet.add("Contact", "{{ title }}")
        sheet.add("Code", "{{ coach_code }}")
        sheet.add("Normal", f"{{{{ address }}}}/coach. {said['coach_code']}")
    with sheet.block("if cards"):
        sheet.add("Heading 1", said["cards_title"])
        sheet.add("Normal", said["cards_lead"])
        _cards(sheet, language)
    return sheet.word


def _cards(sheet: Sheet, language: Language) -> None:
    table = cut_table(sheet, 3, (_CARD, _CODE, _STUB))
    first, card, last = table.rows
    tag(first, "{%tr for card in cards %}")
    tag(last, "{%tr endfor %}")
    keep(card, _HEIGHT)
    for cell, lines in zip(card.cells, _parts(language), strict=True):
        fill(cell, lines)


def _parts(language: Language) -> tuple[Lines, ...]:
    """Return what stands on the card, beside it, and on its counterfoil."""
    said, number = printed(language).papers, "{{ card.number }}"
    code = ("Code", ["{{ card.code }}"])
    return (
        [
            ("Heading 2", [f"{said['card']} {number} · {{{{ title }}}}"]),
            ("Label", [said["code"]]),
            code,
            ("Attachments", [f"{said['kept']} {{{{ expires }}}}. {said['lost']}"]),
        ],
        [
            ("Picture", ["{{ card.scan }}"]),
            ("Attachments", [f"{said['scan']} {{{{ address }}}}"]),
        ],
        [
            ("Heading 2", [f"{said['stub']} {number}"]),
            code,
            ("Attachments", [f"{{{{ title }}}}. {said['stub_kept']}"]),
        ],
    )


def order_template(language: Language) -> WordDocument:
    """Return the running order: clock times, what to say, what goes wrong."""
    sheet, said = Sheet(language), printed(language).papers
    sheet.add("Title", said["order"])
    sheet.add("Contact", "{{ title }} · {{ route }} · {{ hours }}")
    sheet.add("Heading 1", said["before"])
    for line in printed(language).before:
        sheet.add("Check", line)
    with sheet.block("for day in days"):
        sheet.add("Heading 1", "{{ day.title }}")
        with sheet.block("for line in day.lines"):
            sheet.add("Heading 2", "{{ line.clock }}  {{ line.head }}")
            sheet.add("Workplace", "{{ line.how }}")
            sheet.add("Normal", (f"{said['say']} ", "Strong"), "{{ line.say }}")
            for name in ("out", "paper", "wrong", "save"):
                with sheet.block(f"if line.{name}"):
                    sheet.add(
                        "Normal", (f"{said[name]} ", "Strong"), f"{{{{ line.{name} }}}}"
                    )
    sheet.add("Heading 1", said["after"])
    for line in printed(language).after:
        sheet.add("Check", line)
    return sheet.word
