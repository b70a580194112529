"""What a Word template may use: the typed contexts, filled or blank.

A template names these fields: ``{{ name }}``, ``{%p for job in jobs %}``,
``{{ job.title }}``. Every text is one paragraph or less, clean of characters that a
document cannot hold; a tuple of texts is one paragraph each; "" and () are unanswered.
"""

from dataclasses import dataclass
from typing import Literal

Document = Literal["cv", "application"]


@dataclass(frozen=True)
class Competence:
    """A competence and what proves it."""

    name: str
    evidence: str = ""


@dataclass(frozen=True)
class Job:
    """A job: ``period`` in words, what there was to do, what came of it."""

    title: str
    employer: str = ""
    place: str = ""
    period: str = ""
    tasks: tuple[str, ...] = ()
    results: tuple[str, ...] = ()


@dataclass(frozen=True)
class Story:
    """A story in its short form: title, one sentence, one number."""

    title: str
    sentence: str = ""
    number: str = ""


@dataclass(frozen=True)
class Education:
    """An education: ``period`` in years."""

    title: str
    school: str = ""
    period: str = ""
    note: str = ""


@dataclass(frozen=True)
class Course:
    """A course: who held it and the ``year`` it was done."""

    title: str
    provider: str = ""
    year: str = ""


@dataclass(frozen=True)
class SpokenLanguage:
    """A language and its level in words."""

    name: str
    level: str = ""


@dataclass(frozen=True)
class Volunteering:
    """Volunteer work: ``period`` in years, ``did`` on one line."""

    title: str
    organisation: str = ""
    period: str = ""
    did: str = ""


@dataclass(frozen=True)
class CvContext:
    """All that ``cv.da.docx`` and ``cv.en.docx`` may use.

    ``contact`` holds the lines below the name, ``stories`` those chosen for this
    company, ``earlier`` the jobs that take one line each.
    """

    document_title: str
    name: str
    contact: tuple[str, ...] = ()
    headline: str = ""
    profile: tuple[str, ...] = ()
    competences: tuple[Competence, ...] = ()
    stories: tuple[Story, ...] = ()
    jobs: tuple[Job, ...] = ()
    earlier: tuple[Job, ...] = ()
    education: tuple[Education, ...] = ()
    courses: tuple[Course, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    volunteering: tuple[Volunteering, ...] = ()


@dataclass(frozen=True)
class ApplicationContext:
    """All that ``application.da.docx`` and ``application.en.docx`` may use.

    ``contact`` and ``receiver`` hold the lines of the addresses, ``closing`` the
    sentence on the day the participant calls, ``attachments`` what goes along.
    """

    document_title: str
    name: str
    contact: tuple[str, ...] = ()
    receiver: tuple[str, ...] = ()
    date: str = ""
    headline: str = ""
    salutation: str = ""
    hook: tuple[str, ...] = ()
    strengths: tuple[Competence, ...] = ()
    difference: tuple[str, ...] = ()
    worth: tuple[str, ...] = ()
    why_you: tuple[str, ...] = ()
    proposal: tuple[str, ...] = ()
    closing: str = ""
    signature: str = ""
    attachments: tuple[str, ...] = ()


CONTEXTS: dict[Document, type[CvContext] | type[ApplicationContext]] = {
    "cv": CvContext,
    "application": ApplicationContext,
}
