"""A letter as its reader reads it: passages, sentences, and whom it speaks of."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from workbook.documents.context import ApplicationContext
from workbook.documents.readability import lix, longest, sentences, words
from workbook.documents.word_lists import word_list
from workbook.settings import Language

_BODY = ("hook", "strengths", "difference", "worth", "why_you", "proposal")
_TOKEN = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_OPENS = re.compile(r"(?:^|[:»“\"])\W*$")


@dataclass(frozen=True)
class Passage:
    """Words of a letter and the question they answer, "" for the closing."""

    question: str
    text: str


@dataclass(frozen=True)
class Letter:
    """A letter's passages in their order, and its sentences."""

    language: Language
    passages: tuple[Passage, ...]
    sentences: tuple[Passage, ...]


@dataclass(frozen=True)
class LetterFigures:
    """What can be counted in a letter.

    ``longest`` is the words of its longest sentence, ``readers`` how often it speaks
    to its reader, ``own`` how often of the participant.
    """

    words: int
    lix: int
    longest: int
    readers: int
    own: int


def read_letter(context: ApplicationContext, language: Language) -> Letter:
    """Return the letter's text from its first line to the day he calls."""
    passages = (*_passages(context), Passage("", context.closing))
    kept = tuple(one for one in passages if one.text)
    return Letter(
        language,
        kept,
        tuple(
            Passage(one.question, sentence)
            for one in kept
            for sentence in sentences(one.text)
        ),
    )


def letter_figures(context: ApplicationContext, language: Language) -> LetterFigures:
    """Return what can be counted in a letter."""
    return figures(read_letter(context, language))


def figures(letter: Letter) -> LetterFigures:
    """Return what can be counted in a letter that has been read."""
    found = [one.text for one in letter.sentences]
    spoken = [persons(text, letter.language) for text in found]
    return LetterFigures(
        words=sum(len(words(one.text)) for one in letter.passages),
        lix=lix(found),
        longest=longest(found),
        readers=sum(readers for _, readers in spoken),
        own=sum(own for own, _ in spoken),
    )


def persons(sentence: str, language: Language) -> tuple[int, int]:
    """Return how often a sentence says I or my, and how often you or your."""
    section = f"letter_{language}"
    own = readers = 0
    for token in _TOKEN.finditer(sentence):
        word = token[0].lower().replace("’", "'")
        if language == "da" and token[0] == "I":
            readers += _is_you(sentence, token)
        else:
            own += word in word_list(section, "own")
            readers += word in word_list(section, "readers")
    return own, readers


def _passages(context: ApplicationContext) -> Iterator[Passage]:
    for question in _BODY:
        for part in getattr(context, question):
            if isinstance(part, str):
                yield Passage(question, part)
            else:
                # The name stands in bold before it, so it is no part of the sentence.
                yield from (
                    Passage(question, part.name),
                    Passage(question, part.evidence),
                )


def _is_you(sentence: str, token: re.Match[str]) -> bool:
    """Tell the person I from the preposition, which has a capital at the start only.

    The person comes right before a verb: I leder, but I april.
    """
    if not _OPENS.search(sentence[: token.start()]):
        return True
    following = _TOKEN.search(sentence, token.end())
    word = following[0] if following else ""
    if not word.islower() or word in word_list("letter_da", "time"):
        return False
    return word in word_list("letter_da", "verb") or word.endswith(("r", "ede", "te"))
