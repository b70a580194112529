"""The looks of all documents: tables of styles, and the page they stand on.

Change them here, then write the templates anew with `workbook.documents.design`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, get_args

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

LookName = Literal["classic", "modern"]
LOOK_NAMES: tuple[LookName, ...] = get_args(LookName)

BODY, HEADS = "Calibri", "Cambria"
"""The pair of fonts; where Word's are not, Carlito and Caladea are as wide."""
INK = "262626"
SOFT = "595959"
PETROL = "1F4E5F"
"""A petrol that is as dark as the ink when printed in black and white."""
RULE = "A5B8BF"

WIDTH, HEIGHT = 210, 297
SIDE, TOP, BOTTOM = 25, 18, 16
TEXT = WIDTH - 2 * SIDE
"""Millimetres: A4, its margins, and what is left for a line of text."""
NARROW = 15
SLIP = 80
"""Millimetres: the margin of a sheet to be cut, and a line to write on in a slip."""

_LINE = WD_TAB_LEADER.LINES
_RIGHT = WD_TAB_ALIGNMENT.RIGHT
_LEFT = WD_TAB_ALIGNMENT.LEFT
Tab = tuple[float, WD_TAB_ALIGNMENT, WD_TAB_LEADER]
_DATES: tuple[Tab, ...] = ((TEXT, _RIGHT, WD_TAB_LEADER.SPACES),)


@dataclass(frozen=True)
class Look:
    """One paragraph style; sizes and spaces in points, indents and tabs in mm.

    ``rule`` is the weight of the line below it in eighths of a point, ``bullet`` the
    list it belongs to.
    """

    name: str
    base: str | None = "Normal"
    then: str | None = None
    size: float | None = None
    ink: str | None = None
    font: str | None = None
    bold: bool | None = None
    italic: bool | None = None
    before: float | None = None
    after: float | None = None
    line: float | None = None
    indent: float | None = None
    level: int | None = None
    tracking: float = 0
    caps: bool | None = None
    keep: bool | None = None
    together: bool | None = None
    rule: int = 0
    bullet: int = 0
    right: bool = False
    shade: str = ""
    tabs: tuple[Tab, ...] = ()


_CLASSIC = (
    Look("Normal", None, None, 10.5, INK, BODY, before=0, after=4, line=1.1),
    Look(
        "Title", then="Contact", size=26, ink=INK, font=HEADS,
        after=2, line=1.0, keep=True,
    ),
    Look("Contact", size=10, ink=SOFT, after=12, line=1.1),
    Look("Missing", size=10, before=6, after=10, line=1.1, shade="FFF2CC"),
    Look(
        "Subtitle", then="Normal", size=13, ink=SOFT, font=HEADS, italic=True,
        after=0, line=1.05, keep=True,
    ),
    Look(
        "Heading 1", then="Normal", size=13, ink=INK, font=HEADS, bold=True,
        before=14, after=4, line=1.0, level=0, keep=True, rule=4,
    ),
    Look(
        "Heading 2", then="Normal", size=11.5, ink=INK, bold=True,
        before=8, after=1, line=1.05, level=1, keep=True, tabs=_DATES,
    ),
    Look(
        "Heading 3", then="List Bullet", size=10.5, ink=INK, bold=True,
        before=4, after=1, line=1.05, level=2, keep=True, tabs=_DATES,
    ),
    Look(
        "Letter Headline", then="Normal", size=17, ink=INK, font=HEADS, bold=True,
        before=16, after=10, line=1.05, level=0, keep=True,
    ),
    Look(
        "Card Heading", then="Check", size=12, ink=INK, font=HEADS, bold=True,
        before=6, after=1, line=1.0, level=0, keep=True,
    ),
    Look("Workplace", then="List Bullet", ink=SOFT, after=2, keep=True),
    Look("Label", then="List Bullet", size=10, ink=SOFT, before=3, after=1, keep=True),
    Look("List Bullet", after=2, indent=5, bullet=1),
    Look("Check", after=2, indent=6, bullet=2),
    Look("Task", "List Bullet", keep=True),
    Look("Notes", keep=True),
    Look("Entry", after=3, together=True, tabs=_DATES),
    Look("Language", after=1, tabs=((38, _LEFT, WD_TAB_LEADER.SPACES),)),
    Look("Receiver", size=11, after=0, line=1.15),
    Look(
        "Date", then="Letter Headline", size=11, ink=SOFT, before=4, after=0,
        right=True,
    ),
    Look("Salutation", then="Letter Text", size=11, after=7),
    Look("Letter Text", size=11, after=7, line=1.17),
    Look("Letter Bullet", "List Bullet", size=11),
    Look("Closing", size=11, before=10, after=2, keep=True),
    Look("Signature", size=11, bold=True, after=12),
    Look("Attachments", size=9.5, ink=SOFT),
    Look("Table Head", size=9.5, ink=SOFT, bold=True, before=2, after=2, keep=True),
    Look("Table Text", size=10, before=2, after=2, line=1.05),
    Look("Code", size=16, bold=True, before=1, after=3, line=1.0),
    Look("Stub Code", "Code", size=13),
    Look("Picture", after=0, line=1.0),
    Look("Clock", size=14, bold=True, before=2, after=0, line=1.0),
    Look("Aside", size=9.5, after=2, line=1.05),
    Look("Footer", size=9, ink=SOFT, after=0, tabs=_DATES),
    Look(
        "Ruled Line", size=9, ink="7F7F7F", before=10, after=10, line=1.0,
        tabs=((TEXT, _RIGHT, _LINE),),
    ),
    Look(
        "Ruled Line Two", size=9, ink="7F7F7F", before=10, after=10, line=1.0,
        tabs=(
            (78, _LEFT, _LINE), (82, _LEFT, WD_TAB_LEADER.SPACES),
            (TEXT, _RIGHT, _LINE),
        ),
    ),
    Look("Slip Head", size=11.5, bold=True, after=2, line=1.0),
    Look("Slip Foot", "Aside", before=8, after=0),
    Look(
        "Ruled Slip", size=9, ink="7F7F7F", before=12, after=0, line=1.0,
        tabs=((SLIP, _RIGHT, _LINE),),
    ),
    Look("Template Tag", size=8, ink="8C8C8C", after=0, line=1.0),
)  # fmt: skip

_MODERN: Mapping[str, Mapping[str, Any]] = {
    "Title": {"size": 28, "ink": PETROL, "font": None, "bold": True, "after": 1},
    "Subtitle": {"size": 13.5, "ink": PETROL, "font": None, "italic": None},
    "Heading 1": {
        "size": 11, "ink": PETROL, "font": None, "caps": True, "tracking": 1.0,
        "rule": 12,
    },
    "Heading 2": {"ink": PETROL},
    "Letter Headline": {"size": 17, "ink": PETROL, "font": None},
    "Card Heading": {"size": 12, "ink": PETROL, "font": None},
    "Table Head": {"ink": PETROL},
}  # fmt: skip

LOOKS: Mapping[LookName, tuple[Look, ...]] = {
    "classic": _CLASSIC,
    "modern": tuple(replace(look, **_MODERN.get(look.name, {})) for look in _CLASSIC),
}
"""Each look's styles: they differ in type, size and colour, in nothing else."""
