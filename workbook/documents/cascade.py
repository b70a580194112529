"""What a Word file's styles come to: a value for each property of a paragraph or run.

Values are points, colours six hexadecimal digits; a property nobody sets is missing.
"""

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, Final

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

from workbook.documents.layout import NUMBERED

Values = Mapping[str, Any]
_TWIPS: Final = 20
_BULLET: Final = "•"
_OFF: Final = ("0", "false", "off", "none")


def attribute(element: BaseOxmlElement | None, name: str, default: str = "") -> str:
    """Return a ``w:`` attribute, also of an element that is not there."""
    return default if element is None else str(element.get(qn(f"w:{name}"), default))


def points(text: str, unit: float = _TWIPS) -> float | None:
    """Return a measure in points, by default written in twips; None for no number."""
    try:
        return float(text) / unit
    except ValueError:
        return None


class Cascade:
    """Adds up defaults, styles and what a paragraph or run says itself."""

    def __init__(self, document: WordDocument) -> None:
        """Read the styles and lists of a document when they are asked for."""
        self._document = document
        self._chains: dict[str, tuple[Values, Values]] = {}

    def paragraph(self, element: BaseOxmlElement) -> tuple[Values, Values]:
        """Return the values of a paragraph, and those of its letters."""
        own = element.find(qn("w:pPr"))
        style = attribute(_child(own, "pStyle"), "val") or self._normal
        form, letters = self._chain(style)
        mine = _form(own)
        listed = self._list(mine) if "number" in mine else {}
        return {**form, **listed, **mine}, letters

    def letters(self, run: BaseOxmlElement, letters: Values) -> Values:
        """Return the values of a run's letters in a paragraph of ``letters``."""
        own = run.find(qn("w:rPr"))
        style = attribute(_child(own, "rStyle"), "val")
        named = self._styles.get(style)
        told = () if named is None else self._ancestry(style)
        styled: dict[str, Any] = {}
        for one in told:
            styled |= _letters(one.find(qn("w:rPr")))
        return {**letters, **styled, **_letters(own)}

    def table(self, element: BaseOxmlElement) -> Iterator[BaseOxmlElement]:
        """Yield the properties of a table, those that count most last."""
        own = element.find(qn("w:tblPr"))
        style = attribute(_child(own, "tblStyle"), "val")
        for one in self._ancestry(style):
            if (found := one.find(qn("w:tblPr"))) is not None:
                yield found
        if own is not None:
            yield own

    @cached_property
    def _styles(self) -> dict[str, BaseOxmlElement]:
        every = self._document.styles.element.findall(qn("w:style"))
        return {attribute(one, "styleId"): one for one in every}

    @cached_property
    def _normal(self) -> str:
        for name, one in self._styles.items():
            if attribute(one, "type") == "paragraph" and attribute(one, "default"):
                return name
        return ""

    def _ancestry(self, style: str) -> list[BaseOxmlElement]:
        """Return a style and what it is based on, the root first."""
        found: list[BaseOxmlElement] = []
        while (one := self._styles.get(style)) is not None and one not in found:
            found.insert(0, one)
            style = attribute(one.find(qn("w:basedOn")), "val")
        return found

    def _chain(self, style: str) -> tuple[Values, Values]:
        if style not in self._chains:
            form, letters = (dict(values) for values in self._defaults)
            for one in self._ancestry(style):
                own = _form(one.find(qn("w:pPr")))
                form |= self._list(own) if "number" in own else {}
                form |= own
                letters |= _letters(one.find(qn("w:rPr")))
            name = attribute(_child(self._styles.get(style), "name"), "val")
            self._chains[style] = {**form, "style": name.casefold()}, letters
        return self._chains[style]

    @cached_property
    def _defaults(self) -> tuple[Values, Values]:
        told = self._document.styles.element.find(qn("w:docDefaults"))
        form = _child(_child(told, "pPrDefault"), "pPr")
        letters = _child(_child(told, "rPrDefault"), "rPr")
        return _form(form), {"size": 10.0, **_letters(letters)}

    def _list(self, form: Values) -> Values:
        """Return the sign and the indents of the list that a paragraph belongs to."""
        level = self._levels.get((form["number"], form.get("depth", "0")))
        if level is None:
            return {"sign": ""}
        bulleted = attribute(level.find(qn("w:numFmt")), "val") == "bullet"
        told = attribute(level.find(qn("w:lvlText")), "val")
        # The fonts of signs have theirs where no other font has any.
        sign = _BULLET if "\ue000" <= told <= "\uf8ff" else told
        form = _form(level.find(qn("w:pPr")))
        return {**form, "sign": sign if bulleted else NUMBERED}

    @cached_property
    def _levels(self) -> dict[tuple[str, str], BaseOxmlElement]:
        try:
            told = self._document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return {}
        kinds = {
            attribute(one, "abstractNumId"): one
            for one in told.findall(qn("w:abstractNum"))
        }
        found = {}
        for number in told.findall(qn("w:num")):
            kind = kinds.get(attribute(number.find(qn("w:abstractNumId")), "val"))
            for level in [] if kind is None else kind.findall(qn("w:lvl")):
                key = attribute(number, "numId"), attribute(level, "ilvl")
                found[key] = level
        return found


