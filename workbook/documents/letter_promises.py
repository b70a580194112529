"""What a letter promises and what proves it, what it lacks, what goes along."""

import re
from collections import Counter
from collections.abc import Iterator

from workbook.documents.answers import Frames, Record, chosen, records, told
from workbook.documents.context import ApplicationContext
from workbook.documents.letter_finding import LetterFinding
from workbook.documents.letter_text import Letter
from workbook.documents.readability import words
from workbook.documents.word_lists import word_list
from workbook.settings import Language

_CONTENT_LETTERS = 5
_SHOWN = 3
_HAS_DONE = re.compile(
    r"\b(?:har|have|has|had)\s+(?:\w+\s+){0,2}?\w{3,}(?:et|ed|t|en)\b"
)


def lacking(context: ApplicationContext) -> Iterator[LetterFinding]:
    """Find the parts that are not there: strengths, difference, worth, the call."""
    if not context.strengths:
        yield LetterFinding("no_strength", "strengths")
    if not context.difference:
        yield LetterFinding("no_difference", "difference")
    if not context.worth:
        yield LetterFinding("no_worth", "worth")
    if not context.closing:
        yield LetterFinding("no_follow_up")


def unproved(
    context: ApplicationContext, language: Language
) -> Iterator[LetterFinding]:
    """Find promises that nothing proves: no example, no number, nothing done before."""
    for one in context.strengths:
        if not one.evidence:
            yield LetterFinding("strength_no_proof", "strengths", one.name)
    worth, difference = " ".join(context.worth), " ".join(context.difference)
    if worth and not _counts(worth, language):
        yield LetterFinding("worth_no_number", "worth")
    if difference and not (
        _counts(difference, language) or _has_done(difference, language)
    ):
        yield LetterFinding("difference_no_proof", "difference")


def own_words(frames: Frames, company: str, letter: Letter) -> Iterator[LetterFinding]:
    """Find that no word of theirs is used, neither said to him nor seen by him."""
    theirs = _theirs(frames, company, letter.language)
    used = {word.casefold() for one in letter.passages for word in words(one.text)}
    if theirs and not any(_stem(word) in own for word in theirs for own in used):
        yield LetterFinding("own_words", details={"theirs": theirs[:_SHOWN]})


def notes(frames: Frames, company: str, letter: Letter) -> Iterator[LetterFinding]:
    """Find notes about them that stand in the letter word for word.

    They speak of the reader, as he wrote them for himself, and not to him.
    """
    talks = [
        one.lines("learned")
        for one in records(frames, "conversations")
        if company and one.text("company") == company
    ]
    needs = [one.lines("needs") for one in chosen(frames, "companies", (company,))]
    written = {line for lines in (*talks, *needs) for line in lines}
    for passage in letter.passages:
        if passage.text in written:
            yield LetterFinding("note", passage.question, passage.text)


def attachments(frames: Frames, letter: Record) -> Iterator[LetterFinding]:
    """Find attachments that were chosen and have no file or no title, or come twice."""
    along = chosen(frames, "attachments", letter.ids("attachments"))
    named = told(along, "title")
    asked = [one for one in named if "file" in one.answers]
    if fileless := [one.text("title") for one in asked if not one.text("file")]:
        details = {"titles": list(dict.fromkeys(fileless))}
        yield LetterFinding("attachment_no_file", "attachments", details=details)
    if len(named) < len(along):
        yield LetterFinding("attachment_no_title", "attachments")
    files = Counter(one.text("file") or one.id for one in along)
    twice = [one for one in along if files[one.text("file") or one.id] > 1]
    if titles := [one.text("title") for one in told(twice, "title")]:
        details = {"titles": list(dict.fromkeys(titles))}
        yield LetterFinding("attachment_twice", "attachments", details=details)


def _counts(text: str, language: Language) -> bool:
    numbers = word_list(f"letter_{language}", "number")
    return any(
        any(letter.isdigit() for letter in word) or word.lower() in numbers
        for word in words(text)
    )


def _has_done(text: str, language: Language) -> bool:
    """Tell whether a text tells of something done before, by the form of its verbs."""
    section = f"letter_{language}"
    past = ("ede", "te") if language == "da" else ("ed",)
    other = word_list(section, "stop") | word_list(section, "time")
    found = [word.lower() for word in words(text)]
    return bool(_HAS_DONE.search(text)) or any(
        word in word_list(section, "done")
        or (word.endswith(past) and len(word) > 4 and word not in other)
        for word in found
    )


def _theirs(frames: Frames, company: str, language: Language) -> list[str]:
    """Return the words they used, then those he wrote about what they need."""
    said = [
        one.text("own_words")
        for one in records(frames, "conversations")
        if company and one.text("company") == company
    ]
    needs = [one.text("needs") for one in chosen(frames, "companies", (company,))]
    stop = word_list(f"letter_{language}", "stop")
    found = (word for text in (*said, *needs) for word in words(text))
    kept = {
        word.casefold(): word
        for word in found
        if len(word) >= _CONTENT_LETTERS and word.isalpha() and word.lower() not in stop
    }
    return list(kept.values())


def _stem(word: str) -> str:
    """Return what stays of a word when it is bent: pakning, pakningen."""
    return word.casefold()[: max(_CONTENT_LETTERS, len(word) - 3)]
