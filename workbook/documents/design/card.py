"""The call card's template: what to say and ask, and room to write what they say."""

from contextlib import AbstractContextManager

from docx.document import Document as WordDocument

from workbook.documents.design.cv import STORY
from workbook.documents.design.sheet import Sheet
from workbook.settings import Language


def call_card_template(language: Language) -> WordDocument:
    """Return the call card's template, in the order of a conversation."""
    sheet = Sheet(language)
    sheet.add("Title", "{{ whom or document_title }}")
    sheet.each("about", "Contact")
    sheet.wanting()
    _lines(sheet, "facts", "List Bullet")
    _lines(sheet, "said", "List Bullet")
    _lines(sheet, "opening", "Normal")
    _lines(sheet, "information", "Check")
    _lines(sheet, "questions", "Check")
    _lines(sheet, "arguments", "Check")
    with (
        _section(sheet, "stories", "card_stories"),
        sheet.block("for story in stories"),
    ):
        sheet.add("Check", *STORY)
    with _section(sheet, "objections"), sheet.block("for one in objections"):
        answer = "{% if one.answer %}\n{{ one.answer }}{% endif %}"
        sheet.add("List Bullet", ("{{ one.objection }}", "Strong"), answer)
    _lines(sheet, "rounding_off", "Normal")
    _lines(sheet, "notes", "Notes")
    _lines(sheet, "agreed", "Notes")
    return sheet.word


def _lines(sheet: Sheet, name: str, style: str) -> None:
    with _section(sheet, name):
        sheet.each(name, style)


def _section(
    sheet: Sheet, name: str, printed: str = ""
) -> AbstractContextManager[None]:
    return sheet.section(name, "Card Heading", printed or name)
