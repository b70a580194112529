"""The lines of a Word file, read from its parts: nothing is unpacked or looked up."""

import posixpath
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from io import BytesIO
from typing import Final, NamedTuple

from lxml import etree

from workbook.errors import ExchangeError
from workbook.exchange.old_cv_line import Line

LARGEST: Final = 16 * 1024 * 1024  # of all parts that are read, unpacked
_BROKEN: Final = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    etree.XMLSyntaxError,
    EOFError,
    OSError,
    LookupError,
    ValueError,
    NotImplementedError,
    RecursionError,
)
_BESIDE: Final = ("header", "footer", "footnotes", "endnotes")
_TYPED: Final = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n"}
_TYPED_TOO: Final = {"noBreakHyphen": "\u2011"}
# Settings, what was deleted or moved away, and the codes of fields.
_UNSEEN: Final = frozenset(
    {"pPr", "rPr", "sdtPr", "tblPr", "del", "moveFrom", "delText", "instrText"}
)


class _Look(NamedTuple):
    """What a style makes of a paragraph: a heading of a level, a point of a list."""

    level: int = 0
    listed: bool = False


def word_lines(content: bytes) -> tuple[list[Line], list[Line]]:
    """Return the lines of the body, and those of headers, footers and notes.

    Tables come cell by cell, a text box after the paragraph that holds it. What
    several headers say alike comes once.

    Raises ExchangeError ``old_cv_unknown`` for a zip that is no Word file,
    ``old_cv_encrypted``, ``old_cv_too_large`` or ``old_cv_broken``.
    """
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            return _Parts(archive).lines()
    except _BROKEN as fault:
        raise ExchangeError("old_cv_broken") from fault


class _Parts:
    """The parts of one file, as many of them as are asked for."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = {*archive.namelist()}
        self._left = LARGEST

    def lines(self) -> tuple[list[Line], list[Line]]:
        main = next(self._related("", "officeDocument"), "")
        document = self._tree(main) if main else None
        if document is None or _name(document) != "document":
            raise ExchangeError("old_cv_unknown")
        looks = {}
        for name in self._related(main, "styles"):
            looks = _looks(self._tree(name))
        beside: dict[str, Line] = {}
        for kind in _BESIDE:
            for name in self._related(main, kind):
                for line in _blocks(self._tree(name), looks):
                    beside.setdefault(line.text, line)
        return [*_blocks(document, looks)], [*beside.values()]

    def _related(self, part: str, kind: str) -> Iterator[str]:
        """Go through the parts that a part, or the file itself, names as of a kind."""
        folder, name = posixpath.split(part)
        told = posixpath.join(folder, "_rels", f"{name}.rels")
        if told not in self._names:
            return
        for relation in self._tree(told):
            if relation.get("Type", "").endswith(f"/{kind}"):
                target = posixpath.join("/", folder, relation.get("Target", ""))
                yield posixpath.normpath(target).lstrip("/")

    def _tree(self, name: str) -> etree._Element:
        # Read anew each time: a parser is not to be shared between files.
        parser = etree.XMLParser(
            resolve_entities=False,
            load_dtd=False,
            no_network=True,
            huge_tree=False,
            remove_comments=True,
            remove_pis=True,
        )
        root = etree.fromstring(self._read(name), parser)
        if root.getroottree().docinfo.doctype:
            raise ExchangeError("old_cv_broken")  # Word's XML has none
        return root

    def _read(self, name: str) -> bytes:
        part = self._archive.getinfo(name)
        if part.flag_bits & 1:
            raise ExchangeError("old_cv_encrypted")
        # The others may unpack more than they are asked for.
        if part.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise ExchangeError("old_cv_broken")
        with self._archive.open(part) as stream:
            found = stream.read(self._left + 1)
        self._left -= len(found)
        if self._left < 0 or part.file_size > LARGEST:
            raise ExchangeError("old_cv_too_large")
        return found


def _name(element: etree._Element) -> str:
    """Return a tag without its namespace: Word has two of them, old and strict."""
    return str(etree.QName(element).localname)


def _value(element: etree._Element | None) -> str:
    attributes = {} if element is None else element.attrib
    found = (v for k, v in attributes.items() if etree.QName(k).localname == "val")
    return str(next(found, ""))


def _child(element: etree._Element | None, *names: str) -> etree._Element | None:
    """Return what stands within, one name below the other; None when it is not."""
    for name in names:
        inside = element if element is not None else ()
        element = next((child for child in inside if _name(child) == name), None)
    return element


def _looks(styles: etree._Element) -> dict[str, _Look]:
    """Return by style what it makes of a paragraph, of itself or by its base."""
    own: dict[str, _Look] = {}
    bases: dict[str, str] = {}
    for style in styles:
        name = next((v for k, v in style.attrib.items() if k.endswith("styleId")), "")
        first, _, number = _value(_child(style, "name")).lower().partition(" ")
        heads = first == "heading" and number.isdecimal()
        look = _look(style, _Look(int(number) if heads else 0))
        if look != _Look():
            own[str(name)] = look
        bases[str(name)] = _value(_child(style, "basedOn"))
    return {style: _based(style, own, bases) for style in bases}


def _based(style: str, own: Mapping[str, _Look], bases: Mapping[str, str]) -> _Look:
    seen: set[str] = set()
    while style in bases and style not in own and style not in seen:
        seen.add(style)
        style = bases[style]
    return own.get(style, _Look())


def _look(element: etree._Element, base: _Look) -> _Look:
    """Return what a paragraph or a style makes of its base's look."""
    outline = _value(_child(element, "pPr", "outlineLvl"))
    listed = _child(element, "pPr", "numPr") is not None
    level = _level(outline) if outline.isdecimal() else base.level
    return _Look(level, listed or base.listed)


def _level(outline: str) -> int:
    """Return an outline level as that of a heading; the tenth means plain text."""
    return int(outline) + 1 if int(outline) < 9 else 0


def _blocks(element: etree._Element, looks: Mapping[str, _Look]) -> Iterator[Line]:
    """Go through the lines of paragraphs, wherever they stand."""
    for child in _seen(element):
        if _name(child) == "p":
            yield from _paragraph(child, looks)
        else:
            yield from _blocks(child, looks)


def _seen(element: etree._Element) -> Iterator[etree._Element]:
    """Go through what a reader sees; of two ways to draw a thing only one."""
    for child in element:
        if not isinstance(child.tag, str) or _name(child) in _UNSEEN:
            continue
        if _name(child) == "AlternateContent":
            yield from [way for way in child if any(_told(way))][:1]
        else:
            yield child


def _told(element: etree._Element) -> Iterator[bool]:
    return (bool(found.text) for found in element.iter("{*}t"))


def _paragraph(element: etree._Element, looks: Mapping[str, _Look]) -> Iterator[Line]:
    text: list[str] = []
    boxes: list[etree._Element] = []
    _gather(element, text, boxes)
    style = _value(_child(element, "pPr", "pStyle"))
    look = _look(element, looks.get(style, _Look()))
    for line in "".join(text).split("\n"):
        if line.strip():
            yield Line(line, look.level, look.listed)
    for box in boxes:
        yield from _blocks(box, looks)


def _gather(
    element: etree._Element, text: list[str], boxes: list[etree._Element]
) -> None:
    """Add what a paragraph says, and the text boxes that hang in it."""
    for child in _seen(element):
        name = _name(child)
        if name == "t":
            text.append(child.text or "")
        elif name == "txbxContent":
            boxes.append(child)
        else:
            text.append(_TYPED.get(name, _TYPED_TOO.get(name, "")))
            _gather(child, text, boxes)
