"""Keeping in touch, also without a search: whose turn comes later, and the job."""

from datetime import date
from typing import Any, Final

import pandas as pd

from workbook import analysis
from workbook.content.moment import show_date
from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part

_FRAMES: Final = ("contacts", "conversations", "feedback", "care", "pauses")
_MOST: Final = 5
_HEAD: Final = ("whom", "kept_last", "kept_did", "kept_next")


def maintenance(book: Book, _opened: str) -> Part | None:
    """Draw those whose turn comes later, the next ones; nobody without a rhythm."""
    frames = {step: book.frame(step) for step in _FRAMES}
    if frames["contacts"].empty:
        return None
    found = analysis.maintenance(frames, date.today())
    say, language = book.content.texts.say, book.language
    if found.empty:
        way = ("contacts", say("pictures.to_contacts", language))
        told = [say("pictures.no_rhythm", language)]
        return Part(say("pictures.kept_nobody", language), texts=told, ways=[way])
    later = found[found["state"].eq("later")]
    if later.empty:
        return None
    rest = len(later) - _MOST
    return Part(
        say("pictures.kept_later", language),
        head=[say(f"pictures.{name}", language) for name in _HEAD],
        rows=[_row(book, row) for row in later.head(_MOST).itertuples()],
        source=say("pictures.kept_rest", language, count=rest) if rest > 0 else "",
    )


def at_work(book: Book, _opened: str) -> Part | None:
    """Remind one who has a job of how his network can help him there."""
    if not analysis.has_job(book.frame("start")):
        return None
    say, language = book.content.texts.say, book.language
    said = [str(text) for text in book.frame("network")["at_work"].dropna()]
    key = "to_at_work_again" if said else "to_at_work"
    way = ("network", say(f"pictures.{key}", language))
    told = said or [say("pictures.at_work_open", language)]
    return Part(say("pictures.at_work", language), texts=told, ways=[way])


def _row(book: Book, row: Any) -> list[Cell]:
    unnamed = book.content.texts.say("rows.unnamed", book.language)
    seen, next_time = (
        "" if pd.isna(day) else show_date(day, book.language)
        for day in (row.last, row.due)
    )
    name = unnamed if pd.isna(row.name) else row.name
    did = "" if pd.isna(row.did) else row.did
    return [Cell(name), Cell(seen), Cell(did), Cell(next_time)]
