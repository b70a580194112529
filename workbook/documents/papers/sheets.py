"""The sheets that are handed out: which there are, and how many of each to print."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, get_args

from workbook.content.route import Sheet
from workbook.documents.blank import blank_context
from workbook.documents.papers.context import Print, SheetContext
from workbook.documents.render import Titled

SHEETS: Final[tuple[Sheet, ...]] = get_args(Sheet)
NUMBERS: Final[Mapping[str, int]] = {
    paper: number
    for number, paper in enumerate(("running_order", "cards", *SHEETS), start=1)
}
"""The numbers of the files: they stay the same when there are no cards."""


def sheet_context(
    sheet: Sheet, say: Mapping[str, str], words: Mapping[str, str]
) -> Titled:
    """Return what a sheet is filled with: nothing of anybody."""
    if sheet == "call_card":
        return blank_context("call_card", words)
    return SheetContext(say[sheet])


def named(paper: str, say: Mapping[str, str]) -> str:
    """Return a paper's name as its file has it: "3 Ti navne"."""
    return f"{NUMBERS[paper]} {say[paper]}"


def to_print(
    used: Mapping[str, Sequence[str]], say: Mapping[str, str]
) -> Iterator[Print]:
    """Give what to print: the cards, and each sheet by the times it is handed out."""
    yield Print(named("cards", say), say["many_cards"], say["at_the_door"])
    for sheet in SHEETS:
        if sheet in used:
            yield Print(named(sheet, say), say[f"many_{sheet}"], ", ".join(used[sheet]))
