"""The look of all documents: one table of styles, and the page they stand on.

Change it here, then write the templates anew with `design`.
"""

from dataclasses import dataclass

from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER

BODY = "Calibri"
INK = "262626"
SOFT = "595959"
ACCENT = "1F4E5F"
"""A petrol that is as dark as the ink when printed in black and white."""

WIDTH, HEIGHT = 210, 297
SIDE, TOP, BOTTOM = 25, 18, 16
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
    indent: float | None = None
    level: int | None = None
    tracking: float = 0
    caps: bool | None = None
    keep: bool | None = None
    together: bool | None = None
    rule: bool = False
    bullet: bool = False
    right: bool = False
    tabs: tuple[Tab, ...] = ()


LOOKS = (
    Look("Normal", None, None, 10.5, INK, BODY, before=0, after=4, line=1.1),
    Look(
        "Title", then="Contact", size=27, ink=ACCENT, bold=True,
        after=1, line=1.0, keep=True,
    ),
    Look("Contact", size=10, ink=SOFT, after=12, line=1.1),
    Look(
        "Subtitle", then="Normal", size=13, ink=ACCENT,
        after=0, line=1.05, keep=True,
    ),
    Look(
        "Heading 1", then="Normal", size=11, ink=ACCENT, bold=True,
        before=14, after=4, line=1.0, level=0, tracking=1.0, caps=True, keep=True,
        rule=True,
    ),
    Look(
        "Heading 2", then="Normal", size=11.5, ink=INK, bold=True,
        before=8, after=1, line=1.05, level=1, keep=True, tabs=_DATES,
    ),
    Look(
        "Letter Headline", then="Normal", size=16, ink=ACCENT,
        bold=True, before=16, after=10, line=1.05, level=0, keep=True,
    ),
    Look("Workplace", then="List Bullet", ink=SOFT, after=2, keep=True),
    Look("Label", then="List Bullet", size=10, ink=SOFT, before=3, after=1, keep=True),
    Look("List Bullet", after=2, indent=5, bullet=True),
    Look("Task", "List Bullet", keep=True),
    Look("Entry", after=3, together=True, tabs=_DATES),
    Look("Language", after=1, tabs=((38, _LEFT, WD_TAB_LEADER.SPACES),)),
    Look("Receiver", after=0, line=1.15),
    Look("Date", then="Letter Headline", ink=SOFT, before=4, after=0, right=True),
    Look("Salutation", then="Letter Text", after=7),
    Look("Letter Text", after=7, line=1.17),
    Look("Closing", before=10, after=2, keep=True),
    Look("Signature", bold=True, after=12),
    Look("Attachments", size=9.5, ink=SOFT),
    Look("Footer", size=9, ink=SOFT, after=0, tabs=_DATES),
    Look(
        "Ruled Line", size=9, ink="7F7F7F", before=11, after=11, line=1.0,
        tabs=((TEXT, _RIGHT, _LINE),),
    ),
    Look(
        "Ruled Line Two", size=9, ink="7F7F7F", before=11, after=11, line=1.0,
        tabs=(
            (98, _LEFT, _LINE), (102, _LEFT, WD_TAB_LEADER.SPACES),
            (TEXT, _RIGHT, _LINE),
        ),
    ),
    Look("Template Tag", size=8, ink="8C8C8C", after=0, line=1.0),
)  # fmt: skip
