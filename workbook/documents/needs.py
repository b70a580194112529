"""The answers that each document is made of, so that a content check can miss one."""

from collections.abc import Mapping

from workbook.documents.context import Document

_CONTACT = frozenset(
    f"contact_details.{name}" for name in ("name", "email", "phone", "town", "linkedin")
)

NEEDS: Mapping[Document, frozenset[str]] = {
    "cv": _CONTACT
    | {
        "competences.evidence",
        "competences.kind",
        "competences.level",
        "competences.name",
        "cv_targets.competences",
        "cv_targets.headline",
        "cv_targets.jobs",
        "cv_targets.profile",
        "cv_targets.stories",
        "education.from",
        "education.note",
        "education.school",
        "education.title",
        "education.to",
        "jobs.employer",
        "jobs.from",
        "jobs.place",
        "jobs.results",
        "jobs.tasks",
        "jobs.title",
        "jobs.to",
        "languages.language",
        "languages.level",
        "stories.number",
        "stories.sentence",
        "stories.title",
    },
    "application": _CONTACT
    | {
        "applications.attachment",
        "applications.company",
        "applications.difference",
        "applications.headline",
        "applications.hook",
        "applications.proposal",
        "applications.receiver",
        "applications.receiver_title",
        "applications.sent_on",
        "applications.strengths",
        "applications.why_you",
        "applications.worth",
        "companies.name",
        "companies.place",
        "competences.evidence",
        "competences.name",
        "follow_ups.application",
        "follow_ups.due",
        "follow_ups.way",
        "follow_ups.whom",
    },
}
