"""The passive voice by its form: something is done, and nobody says who does it.

Danish: blive with a participle, and verbs in -s. English: be with a participle.
Lists and endings tell it, so it is a hint; the tests hold what it cannot tell.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from workbook.documents.word_lists import word_list
from workbook.settings import Language

Token = re.Match[str]
Span = tuple[int, int]
Test = Callable[[str], bool]

_TOKEN = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*|[^\w\s]")
_REACH = 5
"""A participle stands at most so many words after its auxiliary."""
_THING = re.compile(r"\w{2,}(?:en|erne)")
_DANISH_S = re.compile(
    r"\w{2,}[^\W_]es|(?:op|ind|und|gennem|be)?(?:fås|gås|nås)|(?:for|mis)stås"
    r"|(?:fore|af|op)slås|gøres"
)
_USED_TO = re.compile(r"used\s+to\b")
_OF_OTHERS = re.compile(r"(?:(?:(?<!fj)er|[^\Wlgj]e)n|[ln]ing)es$")
"""The genitive of many: kundernes, folkenes, lærlinges; but not fjernes."""


def passives(sentence: str, language: Language) -> tuple[str, ...]:
    """Return the words of each passive in a sentence, as they stand in it."""
    tokens = list(_TOKEN.finditer(sentence))
    spans = sorted({span for find in _FINDERS[language] for span in find(tokens)})
    return tuple(
        sentence[start:end]
        for start, end in spans
        if not _USED_TO.match(sentence, end - 4)
    )


def _with_blive(tokens: Sequence[Token]) -> Iterator[Span]:
    return _reached(tokens, "passive_da", _is_danish_participle, _is_danish_between)


def _with_be(tokens: Sequence[Token]) -> Iterator[Span]:
    return _reached(tokens, "passive_en", _is_english_participle, _is_english_between)


def _reached(
    tokens: Sequence[Token], section: str, participle: Test, between: Test
) -> Iterator[Span]:
    """Find the last participle that each auxiliary leads to without a stop."""
    for place, token in enumerate(tokens):
        if _plain(token) not in word_list(section, "auxiliary"):
            continue
        found = None
        for other in tokens[place + 1 : place + 1 + _REACH]:
            if participle(_plain(other)):
                found = other
            elif not between(_plain(other)):
                break
        if found:
            yield token.start(), found.end()


def _with_s(tokens: Sequence[Token]) -> Iterator[Span]:
    active = word_list("passive_da", "deponent") | word_list("passive_da", "noun")
    for token in tokens:
        word = token[0]
        if (
            word.islower()  # else a name: Johannes, Mercedes
            and _DANISH_S.fullmatch(word)
            and not _OF_OTHERS.search(word)
            and word not in active
        ):
            yield token.span()


def _plain(token: Token) -> str:
    return token[0].lower().replace("’", "'")


def _is_danish_between(word: str) -> bool:
    return (
        word in word_list("passive_da", "between")
        or word.endswith(tuple(word_list("passive_da", "neuter")))
        or bool(_THING.fullmatch(word))
    )


def _is_danish_participle(word: str) -> bool:
    if word in word_list("passive_da", "other") or _is_danish_between(word):
        return False
    known = word.endswith(tuple(word_list("passive_da", "participle")))
    return known or (word.endswith("et") and len(word) > 4)


def _is_english_between(word: str) -> bool:
    return word in word_list("passive_en", "between") or word.endswith("ly")


def _is_english_participle(word: str) -> bool:
    if word in word_list("passive_en", "other"):
        return False
    known = word in word_list("passive_en", "participle")
    return known or (word.endswith("ed") and len(word) > 3)


_FINDERS: Mapping[Language, tuple[Callable[[Sequence[Token]], Iterator[Span]], ...]] = {
    "da": (_with_blive, _with_s),
    "en": (_with_be,),
}
