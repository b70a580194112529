"""Builds the CV's context: all that was done, or what one target company needs."""

from collections.abc import Mapping
from datetime import date

from workbook.documents.answers import (
    Frames,
    Record,
    chosen,
    ended,
    newest_first,
    records,
    told,
)
from workbook.documents.background import courses, education, languages, volunteering
from workbook.documents.context import Competence, CvContext, Job, Story
from workbook.documents.people import contact, document_title, name
from workbook.documents.wording import months, word, years
from workbook.errors import DocumentError
from workbook.settings import Language

FULL_YEARS = 15
"""A job that ended longer ago takes one line, unless the target chooses it."""
STRONG_LEVEL = 3
"""Without a target's choice a competence is shown from this level on, of 5."""
_JOB = ("title", "employer")
_KINDS = ("professional", "personal", "social")


def cv_context(
    frames: Frames,
    words: Mapping[str, str],
    *,
    target: str | None,
    language: Language,
    today: date,
) -> CvContext:
    """Return what the CV shows for the target, or everything when it is None.

    Raises:
        DocumentError: ``document_record`` when there is no such target.
    """
    aim = _target(frames, target)
    full, earlier = _jobs(frames, aim, today)
    return CvContext(
        document_title=document_title("cv", frames, words),
        name=name(frames),
        contact=contact(frames),
        headline=aim.text("headline"),
        profile=aim.lines("profile"),
        competences=_competences(frames, aim),
        stories=tuple(
            Story(one.text("title"), one.text("sentence"), one.text("number"))
            for one in told(chosen(frames, "stories", aim.ids("stories")), "title")
        ),
        jobs=tuple(_job(one, words, language) for one in full),
        earlier=tuple(_earlier_job(one) for one in earlier),
        education=education(frames),
        courses=courses(frames),
        languages=languages(frames, words),
        volunteering=volunteering(frames, words),
    )


def _target(frames: Frames, target: str | None) -> Record:
    if target is None:
        return Record()
    found = chosen(frames, "cv_targets", (target,))
    if not found:
        raise DocumentError("document_record", step="cv_targets", record=target)
    return found[0]


def competence(record: Record) -> Competence:
    """Return a competence with its evidence."""
    return Competence(record.text("name"), record.text("evidence"))


def _competences(frames: Frames, aim: Record) -> tuple[Competence, ...]:
    own = told(chosen(frames, "competences", aim.ids("competences")), "name")
    return tuple(competence(record) for record in own or _strong(frames))


def _strong(frames: Frames) -> list[Record]:
    every = told(records(frames, "competences"), "name")
    strong = [one for one in every if one.number("level") >= STRONG_LEVEL]
    places = {kind: place for place, kind in enumerate(_KINDS)}
    return sorted(strong, key=lambda one: places.get(one.text("kind"), len(places)))


def _jobs(
    frames: Frames, aim: Record, today: date
) -> tuple[list[Record], list[Record]]:
    """Return the jobs told in full and those of one line, each newest first."""
    if own := told(chosen(frames, "jobs", aim.ids("jobs")), *_JOB):
        return newest_first(own), []
    every = newest_first(told(records(frames, "jobs"), *_JOB))
    limit = date(today.year - FULL_YEARS, today.month, 1)
    old = {one.id for one in every if (ended(one) or date.max) < limit}
    return (
        [one for one in every if one.id not in old],
        [one for one in every if one.id in old],
    )


def _job(record: Record, words: Mapping[str, str], language: Language) -> Job:
    now = word(words, "present")
    return Job(
        title=record.text("title"),
        employer=record.text("employer"),
        place=record.text("place"),
        period=months(record.day("from"), record.day("to"), now, language),
        tasks=record.points("tasks"),
        results=record.points("results"),
    )


def _earlier_job(record: Record) -> Job:
    return Job(
        title=record.text("title"),
        employer=record.text("employer"),
        place=record.text("place"),
        period=years(record.day("from"), record.day("to")),
    )
