"""Cleans a new Word file of what its maker's own template left in it."""

from docx.document import Document as WordDocument
from docx.oxml.parser import parse_xml
from docx.oxml.xmlchemy import BaseOxmlElement

_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_UNWANTED = ("stylesWithEffects", "webSettings", "customXml", "thumbnail", "app.xml")

_SETTINGS = f"""
<w:settings {_W}>
  <w:zoom w:percent="100"/>
  <w:defaultTabStop w:val="720"/>
  <w:characterSpacingControl w:val="doNotCompress"/>
  <w:compat>
    <w:compatSetting w:name="compatibilityMode"
      w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>
  </w:compat>
  <w:themeFontLang w:val="{{tag}}"/>
  <w:decimalSymbol w:val="{{decimal}}"/>
  <w:listSeparator w:val="{{separator}}"/>
</w:settings>"""

_BULLET = """
  <w:abstractNum w:abstractNumId="{number}">
    <w:multiLevelType w:val="singleLevel"/>
    <w:lvl w:ilvl="0">
      <w:start w:val="1"/>
      <w:numFmt w:val="bullet"/>
      <w:pStyle w:val="{style}"/>
      <w:lvlText w:val="{sign}"/>
      <w:lvlJc w:val="left"/>
      <w:pPr><w:ind w:left="{indent}" w:hanging="{indent}"/></w:pPr>
    </w:lvl>
  </w:abstractNum>"""

_LISTS = (("ListBullet", "•", 283), ("Check", "☐", 340))
"""The lists by number, from 1: the style, its sign, its indent in twips."""

_FONT = """
  <w:font w:name="{name}">
    <w:altName w:val="{other}"/>
    <w:panose1 w:val="{panose}"/>
    <w:charset w:val="00"/>
    <w:family w:val="{family}"/>
    <w:pitch w:val="variable"/>
  </w:font>"""

_FONTS = (
    ("Calibri", "Carlito", "020F0502020204030204", "swiss"),
    ("Cambria", "Caladea", "02040503050406030204", "roman"),
)
"""Each font, the free one that is as wide, and what else Word may put in its place."""


def tidy(document: WordDocument, tag: str) -> None:
    """Leave only the parts in use, in today's Word format, in the language ``tag``."""
    _drop_parts(document)
    decimal, separator = (",", ";") if tag.startswith("da") else (".", ",")
    settings = _SETTINGS.format(tag=tag, decimal=decimal, separator=separator)
    _replace(document.settings.element, settings)
    numbering = document.part.numbering_part.element
    _replace(numbering, _numbering())
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _font_table()


def _numbering() -> str:
    numbers = range(1, len(_LISTS) + 1)
    lists = (
        _BULLET.format(number=number, style=style, sign=sign, indent=indent)
        for number, (style, sign, indent) in zip(numbers, _LISTS, strict=True)
    )
    used = (
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>' for n in numbers
    )
    return f"<w:numbering {_W}>{''.join(lists)}{''.join(used)}</w:numbering>"


def _font_table() -> bytes:
    keys = ("name", "other", "panose", "family")
    fonts = "".join(
        _FONT.format(**dict(zip(keys, font, strict=True))) for font in _FONTS
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    return f"{head}\n<w:fonts {_W}>{fonts}\n</w:fonts>".encode()


def _drop_parts(document: WordDocument) -> None:
    for owner in (document.part.package, document.part):
        unwanted = [
            key
            for key, relation in owner.rels.items()
            if any(name in str(relation.target_part.partname) for name in _UNWANTED)
        ]
        for key in unwanted:
            del owner.rels[key]


def _replace(element: BaseOxmlElement, xml: str) -> None:
    for child in list(element):
        element.remove(child)
    element.extend(list(parse_xml(xml)))
