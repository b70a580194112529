"""What the pages of a Word file are made of: paragraphs, tables, their looks.

All measures are points.
"""

from dataclasses import dataclass

Rule = tuple[float, float, str]
"""A line: weight, distance from the text, colour ("" for that of the text)."""
PAGE_BREAK = "\f"
"""Stands in a text where a new page is wanted."""
NUMBERED = "1."
"""The sign of an item of a numbered list, whatever its number."""


@dataclass(frozen=True)
class Letters:
    """How letters look; ``colour`` is six hexadecimal digits or ""."""

    size: float = 10.0
    font: str = ""
    bold: bool = False
    italic: bool = False
    underline: bool = False
    caps: bool = False
    tracking: float = 0.0
    colour: str = ""


@dataclass(frozen=True)
class Picture:
    """A picture; one that ``floats`` stands at the right margin, text beside it."""

    width: float
    height: float
    content: bytes
    kind: str
    described: str = ""
    floats: bool = False
    gap: float = 0.0


@dataclass(frozen=True)
class Run:
    """Letters of one look; a tab is a tab, a line feed begins a new line.

    ``number`` says that the page's number stands in place of the text.
    """

    text: str
    letters: Letters
    number: bool = False
    picture: Picture | None = None


@dataclass(frozen=True)
class Form:
    """How a paragraph stands; ``level`` is its place among the headings, from 0.

    ``line`` is a multiple of the letters' height if ``rule`` is "auto", else points.
    ``sign`` is what stands before an item of a list.
    """

    style: str = ""
    before: float = 0.0
    after: float = 0.0
    line: float = 1.0
    rule: str = "auto"
    left: float = 0.0
    right: float = 0.0
    first: float = 0.0
    tabs: tuple[tuple[float, str, str], ...] = ()
    align: str = ""
    level: int | None = None
    sign: str = ""
    shade: str = ""
    top: Rule | None = None
    bottom: Rule | None = None
    keep_next: bool = False
    keep_together: bool = False
    widows: bool = True
    new_page: bool = False
    contextual: bool = False


@dataclass(frozen=True)
class Paragraph:
    """A paragraph: its runs, its form, and the letters of its end."""

    runs: tuple[Run, ...]
    form: Form
    letters: Letters

    @property
    def text(self) -> str:
        """What it says, the tabs and line feeds among it."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Cell:
    """A cell of a table and how wide it is."""

    width: float
    paragraphs: tuple[Paragraph, ...]


@dataclass(frozen=True)
class Row:
    """A row: at least ``height`` high, a ``head`` of every page, or never parted."""

    cells: tuple[Cell, ...]
    height: float = 0.0
    head: bool = False
    whole: bool = False


@dataclass(frozen=True)
class Table:
    """A table: the space left and right in a cell, and the lines below its rows."""

    rows: tuple[Row, ...]
    padding: tuple[float, float]
    between: Rule | None = None
    below: Rule | None = None


Block = Paragraph | Table


@dataclass(frozen=True)
class Layout:
    """A document: its page and what stands on it.

    ``margins`` are top, right, bottom and left; ``feet`` the foot of the first page and
    that of the others, ``foot_distance`` what is left below it.
    """

    width: float
    height: float
    margins: tuple[float, float, float, float]
    blocks: tuple[Block, ...]
    feet: tuple[tuple[Paragraph, ...], tuple[Paragraph, ...]]
    foot_distance: float
    language: str

    @property
    def text_width(self) -> float:
        """How wide a line of text may be."""
        return self.width - self.margins[1] - self.margins[3]
