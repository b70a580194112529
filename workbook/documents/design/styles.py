"""Turns the table of looks into the styles of a Word document."""

from collections.abc import Mapping
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

from workbook.documents.design.look import (
    BODY,
    BOTTOM,
    HEIGHT,
    LOOKS,
    RULE,
    SIDE,
    SOFT,
    TOP,
    WIDTH,
    Look,
    LookName,
)

_OWN = {
    "Title", "Subtitle", "Heading 1", "Heading 2", "Heading 3", "List Bullet", "Date",
    "Salutation", "Closing", "Signature", "Footer", "Strong",
}  # fmt: skip
"""The styles that Word itself knows under these names, in every language."""


TABLE = "Plan Table"


def dress(document: WordDocument, tag: str, name: LookName) -> None:
    """Replace every style of an empty document; ``tag`` is its language, "da-DK"."""
    _undress(document)
    _language(document, tag)
    for look in LOOKS[name]:
        _paragraph_style(document, look)
    for look in LOOKS[name]:
        if look.then:
            style = document.styles[look.name]
            style.next_paragraph_style = document.styles[look.then]
    _character_style(document, "Strong", bold=True)
    soft = _character_style(document, "Soft", bold=False)
    soft.font.size, soft.font.color.rgb = Pt(10), RGBColor.from_string(SOFT)
    _table_style(document)
    _every_script(document)
    _page(document)


def _undress(document: WordDocument) -> None:
    kept = {"Normal", "Default Paragraph Font", "Normal Table", "No List"}
    for style in list(document.styles):
        if style.name not in kept:
            style.delete()


def _language(document: WordDocument, tag: str) -> None:
    defaults = document.styles.element.find(qn("w:docDefaults"))
    for fonts in defaults.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        _all_scripts(fonts, BODY)
    for language in defaults.iter(qn("w:lang")):
        language.set(qn("w:val"), tag)
    normal = document.styles["Normal"].element.get_or_add_rPr()
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    normal.append(language)


def _paragraph_style(document: WordDocument, look: Look) -> None:
    style: ParagraphStyle = _add(document, look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[look.base] if look.base else None
    style.font.size = Pt(look.size) if look.size else None
    style.font.bold, style.font.italic = look.bold, look.italic
    style.font.all_caps = look.caps
    if look.ink:
        style.font.color.rgb = RGBColor.from_string(look.ink)
    if look.font:
        style.font.name = look.font
        _all_scripts(style.element.rPr.rFonts, look.font)
    _spacing(style, look)
    _extras(style, look)


def _spacing(style: ParagraphStyle, look: Look) -> None:
    space = style.paragraph_format
    space.space_before = None if look.before is None else Pt(look.before)
    space.space_after = None if look.after is None else Pt(look.after)
    space.line_spacing = look.line
    space.keep_with_next, space.keep_together = look.keep, look.keep or look.together
    space.widow_control = True
    if look.indent:
        space.left_indent, space.first_line_indent = Mm(look.indent), -Mm(look.indent)
    if look.right:
        space.alignment = WD_PARAGRAPH_ALIGNMENT.RIGHT
    for position, alignment, leader in look.tabs:
        space.tab_stops.add_tab_stop(Mm(position), alignment, leader)


def _extras(style: ParagraphStyle, look: Look) -> None:
    """Add what python-docx has no names for."""
    paragraph, run = style.element.get_or_add_pPr(), style.element.get_or_add_rPr()
    if look.rule:
        rule = _border("w:pBdr", {"bottom": look.rule})
        paragraph.insert_element_before(rule, "w:shd", "w:tabs", "w:spacing")
    if look.shade:
        shade = OxmlElement("w:shd")
        for key, value in {"val": "clear", "color": "auto", "fill": look.shade}.items():
            shade.set(qn(f"w:{key}"), value)
        paragraph.insert_element_before(shade, "w:tabs", "w:spacing")
    if look.bullet:
        paragraph.get_or_add_numPr().get_or_add_numId().val = look.bullet
    if look.level is not None:
        paragraph.append(_value("w:outlineLvl", str(look.level)))
    if look.tracking:
        spacing = _value("w:spacing", str(round(look.tracking * 20)))
        run.insert_element_before(spacing, "w:sz", "w:szCs", "w:lang")


def _border(name: str, sides: Mapping[str, int]) -> BaseOxmlElement:
    """Return lines by side, their weight in eighths of a point."""
    borders = OxmlElement(name)
    for place, weight in sides.items():
        side = OxmlElement(f"w:{place}")
        look = {"val": "single", "sz": str(weight), "space": "2", "color": RULE}
        for key, value in look.items():
            side.set(qn(f"w:{key}"), value)
        borders.append(side)
    return borders


def _table_style(document: WordDocument) -> None:
    """Add the style of tables: a line below each row, and no box around it."""
    style = _add(document, TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    properties = OxmlElement("w:tblPr")
    properties.append(_border("w:tblBorders", {"bottom": 4, "insideH": 4}))
    properties.append(_flush())
    style.element.append(properties)


def _flush() -> BaseOxmlElement:
    """Return margins that let the text of a table stand below its heading's."""
    margins = OxmlElement("w:tblCellMar")
    for place, width in (("left", "0"), ("right", "115")):
        side = OxmlElement(f"w:{place}")
        side.set(qn("w:w"), width)
        side.set(qn("w:type"), "dxa")
        margins.append(side)
    return margins


def _value(name: str, value: str) -> BaseOxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _every_script(document: WordDocument) -> None:
    """Give Arabic and Hebrew, which Word sizes apart, the size and weight of Latin."""
    for name in ("w:sz", "w:b"):
        for latin in list(document.styles.element.iter(qn(name))):
            other = latin.getnext()
            if other is None or other.tag != qn(f"{name}Cs"):
                latin.addnext(OxmlElement(f"{name}Cs"))
            latin.getnext().attrib.update(latin.attrib)


def _all_scripts(fonts: BaseOxmlElement, font: str) -> None:
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _character_style(
    document: WordDocument, name: str, *, bold: bool
) -> CharacterStyle:
    style: CharacterStyle = _add(document, name, WD_STYLE_TYPE.CHARACTER)
    style.font.bold = bold
    return style


def _add(document: WordDocument, name: str, kind: WD_STYLE_TYPE) -> Any:
    known = {style.name: style for style in document.styles}
    style = known.get(name) or document.styles.add_style(name, kind, name in _OWN)
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    return style


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True
