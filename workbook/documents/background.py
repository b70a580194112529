"""What stands in a CV below the jobs: education, courses, languages, volunteering."""

from collections.abc import Mapping
from datetime import date

from workbook.documents.answers import (
    Frames,
    Record,
    chosen,
    newest_first,
    records,
    told,
)
from workbook.documents.context import (
    Course,
    Education,
    SpokenLanguage,
    Volunteering,
)
from workbook.documents.wording import word, years


def education(frames: Frames, words: Mapping[str, str]) -> tuple[Education, ...]:
    """Return each education, newest first."""
    now = word(words, "present")
    return tuple(
        Education(
            title=record.text("title"),
            school=record.text("school"),
            period=years(record.day("from"), record.day("to"), now),
            note=record.text("note"),
        )
        for record in newest_first(
            told(records(frames, "education"), "title", "school")
        )
    )


def courses(frames: Frames, wanted: tuple[str, ...]) -> tuple[Course, ...]:
    """Return the courses wanted, in that order.

    When none of them is there, all: newest first, those without a year last.
    """
    own = told(chosen(frames, "courses", wanted), "title")
    return tuple(map(_course, own or _newest(frames)))


def _newest(frames: Frames) -> list[Record]:
    found = told(records(frames, "courses"), "title")
    return sorted(found, key=lambda one: one.day("done") or date.min, reverse=True)


def _course(record: Record) -> Course:
    return Course(
        title=record.text("title"),
        provider=record.text("provider"),
        year=years(record.day("done"), None),
    )


def languages(frames: Frames, words: Mapping[str, str]) -> tuple[SpokenLanguage, ...]:
    """Return each language with its level in words, in the participant's order."""
    return tuple(
        SpokenLanguage(record.text("language"), _level(record.text("level"), words))
        for record in told(records(frames, "languages"), "language")
    )


def _level(level: str, words: Mapping[str, str]) -> str:
    return word(words, f"level_{level.lower()}") if level else ""


def volunteering(frames: Frames, words: Mapping[str, str]) -> tuple[Volunteering, ...]:
    """Return the volunteer work, newest first."""
    now = word(words, "present")
    return tuple(
        Volunteering(
            title=record.text("title"),
            organisation=record.text("organisation"),
            period=years(record.day("from"), record.day("to"), now),
            did=record.running("did"),
        )
        for record in newest_first(
            told(records(frames, "volunteering"), "title", "organisation")
        )
    )
