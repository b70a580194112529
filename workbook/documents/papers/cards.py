"""The cards that let participants in, each with its QR code."""

import io
from collections.abc import Mapping
from dataclasses import dataclass

import segno

from workbook.documents.context import Drawing

_WIDE = 30


@dataclass(frozen=True)
class Card:
    """A participant's card: its number, its code in words, and the code to scan."""

    number: str
    code: str
    scan: Drawing


@dataclass(frozen=True)
class CardsContext:
    """What the cards' template is filled with; ``coach_code`` may be ""."""

    document_title: str
    title: str
    address: str
    expires: str
    coach_code: str
    cards: tuple[Card, ...]


def cards_context(
    title: str,
    address: str,
    codes: Mapping[str, str],
    expires: str,
    say: Mapping[str, str],
) -> CardsContext:
    """Return the cards by number; ``codes`` by card number and ``coach``."""
    numbers = sorted((n for n in codes if n.isdecimal()), key=int)
    return CardsContext(
        document_title=say["cards"],
        title=title,
        address=address.rstrip("/"),
        expires=expires,
        coach_code=codes.get("coach", ""),
        cards=tuple(
            Card(
                number, codes[number], _scanned(address, codes[number], say["scanned"])
            )
            for number in numbers
        ),
    )


def _scanned(address: str, code: str, described: str) -> Drawing:
    """Return the login as a QR code, its code behind ``#``, where no server sees it."""
    made = segno.make(f"{address.rstrip('/')}/join#{code}", error="m", micro=False)
    file = io.BytesIO()
    made.save(file, kind="png", scale=8, border=2)
    return Drawing(file.getvalue(), described, wide=_WIDE)
