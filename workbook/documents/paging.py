"""Puts what a document holds on pages, as Word does: what is kept together stays so.

A row of a table is not parted unless it is higher than a page.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from workbook.documents.layout import (
    Block,
    Cell,
    Layout,
    Paragraph,
    Row,
    Rule,
    Table,
)
from workbook.documents.lines import Line, lines


@dataclass(frozen=True)
class Piece:
    """What no page break parts: a line of the block so numbered, or a row of it.

    ``space`` is left above it, save at the top of a page. ``tied`` says that it stays
    on the page of the piece before it; ``heads`` stand above it where a page begins.
    """

    block: int
    part: Line | Row
    space: float
    height: float
    tied: bool = False
    new_page: bool = False
    heads: "tuple[Piece, ...]" = ()


Pages = list[list[Piece]]


def body_height(found: Layout) -> float:
    """Return how high the text of a page may be, in points.

    The foot of a page lifts the text only where it is higher than the margin.
    """
    top, _, bottom, _ = found.margins
    feet = [
        found.foot_distance + used(pieces(replace(found, blocks=foot)))
        for foot in found.feet
        if foot
    ]
    return found.height - top - max([bottom, *feet])


def used(page: Sequence[Piece]) -> float:
    """Return how high these pieces are on the top of a page."""
    return sum(one.space + one.height for one in page) - (page[0].space if page else 0)


def pages(every: Sequence[Piece], full: float) -> Pages:
    """Return the pieces by page, when each page holds ``full`` points.

    A page that a row from the page before takes up is empty.
    """
    filler = _Filler(full)
    for group in _groups(every):
        filler.put(group)
    return filler.pages


def _groups(every: Sequence[Piece]) -> Iterator[list[Piece]]:
    group: list[Piece] = []
    for piece in every:
        if group and not piece.tied:
            yield group
            group = []
        group.append(piece)
    if group:
        yield group


class _Filler:
    """Fills one page after the other; a group too high for any is parted after all."""

    def __init__(self, full: float) -> None:
        self.pages: Pages = [[]]
        self._full = full
        self._used = 0.0

    def put(self, group: list[Piece]) -> None:
        if group[0].new_page or not self._holds(group):
            self._turn(group[0])
        for piece in group:
            if not self._holds([piece]):
                self._turn(piece)
            self._add(piece)

    def _holds(self, group: list[Piece]) -> bool:
        """Tell whether this page has room; one that is begun anew takes anything."""
        begun = self._used > used(group[0].heads)
        return not begun or self._used + group[0].space + used(group) <= self._full

    def _turn(self, piece: Piece) -> None:
        if self._used:
            self.pages.append([])
            self._used = 0.0
        for head in piece.heads:
            self._add(head)

    def _add(self, piece: Piece) -> None:
        space = piece.space if self._used else 0.0
        self.pages[-1].append(replace(piece, space=space))
        self._used += space + piece.height
        while self._used > self._full:
            self.pages.append([])
            self._used -= self._full


def pieces(found: Layout) -> list[Piece]:
    """Return all that stands on the pages, in order."""
    return list(_Pieces(found).all())


class _Pieces:
    def __init__(self, found: Layout) -> None:
        self._layout = found
        self._below = 0.0
        every = (one for one in found.blocks if isinstance(one, Paragraph))
        floating = (
            run.picture
            for one in every
            for run in one.runs
            if run.picture and run.picture.floats
        )
        self._picture = next(floating, None)

    def all(self) -> Iterator[Piece]:
        before: Block | None = None
        for number, block in enumerate(self._layout.blocks):
            part = self._lines if isinstance(block, Paragraph) else self._rows
            for piece in part(number, block, before):
                self._below += piece.space + piece.height
                yield piece
            before = block

    def _lines(
        self, number: int, block: Block, before: Block | None
    ) -> Iterator[Piece]:
        assert isinstance(block, Paragraph)
        form, space = block.form, _space(before, block)
        start = self._below + space
        found = lines(block, lambda below: self._room(start + below))
        for place, line in enumerate(found):
            rules = (
                (form.top if place == 0 else None),
                (form.bottom if place == len(found) - 1 else None),
            )
            yield Piece(
                block=number,
                part=line,
                space=space if place == 0 else 0.0,
                height=line.height + sum(_rule(rule) for rule in rules),
                tied=not line.turned and _tied(block, before, place, len(found)),
                new_page=line.turned or (place == 0 and form.new_page),
            )

    def _room(self, below: float) -> float:
        """Return how wide a line so far below the first page's top may be."""
        picture = self._picture
        if picture is None or below >= picture.height:
            return self._layout.text_width
        return self._layout.text_width - picture.width - picture.gap

    def _rows(self, number: int, block: Block, before: Block | None) -> Iterator[Piece]:
        assert isinstance(block, Table)
        heads: tuple[Piece, ...] = ()
        for place, row in enumerate(block.rows):
            above = block.rows[place - 1] if place else before
            piece = Piece(
                block=number,
                part=row,
                space=0.0 if place else _after(before),
                height=_row_height(row, block),
                tied=_keeps(above),
                heads=() if row.head else heads,
            )
            heads = (*heads, replace(piece, space=0.0)) if row.head else heads
            yield piece


def _after(before: Block | None) -> float:
    return before.form.after if isinstance(before, Paragraph) else 0.0


def _space(before: Block | None, block: Paragraph) -> float:
    """Return the space above a paragraph: the larger of both, as Word has it."""
    if not isinstance(before, Paragraph):
        return block.form.before
    same = before.form.style == block.form.style
    after = 0.0 if same and before.form.contextual else before.form.after
    return max(after, 0.0 if same and block.form.contextual else block.form.before)


def _rule(rule: Rule | None) -> float:
    return rule[0] + rule[1] if rule else 0.0


def _tied(block: Paragraph, before: Block | None, place: int, count: int) -> bool:
    """Tell whether a line stays with the one before: widows, orphans, what is kept."""
    if place == 0:
        return isinstance(before, Paragraph) and _keeps(before)
    alone = block.form.widows and place in (1, count - 1)
    return block.form.keep_together or alone


def _keeps(above: Block | Row | None) -> bool:
    """Tell whether a paragraph or row stays with what follows it."""
    if isinstance(above, Paragraph):
        return above.form.keep_next
    if not isinstance(above, Row):
        return False
    inside = [one.form.keep_next for cell in above.cells for one in cell.paragraphs]
    return above.head or (bool(inside) and all(inside))


def _row_height(row: Row, table: Table) -> float:
    tallest = max((_cell_height(cell, table) for cell in row.cells), default=0.0)
    return max(row.height, tallest) + (table.between[0] if table.between else 0.0)


def _cell_height(cell: Cell, table: Table) -> float:
    room = cell.width - sum(table.padding)
    tall, before = 0.0, None
    for one in cell.paragraphs:
        own = sum(line.height for line in lines(one, lambda _below: room))
        tall += _space(before, one) + own
        before = one
    return tall + _after(before)
