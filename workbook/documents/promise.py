"""Composes the last line of a letter: when the participant gets in touch again."""

import re
from collections.abc import Mapping
from datetime import date

from workbook.content.moment import show_weekday
from workbook.content.promise import settled
from workbook.documents.answers import Frames, Record, records
from workbook.documents.wording import word
from workbook.settings import Language


def closing(
    frames: Frames,
    letter: Record,
    words: Mapping[str, str],
    written: date,
    language: Language,
) -> str:
    """Return the next open promise as a sentence, "" when there is none.

    A promise of this application goes before one of a conversation with its company;
    none is ever invented.
    """
    talks = _talks(frames, letter.text("company"))
    due = _open(frames, written)
    own = [pair for pair in due if pair[1].text("application") == letter.id]
    talked = [pair for pair in due if pair[1].text("conversation") in talks]
    for day, promise in own or talked:
        talk = talks.get(promise.text("conversation"), Record())
        named = promise.text("whom") or talk.text("whom")
        whom = _whom(named, letter.text("receiver"), words)
        way = promise.text("way") or "call"
        return word(words, f"closing_{way}", whom=whom, day=show_weekday(day, language))
    return ""


def _talks(frames: Frames, company: str) -> dict[str, Record]:
    """Return the conversations with a company by id, none while it is not chosen."""
    return {
        one.id: one
        for one in records(frames, "conversations")
        if company and one.text("company") == company
    }


def kept(promise: Record) -> bool:
    """Tell whether a promise is kept or closed."""
    return settled(promise.day("kept_on"), promise.text("outcome"))


def _open(frames: Frames, written: date) -> list[tuple[date, Record]]:
    """Return the open promises that are due from that day on, soonest first."""
    due = [
        (day, one)
        for one in records(frames, "follow_ups")
        if (day := one.day("due")) and day >= written and not kept(one)
    ]
    return sorted(due, key=lambda pair: pair[0])


def _whom(named: str, receiver: str, words: Mapping[str, str]) -> str:
    if named and not (receiver and _same(named, receiver)):
        return named
    return word(words, "you_one" if receiver else "you_all")


def _same(named: str, receiver: str) -> bool:
    """Say if one is the other with less or more: "Mette", "Mette Toft, chef"."""
    one, other = (set(re.findall(r"\w+", who.casefold())) for who in (named, receiver))
    return one <= other or other <= one
