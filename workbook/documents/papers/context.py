"""What the templates of the papers may use: the typed contexts."""

from collections.abc import Mapping
from dataclasses import dataclass

from workbook.documents.context import Drawing


@dataclass(frozen=True)
class Card:
    """A participant's card: its number, its code in words, and the code to scan."""

    number: str
    code: str
    scan: Drawing


@dataclass(frozen=True)
class CardsContext:
    """All that ``cards.da.docx`` and ``cards.en.docx`` may use.

    ``coach_code`` is "" and ``coach_scan`` None when the coach has a card already.
    """

    document_title: str
    title: str
    address: str
    expires: str
    coach_code: str
    coach_scan: Drawing | None
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class Print:
    """A paper to print: its number and name, how many, the times it is used."""

    name: str
    many: str
    used: str


@dataclass(frozen=True)
class OrderLine:
    """One line: when, how long and with whom, what to say and what comes of it.

    ``save`` says how to do it in ``spare`` minutes less; both are "" or neither.
    """

    clock: str
    minutes: str
    way: str
    head: str
    say: str
    out: str
    sheets: str
    paper: str
    wrong: str
    save: str
    spare: str


@dataclass(frozen=True)
class OrderDay:
    """The lines of one day."""

    title: str
    lines: tuple[OrderLine, ...]


@dataclass(frozen=True)
class RunningOrderContext:
    """All that ``running_order.da.docx`` and ``running_order.en.docx`` may use.

    ``sheets`` is what to print, ``spare`` the minutes that can be saved in all.
    """

    document_title: str
    title: str
    route: str
    hours: str
    address: str
    expires: str
    spare: str
    sheets: tuple[Print, ...]
    days: tuple[OrderDay, ...]


@dataclass(frozen=True)
class SheetContext:
    """All that the other sheets may use; the rest of them stands printed."""

    document_title: str


CONTEXTS: Mapping[str, type] = {
    "running_order": RunningOrderContext,
    "cards": CardsContext,
    "ten_names": SheetContext,
    "employers": SheetContext,
    "observer": SheetContext,
    "promises": SheetContext,
}
"""By the names of the templates in ``papers``."""
