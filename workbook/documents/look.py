"""The look of all documents: one table of styles, and the page they stand on."""

from dataclasses import dataclass

from docx.document import Document as WordDocument
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_PARAGRAPH_ALIGNMENT, WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import CharacterStyle, ParagraphStyle

BODY = "Calibri"
HEADINGS = "Calibri"
INK = "262626"
SOFT = "595959"
ACCENT = "1F4E5F"
"""A petrol that is as dark as the ink when printed in black and white."""

WIDTH, HEIGHT = 210, 297
SIDE, TOP, BOTTOM = 24, 20, 18
TEXT = WIDTH - 2 * SIDE
"""Millimetres: A4, its margins, and what is left for a line of text."""

_LINE = WD_TAB_LEADER.LINES
_RIGHT = WD_TAB_ALIGNMENT.RIGHT
_LEFT = WD_TAB_ALIGNMENT.LEFT
Tab = tuple[float, WD_TAB_ALIGNMENT, WD_TAB_LEADER]
_DATES: tuple[Tab, ...] = ((TEXT, _RIGHT, WD_TAB_LEADER.SPACES),)


@dataclass(frozen=True)
class Look:
    """One paragraph style; sizes and spaces in points, indents and tabs in mm."""

    name: str
    base: str | None = "Normal"
    then: str | None = None
    size: float | None = None
    ink: str | None = None
    font: str | None = None
    bold: bool | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    exact: float | None = None
    indent: float | None = None
    level: int | None = None
    tracking: float = 0
    caps: bool | None = None
    keep: bool | None = None
    rule: bool = False
    bullet: bool = False
    right: bool = False
    tabs: tuple[Tab, ...] = ()


LOOKS = (
    Look("Normal", None, None, 10.5, INK, BODY, before=0, after=4, line=1.12),
    Look(
        "Title", then="Contact", size=27, ink=ACCENT, font=HEADINGS, bold=True,
        after=1, line=1.0, keep=True,
    ),
    Look("Contact", size=10, ink=SOFT, after=0, line=1.1),
    Look(
        "Subtitle", then="Normal", size=13, ink=ACCENT, font=HEADINGS,
        before=12, after=0, line=1.05, keep=True,
    ),
    Look(
        "Heading 1", then="Normal", size=10.5, ink=ACCENT, font=HEADINGS, bold=True,
        before=16, after=5, line=1.0, level=0, tracking=1.0, caps=True, keep=True,
        rule=True,
    ),
    Look(
        "Heading 2", then="Normal", size=11, ink=INK, font=HEADINGS, bold=True,
        before=9, after=0, line=1.05, level=1, keep=True, tabs=_DATES,
    ),
    Look(
        "Letter Headline", then="Normal", size=16, ink=ACCENT, font=HEADINGS,
        bold=True, before=16, after=10, line=1.05, level=0, keep=True,
    ),
    Look("Workplace", then="Job Text", ink=SOFT, after=2, keep=True),
    Look("Job Text", after=2),
    Look("List Bullet", after=2, indent=5, bullet=True),
    Look("Entry", after=2, tabs=_DATES),
    Look("Language", after=1, tabs=((38, _LEFT, WD_TAB_LEADER.SPACES),)),
    Look("Receiver", after=0, line=1.15),
    Look("Date", then="Letter Headline", ink=SOFT, before=12, after=0, right=True),
    Look("Salutation", then="Letter Text", after=7),
    Look("Letter Text", size=11, after=7, line=1.15),
    Look("Closing", before=10, after=2, keep=True),
    Look("Signature", bold=True, after=12),
    Look("Attachments", size=9.5, ink=SOFT),
    Look("Footer", size=9, ink=SOFT, after=0, tabs=_DATES),
    Look(
        "Ruled Line", size=9, ink="7F7F7F", after=0, exact=23,
        tabs=((TEXT, _RIGHT, _LINE),),
    ),
    Look(
        "Ruled Line Two", size=9, ink="7F7F7F", after=0, exact=23,
        tabs=(
            (98, _LEFT, _LINE), (102, _LEFT, WD_TAB_LEADER.SPACES),
            (TEXT, _RIGHT, _LINE),
        ),
    ),
    Look("Template Tag", size=8, ink="8C8C8C", after=0, line=1.0),
)  # fmt: skip


def dress(document: WordDocument, tag: str) -> None:
    """Replace every style of an empty document; ``tag`` is its language, "da-DK"."""
    _undress(document)
    _language(document, tag)
    for look in LOOKS:
        _paragraph_style(document, look)
    for look in LOOKS:
        if look.then:
            style = document.styles[look.name]
            style.next_paragraph_style = document.styles[look.then]
    _character_style(document, "Strong", bold=True)
    period = _character_style(document, "Period", bold=False)
    period.font.size, period.font.color.rgb = Pt(10), RGBColor.from_string(SOFT)
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
    style = _add(document, look.name, WD_STYLE_TYPE.PARAGRAPH)
    style.base_style = document.styles[look.base] if look.base else None
    style.font.size = Pt(look.size) if look.size else None
    style.font.bold, style.font.all_caps = look.bold, look.caps
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
    space.line_spacing = Pt(look.exact) if look.exact else look.line
    space.keep_with_next = space.keep_together = look.keep
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
        paragraph.insert_element_before(_rule(), "w:shd", "w:tabs", "w:spacing")
    if look.bullet:
        paragraph.get_or_add_numPr().get_or_add_numId().val = 1
    if look.level is not None:
        paragraph.append(_value("w:outlineLvl", str(look.level)))
    if look.tracking:
        spacing = _value("w:spacing", str(round(look.tracking * 20)))
        run.insert_element_before(spacing, "w:sz", "w:szCs", "w:lang")


def _rule() -> OxmlElement:
    borders, bottom = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    look = {"val": "single", "sz": "4", "space": "2", "color": "A5B8BF"}
    for key, value in look.items():
        bottom.set(qn(f"w:{key}"), value)
    borders.append(bottom)
    return borders


def _value(name: str, value: str) -> OxmlElement:
    element = OxmlElement(name)
    element.set(qn("w:val"), value)
    return element


def _all_scripts(fonts: OxmlElement, font: str) -> None:
    for script in ("ascii", "hAnsi", "eastAsia", "cs"):
        fonts.set(qn(f"w:{script}"), font)


def _character_style(
    document: WordDocument, name: str, *, bold: bool
) -> CharacterStyle:
    style = _add(document, name, WD_STYLE_TYPE.CHARACTER)
    style.font.bold = bold
    return style


def _add(document: WordDocument, name: str, kind: WD_STYLE_TYPE) -> ParagraphStyle:
    known = {style.name: style for style in document.styles}
    style = known.get(name) or document.styles.add_style(name, kind)
    style.quick_style, style.hidden, style.unhide_when_used = True, False, False
    return style


def _page(document: WordDocument) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(WIDTH), Mm(HEIGHT)
    section.left_margin = section.right_margin = Mm(SIDE)
    section.top_margin, section.bottom_margin = Mm(TOP), Mm(BOTTOM)
    section.header_distance = section.footer_distance = Mm(9)
    section.different_first_page_header_footer = True