def _child(element: BaseOxmlElement | None, name: str) -> BaseOxmlElement | None:
    return None if element is None else element.find(qn(f"w:{name}"))


def _values(
    element: BaseOxmlElement | None,
    readers: Mapping[str, Callable[[BaseOxmlElement], Values]],
) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for child in () if element is None else element:
        if reader := readers.get(str(child.tag)):
            told = reader(child).items()
            found |= {key: value for key, value in told if value is not None}
    return found


def _form(element: BaseOxmlElement | None) -> dict[str, Any]:
    return _values(element, _FORM)


def _letters(element: BaseOxmlElement | None) -> dict[str, Any]:
    return _values(element, _LETTERS)


def _switch(name: str) -> Callable[[BaseOxmlElement], Values]:
    return lambda element: {name: attribute(element, "val", "1") not in _OFF}


def _text(name: str) -> Callable[[BaseOxmlElement], Values]:
    return lambda element: {name: attribute(element, "val")}


def _spacing(element: BaseOxmlElement) -> Values:
    rule = attribute(element, "lineRule", "auto")
    line = points(attribute(element, "line"), 240 if rule == "auto" else _TWIPS)
    return {
        "before": points(attribute(element, "before")),
        "after": points(attribute(element, "after")),
        "line": line,
        "rule": rule if line is not None else None,
    }


def _indent(element: BaseOxmlElement) -> Values:
    hanging = points(attribute(element, "hanging"))
    first = points(attribute(element, "firstLine"))
    return {
        "left": points(attribute(element, "left") or attribute(element, "start")),
        "right": points(attribute(element, "right") or attribute(element, "end")),
        "first": first if hanging is None else -hanging,
    }


def _tabs(element: BaseOxmlElement) -> Values:
    stops = [
        (place, attribute(tab, "val"), attribute(tab, "leader", "none"))
        for tab in element
        if (place := points(attribute(tab, "pos"))) is not None
    ]
    return {"tabs": tuple(sorted(stop for stop in stops if stop[1] != "clear"))}


def _number(element: BaseOxmlElement) -> Values:
    number = attribute(element.find(qn("w:numId")), "val")
    return {
        "number": number,
        "depth": attribute(element.find(qn("w:ilvl")), "val", "0"),
        "sign": "" if number == "0" else None,
    }


def border(element: BaseOxmlElement | None) -> tuple[float, float, str] | None:
    """Return a line's weight, its distance from the text and its colour, if any."""
    weight = points(attribute(element, "sz"), 8)
    if weight is None or attribute(element, "val") in ("", "nil", *_OFF):
        return None
    gap = points(attribute(element, "space", "0"), 1) or 0.0
    return weight, gap, _colour(attribute(element, "color"))


def _borders(element: BaseOxmlElement) -> Values:
    return {side: border(element.find(qn(f"w:{side}"))) for side in ("top", "bottom")}


def _colour(text: str) -> str:
    named = len(text) == 6 and not set(text.upper()) - set("0123456789ABCDEF")
    return text.upper() if named else ""


def _level(element: BaseOxmlElement) -> Values:
    return {"level": int(points(attribute(element, "val"), 1) or 0)}


def _fonts(element: BaseOxmlElement) -> Values:
    return {"font": attribute(element, "ascii") or attribute(element, "hAnsi") or None}


_FORM: Final[Mapping[str, Callable[[BaseOxmlElement], Values]]] = {
    qn("w:spacing"): _spacing,
    qn("w:ind"): _indent,
    qn("w:tabs"): _tabs,
    qn("w:numPr"): _number,
    qn("w:pBdr"): _borders,
    qn("w:shd"): lambda element: {"shade": _colour(attribute(element, "fill"))},
    qn("w:jc"): _text("align"),
    qn("w:outlineLvl"): _level,
    qn("w:keepNext"): _switch("keep_next"),
    qn("w:keepLines"): _switch("keep_together"),
    qn("w:widowControl"): _switch("widows"),
    qn("w:pageBreakBefore"): _switch("new_page"),
    qn("w:contextualSpacing"): _switch("contextual"),
}
_LETTERS: Final[Mapping[str, Callable[[BaseOxmlElement], Values]]] = {
    qn("w:rFonts"): _fonts,
    qn("w:sz"): lambda element: {"size": points(attribute(element, "val"), 2)},
    qn("w:spacing"): lambda one: {"tracking": points(attribute(one, "val"))},
    qn("w:color"): lambda element: {"colour": _colour(attribute(element, "val"))},
    qn("w:u"): _switch("underline"),
    qn("w:b"): _switch("bold"),
    qn("w:i"): _switch("italic"),
    qn("w:caps"): _switch("caps"),
}
