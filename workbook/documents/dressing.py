"""Puts a look on a document: its styles, and nothing else, are exchanged."""

from copy import deepcopy
from functools import lru_cache
from pathlib import Path

import docx
from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.oxml.xmlchemy import BaseOxmlElement

_LIST, _LANGUAGE = qn("w:numPr"), qn("w:lang")


def dress(document: WordDocument, look: Path) -> None:
    """Give each style of the document the type and spacing that it has in the look.

    Styles are known by name. What ties a style to its own document stays: its list
    and its language. A style that the look lacks is left as it is.
    """
    looks = _styles(look, look.stat().st_mtime_ns)
    for style in document.styles:
        wanted = looks.get(style.name)
        if wanted is not None:
            _exchange(style.element, wanted)


@lru_cache(maxsize=4)
def _styles(look: Path, _changed: int) -> dict[str, BaseOxmlElement]:
    return {style.name: style.element for style in docx.Document(str(look)).styles}


def _exchange(style: BaseOxmlElement, wanted: BaseOxmlElement) -> None:
    for name, ties in (("pPr", _LIST), ("rPr", _LANGUAGE)):
        own, new = style.find(qn(f"w:{name}")), wanted.find(qn(f"w:{name}"))
        tie = None if own is None else own.find(ties)
        if new is None:
            continue
        new = deepcopy(new)
        _retie(new, ties, tie)
        if own is not None:
            style.replace(own, new)
        else:
            style.append(new)


def _retie(new: BaseOxmlElement, name: str, tie: BaseOxmlElement | None) -> None:
    """Put the document's own tie where the look has its own, or take that out."""
    theirs = new.find(name)
    if theirs is not None and tie is not None:
        new.replace(theirs, tie)
    elif theirs is not None:
        new.remove(theirs)
    elif tie is not None:
        new.append(tie)
