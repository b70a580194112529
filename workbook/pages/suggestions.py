"""Answers feed forward: what another answer suggests, and where a text came from."""

import re
from collections.abc import Iterable

from workbook.content.question import Question
from workbook.content.step import Step
from workbook.forms import OriginShown, Suggestion
from workbook.pages.book import Book
from workbook.pages.sources import label, said, sources, spell, texts
from workbook.store import Origin, Place, Record


def suggestions(
    book: Book, step: Step, question: Question, record: Record, origins: list[Origin]
) -> tuple[Suggestion, ...]:
    """Return what other answers suggest here, each text once.

    What was taken over already, or stands there anyway, is left out. A record that
    has its name needs no other.
    """
    if step.repeat and question == step.naming and record.values.get(question.name):
        return ()
    whole = {origin.source for origin in origins} if question.type != "text" else set()
    known = {origin.taken for origin in origins}
    known.add(str(record.values.get(question.name) or ""))
    found: dict[str, Suggestion] = {}
    for feed, there in sources(book, step, question, record):
        source = Place(feed.step, there.record, feed.question)
        for text in said(book, question, feed, there):
            if source not in whole and text not in known | found.keys():
                name = label(book, source)
                found[text] = Suggestion(spell(source), name, text)
    return tuple(found.values())


def shown_origins(
    book: Book, question: Question, origins: Iterable[Origin]
) -> tuple[OriginShown, ...]:
    """Return where a text was taken from, with the source's new text if it changed."""
    return tuple(
        OriginShown(
            spell(origin.source),
            label(book, origin.source),
            _changed(texts(book, question, origin.source), origin.taken),
        )
        for origin in origins
        if _is_there(book, origin.source)
    )


def _changed(now: tuple[str, ...], taken: str) -> str | None:
    """Return the new text; of a source that says several things none is the new one."""
    return now[0] if len(now) == 1 and now[0] != taken else None


def _is_there(book: Book, place: Place) -> bool:
    """Tell whether the content still has a question; a coach may remove any."""
    step = book.content.steps.get(place.step)
    return step is not None and any(q.name == place.question for q in step.questions)


def stands(text: str, written: str) -> bool:
    """Tell whether a text stands in what is written, not as a part of other words."""
    return re.search(rf"(?<!\w){re.escape(text)}(?!\w)", written) is not None


JOINED = frozenset({"text", "tags", "long_text"})
"""In these a further text joins what stands there; of others there is only one."""


def merged(question: Question, current: str, text: str, before: str | None) -> str:
    """Return the text with a suggestion taken over; nothing he wrote is lost.

    A date or an address there is only one of: an earlier one is in the history.
    """
    if not current.strip() or current == before:
        return text
    if before and before in current:
        return current.replace(before, text, 1)
    if question.type not in JOINED:
        return text
    between = "\n" if question.type == "long_text" else ", "
    return f"{current}{between}{text}"
