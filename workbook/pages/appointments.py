"""Appointments for the calendar, on offer beside the steps where they are made."""

from datetime import datetime
from typing import Final

from workbook import analysis
from workbook.content.promise import settled
from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.pages.downloads import Offer
from workbook.pages.keeping import CARE
from workbook.pages.names import record_name
from workbook.pages.progress import records_within
from workbook.store import Record

STEP: Final = "follow_ups"
EXPORTED: Final = "calendar"
"""The note of what stands in his calendar already."""


def appointments(book: Book, step: Step, opened: str) -> list[Offer]:
    """Return the calendar files of a step: the open promise's, or all there is.

    What was exported before is brought up to date by all there is, so that is on
    offer also when nothing is ahead.
    """
    inner = book.content.steps[STEP]
    promises = book.file.records(STEP)
    if step.name in inner.within:
        here = records_within(inner, promises, step.name, opened)
    elif step.name in (STEP, CARE):
        here = [r for r in promises if r.record == opened]
    else:
        return []
    offers = [_offer(book, inner, record) for record in here if _ahead(record)]
    if step.name in (STEP, CARE) and _more(book, len(offers), promises):
        known = book.file.note(EXPORTED) is not None
        key = "update_calendar" if known else "download_calendar"
        label = book.content.texts.say(f"pages.{key}", book.language)
        offers.append(Offer("calendar", "", label))
    return offers


def _more(book: Book, offered: int, promises: list[Record]) -> bool:
    """Tell whether a file of all holds more than what is offered one by one."""
    ahead = sum(map(_ahead, promises)) > offered
    return ahead or book.file.note(EXPORTED) is not None or _keeps_in_touch(book)


def _keeps_in_touch(book: Book) -> bool:
    if not analysis.NEEDS["maintenance"] <= book.content.asked:
        return False
    return bool(book.frame("contacts")["rhythm"].isin(analysis.RHYTHMS).any())


def _ahead(promise: Record) -> bool:
    """Tell whether a promise has a day and is still to be kept."""
    done = settled(promise.values.get("kept_on"), promise.values.get("outcome"))
    return not done and isinstance(promise.values.get("due"), datetime)


def _offer(book: Book, step: Step, promise: Record) -> Offer:
    name = record_name(book, step, promise)
    label = book.content.texts.say(
        "pages.download_calendar_named", book.language, name=name
    )
    return Offer("calendar", promise.record, label)
