"""The cards that let participants in, each with its QR code."""

import io
from collections.abc import Mapping

from workbook.documents.context import Drawing
from workbook.documents.papers.context import Card, CardsContext
from workbook.documents.papers.occasion import Occasion

_WIDE = 34
"""Millimetres of a QR code, its quiet zone within."""


def cards_context(
    occasion: Occasion, codes: Mapping[str, str], say: Mapping[str, str]
) -> CardsContext:
    """Return the cards by number; ``codes`` by card number and ``coach``."""
    numbers = sorted((n for n in codes if n.isdecimal()), key=int)
    coach = codes.get("coach", "")

    def scanned(code: str) -> Drawing:
        return Drawing(_login(occasion.place, code), say["scanned"], wide=_WIDE)

    return CardsContext(
        document_title=f"{say['cards']} · {occasion.called}",
        title=occasion.called,
        address=occasion.place,
        expires=occasion.gone,
        coach_code=coach,
        coach_scan=scanned(coach) if coach else None,
        cards=tuple(
            Card(number, codes[number], scanned(codes[number])) for number in numbers
        ),
    )


def _login(address: str, code: str) -> bytes:
    """Return the login as a QR code, its code behind ``#``, where no server sees it."""
    import segno  # the check of templates, in every kernel, should not wait for it

    made = segno.make(f"{address}/join#{code}", error="m", micro=False)
    file = io.BytesIO()
    made.save(file, kind="png", scale=8, border=4)
    return file.getvalue()
