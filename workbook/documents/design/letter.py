"""The application's template."""

from docx.document import Document as WordDocument

from workbook.documents.design.cv import NAMED
from workbook.documents.design.sheet import Sheet
from workbook.settings import Language


def application_template(language: Language) -> WordDocument:
    """Return the application's template."""
    sheet = Sheet(language)
    sheet.add("Title", "{{ name or document_title }}")
    sheet.each("contact", "Contact")
    sheet.wanting()
    sheet.each("receiver", "Receiver")
    sheet.add("Date", "{{ date }}")
    with sheet.block("if headline"):
        sheet.add("Letter Headline", "{{ headline }}")
    with sheet.block("if salutation"):
        sheet.add("Salutation", "{{ salutation }}")
    sheet.each("hook", "Letter Text")
    with sheet.block("if strengths"):
        sheet.add("Heading 2", sheet.printed["strengths"])
        with sheet.block("for competence in strengths"):
            sheet.add("Letter Bullet", *NAMED)
    _body(sheet, "difference", "difference", "worth")
    _body(sheet, "why_you", "why_you", "proposal")
    _ending(sheet)
    return sheet.word


def _body(sheet: Sheet, heading: str, *names: str) -> None:
    with sheet.block(f"if {' or '.join(names)}"):
        sheet.add("Heading 2", sheet.printed[heading])
    for name in names:
        sheet.each(name, "Letter Text")


def _ending(sheet: Sheet) -> None:
    with sheet.block("if closing"):
        sheet.add("Letter Text", "{{ closing }}")
    sheet.add("Closing", sheet.printed["greeting"])
    sheet.add("Signature", "{{ signature }}")
    with sheet.block("if attachments"):
        label = sheet.printed["attachments"]
        sheet.add("Attachments", f"{label}: {{{{ attachments | join(', ') }}}}")
