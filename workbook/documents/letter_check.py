"""Counsel on a letter while it is written: each finding with its place.

It is counsel, not a gate: a letter may be sent with every finding in it.
"""

from collections.abc import Iterator
from typing import get_args

from workbook.content.reference import ReferenceList
from workbook.documents import letter_promises as promises
from workbook.documents import letter_style as style
from workbook.documents.answers import Frames, Record, chosen
from workbook.documents.context import ApplicationContext
from workbook.documents.letter_finding import Code, LetterFinding
from workbook.documents.letter_text import figures, read_letter
from workbook.settings import Language

_ORDER = get_args(Code)


def letter_findings(
    frames: Frames,
    context: ApplicationContext,
    *,
    record: str,
    language: Language,
    cliches: ReferenceList | None,
) -> tuple[LetterFinding, ...]:
    """Return what could be better in a letter, the most important first.

    ``context`` is that of the application ``record``; of ``frames`` it reads what the
    company said and needs, and the attachments. Without ``cliches`` none are found.
    """
    found = _findings(frames, context, record, language, cliches)
    return tuple(sorted(found, key=lambda one: _ORDER.index(one.code)))


def _findings(
    frames: Frames,
    context: ApplicationContext,
    record: str,
    language: Language,
    cliches: ReferenceList | None,
) -> Iterator[LetterFinding]:
    chosen_letter = next(iter(chosen(frames, "applications", (record,))), Record())
    letter = read_letter(context, language)
    counted = figures(letter)
    lacking = list(promises.lacking(context))
    yield from lacking
    if not any(one.question for one in lacking):  # else that is what makes it longer
        yield from style.too_short(counted)
    yield from promises.unproved(context, language)
    yield from promises.own_words(frames, chosen_letter.text("company"), letter)
    yield from promises.notes(frames, chosen_letter.text("company"), letter)
    yield from promises.attachments(frames, chosen_letter)
    yield from style.too_long(counted)
    yield from style.heavy(counted)
    yield from style.about_me(letter, counted)
    yield from style.cliches(letter, context.headline, cliches)
    yield from style.long_sentences(letter)
    yield from style.passive(letter)
