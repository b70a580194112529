"""Puts a look on a document: its styles, and nothing else, are exchanged."""

from collections.abc import Sequence
from copy import deepcopy
from functools import lru_cache
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.oxml.xmlchemy import BaseOxmlElement

_AFTER_LIST = (
    "suppressLineNumbers", "pBdr", "shd", "tabs", "suppressAutoHyphens", "kinsoku",
    "wordWrap", "overflowPunct", "topLinePunct", "autoSpaceDE", "autoSpaceDN", "bidi",
    "adjustRightInd", "snapToGrid", "spacing", "ind", "contextualSpacing",
    "mirrorIndents", "suppressOverlap", "jc", "textDirection", "textAlignment",
    "textboxTightWrap", "outlineLvl", "divId", "cnfStyle",
)  # fmt: skip
_AFTER_LANGUAGE = ("eastAsianLayout", "specVanish", "oMath")
_TIES = (("pPr", "numPr", _AFTER_LIST), ("rPr", "lang", _AFTER_LANGUAGE))
"""What of a style is exchanged, what in it stays, and what Word wants behind that."""


def dress(document: WordDocument, look: Path) -> None:
    """Give each style of the document the type and spacing that it has in the look.

    Styles are known by kind and name. What ties a style to its own document stays:
    its list and its language. A style that the look lacks is left as it is.
    """
    looks = _styles(look, look.stat().st_mtime_ns)
    for style in document.styles:
        wanted = looks.get((style.type, style.name))
        if wanted is not None:
            _exchange(style.element, wanted)


@lru_cache(maxsize=4)
def _styles(look: Path, _changed: int) -> dict[tuple[int, str], BaseOxmlElement]:
    styles = docx.Document(str(look)).styles
    return {(style.type, style.name): style.element for style in styles}


def _exchange(style: BaseOxmlElement, wanted: BaseOxmlElement) -> None:
    for name, tied, later in _TIES:
        own, new = (one.find(qn(f"w:{name}")) for one in (style, wanted))
        if own is None and new is None:
            continue
        new = OxmlElement(f"w:{name}") if new is None else deepcopy(new)
        own = getattr(style, f"get_or_add_{name}")() if own is None else own
        _retie(new, tied, own.find(qn(f"w:{tied}")), later)
        style.replace(own, new)


def _retie(
    new: BaseOxmlElement, name: str, tie: BaseOxmlElement | None, later: Sequence[str]
) -> None:
    """Put the document's own tie where the look has its own, or take that out."""
    theirs = new.find(qn(f"w:{name}"))
    if theirs is not None:
        new.remove(theirs)
    if tie is not None:
        new.insert_element_before(tie, *(f"w:{one}" for one in later))
