"""What a Word template may use: the typed contexts, filled or blank.

A template names these fields: ``{{ name }}``, ``{%p for job in jobs %}``,
``{{ job.title }}``. Every text is one paragraph or less, clean of characters that a
document cannot hold; a tuple of texts is one paragraph each; "" and () are unanswered.
``missing`` is said at the head of a document that is not fit to be sent yet.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

Document = Literal["cv", "application", "call_card", "follow_up_plan", "network_plan"]


@dataclass(frozen=True)
class Photo:
    """The participant's photo, a JPEG, and the words that stand for it."""

    content: bytes
    described: str


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
class Workplace:
    """One employer and the jobs held there one after the other.

    ``period`` spans them all. Most have one job; then the template prints that.
    """

    employer: str
    place: str
    period: str
    jobs: tuple[Job, ...]


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

    ``contact`` holds the lines below the name, ``motivation`` why this company,
    ``stories`` those chosen for it, ``earlier`` the jobs that take one line each,
    ``references`` the sentence on where to ask about him.
    """

    document_title: str
    name: str
    missing: tuple[str, ...] = ()
    photo: Photo | None = None
    contact: tuple[str, ...] = ()
    headline: str = ""
    profile: tuple[str, ...] = ()
    motivation: tuple[str, ...] = ()
    competences: tuple[Competence, ...] = ()
    stories: tuple[Story, ...] = ()
    workplaces: tuple[Workplace, ...] = ()
    earlier: tuple[Job, ...] = ()
    education: tuple[Education, ...] = ()
    courses: tuple[Course, ...] = ()
    languages: tuple[SpokenLanguage, ...] = ()
    volunteering: tuple[Volunteering, ...] = ()
    references: str = ""


@dataclass(frozen=True)
class ApplicationContext:
    """All that ``application.da.docx`` and ``application.en.docx`` may use.

    ``contact`` and ``receiver`` hold the lines of the addresses, ``closing`` the
    sentence on the day the participant calls, ``attachments`` what goes along.
    """

    document_title: str
    name: str
    missing: tuple[str, ...] = ()
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


@dataclass(frozen=True)
class Objection:
    """What they may say, and what he answers."""

    objection: str
    answer: str = ""


@dataclass(frozen=True)
class CallCardContext:
    """All that ``call_card.da.docx`` and ``call_card.en.docx`` may use.

    One conversation on one sheet: ``whom`` with, and ``about`` them the company and
    the phone. ``said`` are their own words from the last time, ``facts`` what he
    knows of the company, ``notes`` and ``agreed`` lines to write on while he talks.
    """

    document_title: str
    name: str
    missing: tuple[str, ...] = ()
    whom: str = ""
    about: tuple[str, ...] = ()
    opening: tuple[str, ...] = ()
    information: tuple[str, ...] = ()
    questions: tuple[str, ...] = ()
    arguments: tuple[str, ...] = ()
    stories: tuple[Story, ...] = ()
    objections: tuple[Objection, ...] = ()
    rounding_off: tuple[str, ...] = ()
    said: tuple[str, ...] = ()
    facts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    agreed: tuple[str, ...] = ()


@dataclass(frozen=True)
class Promise:
    """A promise: when and how he gets back to whom, with what to say."""

    due: str
    whom: str
    company: str = ""
    way: str = ""
    said: str = ""
    done: str = ""


@dataclass(frozen=True)
class FollowUpPlanContext:
    """All that ``follow_up_plan.da.docx`` and ``follow_up_plan.en.docx`` may use.

    ``promises`` are open, the earliest first and those without a day before them;
    ``kept`` are done, the latest first.
    """

    document_title: str
    title: str
    name: str
    missing: tuple[str, ...] = ()
    date: str = ""
    promises: tuple[Promise, ...] = ()
    kept: tuple[Promise, ...] = ()


@dataclass(frozen=True)
class Drawing:
    """A PNG ``wide`` mm (0: as the text), its words; ``numbers`` stand for names."""

    content: bytes
    described: str
    numbers: Mapping[str, int] = field(default_factory=dict)
    wide: float = 0


@dataclass(frozen=True)
class Contact:
    """A contact: who it is, what to ask for, what to give, when they last talked.

    ``number`` is what stands for the name on the map, "" where the name does.
    """

    name: str
    role: str = ""
    phone: str = ""
    ask_for: tuple[str, ...] = ()
    give: str = ""
    last_contact: str = ""
    number: str = ""


@dataclass(frozen=True)
class Network:
    """One of the three networks and the contacts in it."""

    title: str
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Path:
    """A way to a person through a contact: who knows whom, from where."""

    person: str
    role: str = ""
    company: str = ""
    through: str = ""
    how: str = ""


@dataclass(frozen=True)
class NetworkPlanContext:
    """All that ``network_plan.da.docx`` and ``network_plan.en.docx`` may use.

    ``map`` is drawn of the same answers. ``networks`` are those that hold a contact,
    the professional one first; ``paths`` lead on to people whom his contacts know,
    ``favours`` are people whom he can put in touch with somebody.
    """

    document_title: str
    title: str
    name: str
    missing: tuple[str, ...] = ()
    date: str = ""
    map: Drawing | None = None
    networks: tuple[Network, ...] = ()
    paths: tuple[Path, ...] = ()
    favours: tuple[Path, ...] = ()


_Plan = FollowUpPlanContext | NetworkPlanContext
Context = CvContext | ApplicationContext | CallCardContext | _Plan

CONTEXTS: dict[Document, type[Context]] = {
    "cv": CvContext,
    "application": ApplicationContext,
    "call_card": CallCardContext,
    "follow_up_plan": FollowUpPlanContext,
    "network_plan": NetworkPlanContext,
}
