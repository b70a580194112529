"""Shows a Word file as a web page that looks like its print.

Of the kept libraries mammoth drops the looks, and docx-preview would bring a script
with its own zip and parser to every page. Here the layout is read anyway to tell how
long a document is, so that both break their pages at the same places.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import groupby
from typing import Final

from workbook.documents.layout import (
    NUMBERED,
    Cell,
    Layout,
    Paragraph,
    Picture,
    Row,
    Run,
    Table,
)
from workbook.documents.layout_reader import layout
from workbook.documents.lines import Line
from workbook.documents.markup import declared, image, inline, looks, points, ruled
from workbook.documents.paging import Pages, Piece, body_height, pages, pieces

GAP: Final = 12.0
"""Points between two sheets."""
_TOP, _LOWEST = 3, 6
_STYLE: Final = """\
.wb-sheets *{box-sizing:border-box;margin:0;padding:0}
.wb-sheets .wb-sheet{position:relative;background:#fff;overflow-wrap:break-word;\
font-variant-ligatures:none;font-kerning:none}
.wb-sheets .wb-foot{position:absolute}
.wb-sheets :is(p,h3,h4,h5,h6,li){display:flow-root;position:relative}
.wb-sheets ul{list-style:none}
.wb-sheets ol{list-style:decimal}
.wb-sheets ol li{display:list-item}
.wb-sheets .wb-sign{position:absolute}
.wb-sheets .wb-line{display:flex;align-items:baseline;text-indent:0}
.wb-sheets .wb-cell{display:flex;flex:none;align-items:baseline}
.wb-sheets .wb-gap{flex:1 0 0;overflow:hidden;white-space:pre}
.wb-sheets table{border-collapse:collapse;table-layout:fixed}
.wb-sheets :is(th,td){vertical-align:top;text-align:start}
"""


@dataclass(frozen=True)
class Preview:
    """A document to be looked at: in ``html`` each of its ``pages`` is a section.

    ``css`` holds good below ``wb-sheets`` alone. ``width`` and ``height`` of a page
    are points; ``GAP`` lies between two.
    """

    html: str
    css: str
    pages: int
    width: float
    height: float


def preview(word: bytes) -> Preview:
    """Return a Word file as HTML and CSS.

    Its headings begin with ``h3``, to stand below a heading of the page around it.

    Raises:
        DocumentError: ``word_unreadable`` when these bytes are no Word file.
    """
    found = layout(word)
    told = pages(pieces(found), body_height(found))
    writer = _Writer(found)
    html = writer.sheets(told)
    return Preview(html, writer.css(), len(told), found.width, found.height)


class _Writer:
    """Writes the sheets; looks that come again and again become classes."""

    def __init__(self, found: Layout) -> None:
        self._layout = found
        self._classes: dict[str, str] = {}
        levels = [level for one in found.blocks if (level := _level(one)) is not None]
        self._highest = min(levels, default=0)
        self._page = 0

    def css(self) -> str:
        """Return the style of what was written."""
        own = (
            f".wb-sheets .{name}{{{told}}}\n" for told, name in self._classes.items()
        )
        return _STYLE + "".join(own)

    def sheets(self, told: Pages) -> str:
        """Return all sheets."""
        language = escape(self._layout.language)
        every = "".join(self._sheet(page) for page in told)
        return f'<div class="wb-sheets" lang="{language}">{every}</div>'

    def _class(self, told: str) -> str:
        return self._classes.setdefault(told, f"wb-l{len(self._classes)}")

    def _sheet(self, page: Sequence[Piece]) -> str:
        self._page += 1
        found = self._layout
        _, right, _, left = found.margins
        sizes = {
            "width": points(found.width),
            "min-height": points(found.height),
            "margin-bottom": points(GAP),
            "padding": " ".join(f"{side}pt" for side in found.margins),
        }
        foot = self._foot(found.feet[self._page > 1], left, right)
        kind = f"wb-sheet {self._class(declared(sizes))}"
        body = "".join(self._blocks(page))
        return f'<section class="{kind}">{body}{foot}</section>'

    def _foot(self, paragraphs: Sequence[Paragraph], left: float, right: float) -> str:
        if not paragraphs:
            return ""
        place = {
            "left": points(left),
            "right": points(right),
            "bottom": points(self._layout.foot_distance),
        }
        said = "".join(self._element("p", one) for one in paragraphs)
        return f'<div class="wb-foot {self._class(declared(place))}">{said}</div>'

    def _blocks(self, page: Sequence[Piece]) -> Iterator[str]:
        """Yield what stands on a page; items that follow each other are one list."""
        parts = [
            (self._layout.blocks[number], list(found))
            for number, found in groupby(page, lambda piece: piece.block)
        ]
        for block, _ in parts:
            if isinstance(block, Paragraph):
                yield from (_float(run.picture) for run in block.runs if run.picture)
        for tag, group in groupby(parts, lambda part: _list(part[0])):
            inside = "".join(self._block(block, found) for block, found in group)
            yield f'<{tag} role="list">{inside}</{tag}>' if tag else inside

    def _block(self, block: Paragraph | Table, found: list[Piece]) -> str:
        space = points(found[0].space)
        if isinstance(block, Table):
            rows = [one.part for one in found if isinstance(one.part, Row)]
            return self._table(block, rows, space)
        shown = [one.part for one in found if isinstance(one.part, Line)]
        level = _level(block)
        tag = "li" if block.form.sign else "p"
        if level is not None and not block.form.sign:
            tag = f"h{min(_TOP + level - self._highest, _LOWEST)}"
        return self._element(tag, _between(block, shown), space)

    def _element(self, tag: str, paragraph: Paragraph, space: str = "") -> str:
        kind = self._class(looks(paragraph))
        above = f' style="margin-top:{space}"' if space else ""
        said = _sign(paragraph) + inline(paragraph, self._page)
        # A paragraph without words is as high as a line all the same.
        return f'<{tag} class="{kind}" dir="auto"{above}>{said or "<br>"}</{tag}>'

    def _table(self, table: Table, rows: Sequence[Row], space: str) -> str:
        heads = "".join(self._row(table, row, "th") for row in rows if row.head)
        others = "".join(self._row(table, row, "td") for row in rows if not row.head)
        above = f' style="margin-top:{space}"' if space else ""
        return (
            f"<table{above}>"
            + (f"<thead>{heads}</thead>" if heads else "")
            + f"<tbody>{others}</tbody></table>"
        )

    def _row(self, table: Table, row: Row, tag: str) -> str:
        cells = "".join(self._cell(table, cell, tag) for cell in row.cells)
        return f'<tr style="height:{points(row.height) or 0}">{cells}</tr>'

    def _cell(self, table: Table, cell: Cell, tag: str) -> str:
        left, right = table.padding
        told = {
            "width": points(cell.width),
            "padding": f"0 {points(right)} 0 {points(left)}",
        }
        # The distance of a table's line from the text is that of the paragraphs.
        line = table.between and (table.between[0], 0.0, table.between[2])
        kind = self._class(declared(told | ruled("bottom", line)))
        before, inside = 0.0, ""
        for one in cell.paragraphs:
            space = points(max(before, one.form.before))
            inside += f'<div style="padding-top:{space}">' if space else "<div>"
            inside += self._element("p", one) + "</div>"
            before = one.form.after
        below = f' style="padding-bottom:{points(before)}"' if before else ""
        scope = ' scope="col"' if tag == "th" else ""
        return f'<{tag} class="{kind}"{scope}{below}>{inside}</{tag}>'


def _level(block: Paragraph | Table) -> int | None:
    """Return where a paragraph stands among the headings: the title above them all."""
    if not isinstance(block, Paragraph) or not block.text.strip():
        return None
    return -1 if block.form.style == "title" else block.form.level


def _list(block: Paragraph | Table) -> str:
    if not isinstance(block, Paragraph) or not block.form.sign:
        return ""
    return "ol" if block.form.sign == NUMBERED else "ul"


def _sign(paragraph: Paragraph) -> str:
    form = paragraph.form
    if not form.sign or form.sign == NUMBERED:
        return ""
    place = f"left:{form.first:.2f}pt"
    return (
        f'<span class="wb-sign" style="{place}" aria-hidden="true">'
        f"{escape(form.sign)}</span>"
    )


def _float(picture: Picture) -> str:
    if not picture.floats:
        return ""
    return image(picture, f"float:right;margin-left:{points(picture.gap) or 0}")


def _between(paragraph: Paragraph, shown: Sequence[Line]) -> Paragraph:
    """Return what of a paragraph stands in these of its lines."""
    start, end = shown[0].start, shown[-1].end
    if start == 0 and end == len(paragraph.text):
        return paragraph
    runs: list[Run] = []
    place = 0
    for run in paragraph.runs:
        text = run.text[max(start - place, 0) : max(end - place, 0)]
        runs.append(replace(run, text=text))
        place += len(run.text)
    first = paragraph.form.first if start == 0 else 0.0
    sign = paragraph.form.sign if start == 0 else ""
    form = replace(paragraph.form, first=first, sign=sign)
    return replace(paragraph, runs=tuple(runs), form=form)
