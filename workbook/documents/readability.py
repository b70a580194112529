"""Sentences, words and LIX: how heavy a text is to read, in Danish and English."""

import re
from collections.abc import Iterable, Iterator, Sequence

from workbook.documents.word_lists import word_list

LONG_LETTERS = 6
"""A word of more letters than this is long in the formula of LIX."""
EASY, MEDIUM, HEAVY = 35, 45, 55
"""LIX up to EASY reads easily, up to MEDIUM in between, over HEAVY heavily.

The scale is that of Carl-Hugo Björnsson, Läsbarhet (1968).
"""

_STOP = re.compile(r"[.!?…]+[\"'»«”“’)\]]*(?=\s)")
_LAST_WORD = re.compile(r"[\w.]*$")
_WORD = re.compile(r"[^\W_](?:\S*[^\W_])?")
_LETTER = re.compile(r"[^\W\d_]")


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text as they stand in it.

    A line end closes one, whatever stands before it. A stop does not when it belongs
    to a number, an initial or an abbreviation, or when a small letter follows.
    """
    return tuple(
        part.strip()
        for line in text.splitlines()
        for part in _cut(line)
        if _LETTER.search(part)
    )


def words(text: str) -> tuple[str, ...]:
    """Return the words, numbers among them, without the marks around them."""
    return tuple(found[0] for found in map(_WORD.search, text.split()) if found)


def lix(found: Sequence[str]) -> int:
    """Return LIX of sentences: words / sentences + 100 · long words / words.

    0 without words. The formula is that of Björnsson (1968).
    """
    every = [word for sentence in found for word in words(sentence)]
    if not every:
        return 0
    heavy = sum(len(_LETTER.findall(word)) > LONG_LETTERS for word in every)
    return round(len(every) / len(found) + 100 * heavy / len(every))


def longest(found: Iterable[str]) -> int:
    """Return how many words the longest sentence has."""
    return max((len(words(sentence)) for sentence in found), default=0)


def _cut(line: str) -> Iterator[str]:
    begun = 0
    for stop in _STOP.finditer(line):
        if _ends(line[begun : stop.start()], stop[0], line[stop.end() :]):
            yield line[begun : stop.end()]
            begun = stop.end()
    yield line[begun:]


def _ends(before: str, stop: str, after: str) -> bool:
    """Tell whether a stop ends the sentence before it."""
    following = re.sub(r"^[\W_]+", "", after)[:1]
    if following.islower():
        return False
    if not stop.startswith(".") or stop.startswith(".."):
        return True
    return not _shortens(_last_word(before), following)


def _shortens(word: str, following: str) -> bool:
    """Tell whether the stop after a word makes it short for a longer one."""
    if word.isupper():  # J. Holm; but: send it to HR. And: so do I.
        return len(word) == 1 and word != "I"
    plain = word.lower()
    if plain in word_list("sentence", "trailing"):
        return not following.isupper()
    if plain in word_list("sentence", "counting"):
        return following.isdigit()
    return plain in word_list("sentence", "leading")


def _last_word(before: str) -> str:
    found = _LAST_WORD.search(before)
    return found[0].strip(".") if found else ""
