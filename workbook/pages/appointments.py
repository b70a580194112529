"""Appointments for the calendar, on offer beside the steps where promises are made."""

from datetime import datetime

from workbook.content.promise import settled
from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.pages.downloads import Offer
from workbook.pages.names import record_name
from workbook.pages.progress import records_within
from workbook.store import Record

STEP = "follow_ups"


def appointments(book: Book, step: Step, opened: str) -> list[Offer]:
    """Return the calendar files of a step: the open promise's, or all of them."""
    inner = book.content.steps[STEP]
    promises = book.file.records(STEP)
    if step.name in inner.within:
        here = records_within(inner, promises, step.name, opened)
    elif step.name == STEP:
        here = [r for r in promises if r.record == opened]
    else:
        return []
    offers = [_offer(book, inner, record) for record in here if _ahead(record)]
    all_of_them = book.content.texts.say("pages.download_calendar", book.language)
    if step.name == STEP and sum(map(_ahead, promises)) > len(offers):
        offers.append(Offer("calendar", "", all_of_them))
    return offers


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
