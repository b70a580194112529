"""Builds the CV's context: all that was done, or what one target company needs."""

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

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
from workbook.documents.context import (
    Competence,
    CvContext,
    Job,
    Photo,
    Story,
    Workplace,
)
from workbook.documents.people import contact, document_title, name
from workbook.documents.wanting import missing
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
    photo: Photo | None = None,
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
        missing=_missing(frames, words),
        photo=photo,
        contact=contact(frames),
        headline=aim.text("headline"),
        profile=aim.lines("profile"),
        motivation=aim.lines("motivation"),
        competences=_competences(frames, aim),
        stories=_stories(frames, aim),
        workplaces=_workplaces(full, aim.ids("results"), words, language),
        earlier=tuple(_earlier_job(one) for one in earlier),
        education=education(frames, words),
        courses=courses(frames, aim.ids("courses")),
        languages=languages(frames, words),
        volunteering=volunteering(frames, words),
        references=_references(frames, words),
    )


def _missing(frames: Frames, words: Mapping[str, str]) -> tuple[str, ...]:
    background = (
        *told(records(frames, "jobs"), *_JOB),
        *education(frames, words),
        *volunteering(frames, words),
    )
    wanted = (
        ("name", name(frames)),
        ("contact", contact(frames)),
        ("jobs", background),
    )
    return missing(words, wanted)


def _stories(frames: Frames, aim: Record) -> tuple[Story, ...]:
    found = told(chosen(frames, "stories", aim.ids("stories")), "title")
    return tuple(
        Story(one.text("title"), one.text("sentence"), one.text("number"))
        for one in found
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
    """Return the jobs told in full and those of one line.

    Those that the target chooses stand in its order, all others newest first.
    """
    if own := told(chosen(frames, "jobs", aim.ids("jobs")), *_JOB):
        return list(own), []
    every = newest_first(told(records(frames, "jobs"), *_JOB))
    limit = date(today.year - FULL_YEARS, today.month, 1)
    old = {one.id for one in every if (ended(one) or date.max) < limit}
    return (
        [one for one in every if one.id not in old],
        [one for one in every if one.id in old],
    )


def _workplaces(
    jobs: list[Record],
    results: tuple[str, ...],
    words: Mapping[str, str],
    language: Language,
) -> tuple[Workplace, ...]:
    """Return the jobs by employer, where one follows the other at the same one."""
    now = word(words, "present")

    def employer(one: Record) -> tuple[str, ...]:
        named = one.text("employer").casefold(), one.text("place").casefold()
        return named if named[0] else (one.id,)

    return tuple(
        Workplace(
            employer=roles[0].text("employer"),
            place=roles[0].text("place"),
            period=_period(roles, now, language),
            jobs=tuple(_job(one, results, now, language) for one in roles),
        )
        for _, group in groupby(jobs, employer)
        for roles in [list(group)]
    )


def _period(jobs: Iterable[Record], now: str, language: Language) -> str:
    """Return the time from the first of the jobs to the end of the last."""
    starts = [day for one in jobs if (day := one.day("from"))]
    ends = [ended(one) or date.min for one in jobs]
    last = None if date.max in ends else max(ends)
    first = min(starts, default=None)
    return months(first, last if last != date.min else None, now, language)


def _job(record: Record, results: tuple[str, ...], now: str, language: Language) -> Job:
    """Return a job; of its results those that are wanted, in that order, if any are."""
    every = record.points("results")
    wanted = tuple(result for result in results if result in every)
    return Job(
        title=record.text("title"),
        employer=record.text("employer"),
        place=record.text("place"),
        period=months(record.day("from"), record.day("to"), now, language),
        tasks=record.points("tasks"),
        results=wanted if results else every,
    )


def _earlier_job(record: Record) -> Job:
    return Job(
        title=record.text("title"),
        employer=record.text("employer"),
        place=record.text("place"),
        period=years(record.day("from"), record.day("to")),
    )


def _references(frames: Frames, words: Mapping[str, str]) -> str:
    """Return that references are to be had; who they are is told when asked for."""
    known = told(records(frames, "references"), "person")
    return word(words, "references_on_request") if known else ""
