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

_BULLETS = f"""
<w:numbering {_W}>
  <w:abstractNum w:abstractNumId="1">
    <w:multiLevelType w:val="singleLevel"/>
    <w:lvl w:ilvl="0">
      <w:start w:val="1"/>
      <w:numFmt w:val="bullet"/>
      <w:pStyle w:val="ListBullet"/>
      <w:lvlText w:val="•"/>
      <w:lvlJc w:val="left"/>
      <w:pPr><w:ind w:left="283" w:hanging="283"/></w:pPr>
      <w:rPr>
        <w:rFonts w:ascii="Calibri" w:hAnsi="Calibri" w:cs="Calibri"/>
        <w:color w:val="{{ink}}"/>
      </w:rPr>
    </w:lvl>
  </w:abstractNum>
  <w:num w:numId="1"><w:abstractNumId w:val="1"/></w:num>
</w:numbering>"""

_FONTS = f"""<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<w:fonts {_W}>
  <w:font w:name="Calibri">
    <w:altName w:val="Carlito"/>
    <w:panose1 w:val="020F0502020204030204"/>
    <w:charset w:val="00"/>
    <w:family w:val="swiss"/>
    <w:pitch w:val="variable"/>
  </w:font>
</w:fonts>"""


def tidy(document: WordDocument, tag: str, ink: str) -> None:
    """Leave only the parts in use, in today's Word format, in the language ``tag``."""
    _drop_parts(document)
    decimal, separator = (",", ";") if tag.startswith("da") else (".", ",")
    settings = _SETTINGS.format(tag=tag, decimal=decimal, separator=separator)
    _replace(document.settings.element, settings)
    numbering = document.part.numbering_part.element
    _replace(numbering, _BULLETS.format(ink=ink))
    for part in document.part.package.iter_parts():
        if part.partname == "/word/fontTable.xml":
            part._blob = _FONTS.encode()


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
