"""How a letter is worded: its length, its sentences, its clichés, whom it is about."""

import re
from collections.abc import Iterator
from functools import lru_cache

from workbook.content.reference import Entry, ReferenceList
from workbook.documents.letter_finding import LetterFinding
from workbook.documents.letter_text import Letter, LetterFigures, Passage, persons
from workbook.documents.passive import passives
from workbook.documents.readability import MEDIUM, words
from workbook.settings import Language

SHORTEST, LONGEST = 250, 500
"""Words of a letter on one page, a rule of thumb seen only in extract.

Such a letter is read in 2 minutes and 18 seconds (Ballisager 2016, in extract too).
"""
LONG_SENTENCE = 25
"""A sentence of more words is easier to read as two, our own rule of thumb."""
_OWN_AT_LEAST, _OWN_PER_READER = 6, 2
_BEGINNING = re.compile(r"(?:\S+\s+){0,5}\S+")


def too_long(figures: LetterFigures) -> Iterator[LetterFinding]:
    """Find that a letter does not fit on one page."""
    if figures.words > LONGEST:
        details = {"words": figures.words, "most": LONGEST}
        yield LetterFinding("too_long", details=details)


def too_short(figures: LetterFigures) -> Iterator[LetterFinding]:
    """Find that a letter has room for more."""
    if figures.words < SHORTEST:
        details = {"words": figures.words, "least": SHORTEST}
        yield LetterFinding("too_short", details=details)


def heavy(figures: LetterFigures) -> Iterator[LetterFinding]:
    """Find that LIX is above what reads with ease."""
    if figures.lix > MEDIUM:
        yield LetterFinding("heavy", details={"lix": figures.lix})


def long_sentences(letter: Letter) -> Iterator[LetterFinding]:
    """Find the sentences that are too long, each by its first words."""
    for one in letter.sentences:
        if (count := len(words(one.text))) > LONG_SENTENCE:
            quote = _beginning(one.text)
            yield LetterFinding("long_sentence", one.question, quote, {"words": count})


def passive(letter: Letter) -> Iterator[LetterFinding]:
    """Find the sentences in which nobody does what is done, each by the first words."""
    for one in letter.sentences:
        for quote in passives(one.text, letter.language)[:1]:
            yield LetterFinding("passive", one.question, quote)


def about_me(letter: Letter, figures: LetterFigures) -> Iterator[LetterFinding]:
    """Find that a letter tells more of its writer than of its reader.

    The quote begins a sentence to turn round: of the writer, and not to the reader.
    """
    if figures.own < _OWN_AT_LEAST or figures.own <= _OWN_PER_READER * figures.readers:
        return
    details = {"own": figures.own, "readers": figures.readers}
    for one in letter.sentences:
        own, readers = persons(one.text, letter.language)
        if own and not readers:
            quote = _beginning(one.text)
            yield LetterFinding("about_me", one.question, quote, details)
            return
    yield LetterFinding("about_me", details=details)


def cliches(
    letter: Letter, headline: str, known: ReferenceList | None
) -> Iterator[LetterFinding]:
    """Find what has been said in many letters, in the headline too.

    An entry of the list is found by its label and its words, if it has a better way.
    """
    if known is None:
        return
    pattern, entries = _phrases(known, letter.language)
    for one in (Passage("headline", headline), *letter.passages):
        for found in pattern.finditer(one.text):
            entry = entries.get(_plain(found[0]))
            if entry and entry.better:
                details = {"better": entry.better.in_(letter.language)}
                yield LetterFinding("cliche", one.question, found[0], details)


def _beginning(sentence: str) -> str:
    """Return the first words of a sentence, enough to find it by."""
    found = _BEGINNING.match(sentence)
    return found[0] if found else sentence


@lru_cache(maxsize=8)
def _phrases(
    known: ReferenceList, language: Language
) -> tuple[re.Pattern[str], dict[str, Entry]]:
    """Return a pattern of all wordings in a list, and the entry of each."""
    entries = {
        _plain(wording): entry
        for entry in known.entries
        for text in (entry.label, entry.words)
        if text
        for wording in text.in_(language).split(",")
    }
    wordings = sorted(entries, key=len, reverse=True)
    either = "|".join(re.escape(one) for one in wordings)
    loose = either.replace(r"\ ", r"\s+").replace("'", "['’]")
    return re.compile(rf"(?<!\w)(?:{loose})(?!\w)", re.IGNORECASE), entries


def _plain(wording: str) -> str:
    return " ".join(wording.lower().replace("’", "'").split())
