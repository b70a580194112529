"""What each document is made of, and what it teaches, for the checks of content."""

from collections.abc import Mapping

from workbook.documents.context import Document

_CONTACT = frozenset(
    f"contact_details.{name}" for name in ("name", "email", "phone", "town", "linkedin")
)

COVERS: Mapping[Document, frozenset[str]] = {
    "cv": frozenset({"W1"}),
    "application": frozenset({"W2", "W3", "W4", "W5", "W6"}),
}
"""The ids of the curriculum that the document itself covers, beside the questions."""

NEEDS: Mapping[Document, frozenset[str]] = {
    "cv": _CONTACT
    | {
        "competences.evidence",
        "competences.kind",
        "competences.level",
        "competences.name",
        "courses.done",
        "courses.provider",
        "courses.title",
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
        "volunteering.did",
        "volunteering.from",
        "volunteering.organisation",
        "volunteering.title",
        "volunteering.to",
    },
    "application": _CONTACT
    | {
        "applications.attachments",
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
        "attachments.title",
        "companies.name",
        "companies.place",
        "competences.evidence",
        "competences.name",
        "conversations.company",
        "conversations.whom",
        "follow_ups.application",
        "follow_ups.conversation",
        "follow_ups.due",
        "follow_ups.kept_on",
        "follow_ups.way",
        "follow_ups.whom",
    },
}
"""The answers that each document is made of, so that a check can miss one."""
