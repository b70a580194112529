"""Builds contexts for paper: a short label and a line to write on in place of answers.

``RULE`` marks where a line is drawn; `render` puts the template's ruled styles there.
"""

from collections.abc import Callable, Mapping

from workbook.documents.context import (
    ApplicationContext,
    Competence,
    CvContext,
    Education,
    Job,
    SpokenLanguage,
    Story,
)
from workbook.documents.wording import word

RULE = "\ue000"
"""A character of the private use area: no participant's text comes into a blank."""

Label = Callable[[str], str]


def blank_cv(words: Mapping[str, str]) -> CvContext:
    """Return a CV to be filled in by hand."""
    label = _labels(words)
    return CvContext(
        document_title=word(words, "cv"),
        name=label("name"),
        contact=_contact(label),
        headline=label("headline"),
        profile=_ruled(label("profile"), 4),
        competences=(Competence(label("competence")),) * 5,
        stories=(Story(label("result")),) * 3,
        jobs=(_job(label),) * 3,
        earlier=(Job(label("title"), period=label("years")),) * 2,
        education=(_education(label),) * 2,
        languages=(SpokenLanguage(label("language"), label("level")),) * 3,
    )


def blank_application(words: Mapping[str, str]) -> ApplicationContext:
    """Return an application to be filled in by hand, on one page."""
    label = _labels(words)
    return ApplicationContext(
        document_title=word(words, "application"),
        name=label("name"),
        contact=_contact(label),
        receiver=(label("company"), label("receiver")),
        date=label("date"),
        headline=label("letter_headline"),
        hook=_ruled(label("hook"), 4),
        strengths=(Competence(label("competence")),) * 3,
        difference=_ruled(label("difference"), 3),
        worth=_ruled(label("worth"), 2),
        why_you=_ruled(label("why_you"), 3),
        proposal=_ruled(label("proposal"), 2),
        closing=label("closing"),
        attachments=(label("attachments"),),
    )


def _labels(words: Mapping[str, str]) -> Label:
    return lambda key: f"{word(words, f'blank_{key}')} {RULE}"


def _ruled(first: str, count: int) -> tuple[str, ...]:
    return (first, *(RULE,) * (count - 1))


def _contact(label: Label) -> tuple[str, ...]:
    pairs = (("phone", "email"), ("town", "linkedin"))
    return tuple("\t".join(map(label, pair)) for pair in pairs)


def _job(label: Label) -> Job:
    return Job(
        title=label("title"),
        employer=label("employer"),
        period=label("period"),
        tasks=_ruled(label("tasks"), 2),
        results=_ruled(label("result"), 2),
    )


def _education(label: Label) -> Education:
    return Education(label("education"), label("school"), label("years"))
