"""The network map as a picture for the network plan."""

from datetime import date
from typing import Final

from workbook.analysis.network_map import draw
from workbook.documents import Drawing
from workbook.pages import Book
from workbook.pages.network_map import drawable, found_in
from workbook.pages.network_words import NetworkWords
from workbook.settings import Language

_INCHES: Final = 160 / 25.4
"""How wide it is printed; its letters are as large as the text's small ones."""


def network_picture(book: Book, language: Language, today: date) -> Drawing | None:
    """Return the map in a language; None while there are too few contacts for one."""
    found = found_in(book, today) if drawable(book) else None
    if found is None:
        return None
    # Only here, so that no page waits for matplotlib.
    from workbook.analysis.network_map.picture import png

    words = NetworkWords(book.content, language)
    content = png(draw(found, words.on_the_map()), _INCHES)
    numbers = {spot.contact.record: spot.number for spot in found.spots if spot.number}
    return Drawing(content, words.told(found), numbers)
