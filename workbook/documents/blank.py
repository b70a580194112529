"""Builds contexts for paper: a short label and a line to write on in place of answers.

``RULE`` marks where a line is drawn; `render` puts the template's ruled styles there.
"""

from collections.abc import Callable, Mapping

from workbook.documents.context import (
    ApplicationContext,
    Competence,
    Course,
    CvContext,
    Education,
    Job,
    SpokenLanguage,
    Story,
    Volunteering,
)
from workbook.documents.wording import word

RULE = "\ue000"
"""A character of the private use area: no participant's text comes into a blank."""

Label = Callable[[str], str]


def blank_cv(words: Mapping[str, str]) -> CvContext:
    """Return a CV to be filled in by hand."""
    label = _labels(words)
    education = Education(label("education"), period=label("years"))
    unpaid = Volunteering(label("volunteering"), period=label("years"))
    return CvContext(
        document_title=word(words, "cv"),
        name=word(words, "cv"),
        contact=_contact(label),
        headline=label("headline"),
        profile=_ruled(label("profile"), 3),
        competences=(Competence(label("competence")),) * 4,
        stories=(Story(label("result")),) * 2,
        jobs=(_job(label),) * 3,
        earlier=(Job(label("title"), period=label("years")),) * 2,
        education=(education,) * 3,
        courses=(Course(label("course"), year=label("year")),) * 3,
        languages=(SpokenLanguage(label("language"), label("level")),) * 3,
        volunteering=(unpaid,) * 2,
    )


def blank_application(words: Mapping[str, str]) -> ApplicationContext:
    """Return an application to be filled in by hand, on one page."""
    label = _labels(words)
    return ApplicationContext(
        document_title=word(words, "application"),
        name=word(words, "application"),
        contact=_contact(label),
        receiver=(label("company"), label("receiver")),
        date=label("date"),
        headline=label("letter_headline"),
        salutation=label("salutation"),
        hook=_ruled(label("hook"), 3),
        strengths=(Competence(label("competence")),) * 3,
        difference=_ruled(label("difference"), 2),
        worth=_ruled(label("worth"), 2),
        why_you=_ruled(label("why_you"), 2),
        proposal=_ruled(label("proposal"), 2),
        closing=label("closing"),
        signature=label("name"),
        attachments=(label("attachments"),),
    )


def _labels(words: Mapping[str, str]) -> Label:
    return lambda key: f"{word(words, f'blank_{key}')} {RULE}"


def _ruled(first: str, count: int) -> tuple[str, ...]:
    return (first, *(RULE,) * (count - 1))


def _contact(label: Label) -> tuple[str, ...]:
    pairs = (("phone", "email"), ("town", "linkedin"))
    return (label("name"), *("\t".join(map(label, pair)) for pair in pairs))


def _job(label: Label) -> Job:
    return Job(
        title=label("title"),
        employer=label("employer"),
        period=label("period"),
        tasks=(label("tasks"),),
        results=(RULE, RULE),
    )
