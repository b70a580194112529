"""Pure analysis: typed frames in, frames out; nothing is read, kept or shown here."""

from collections.abc import Mapping

from workbook.analysis.activity import acts, per_week, weeks
from workbook.analysis.communication import lowest, profile
from workbook.analysis.fit import ranking
from workbook.analysis.follow_up import SETTLED, promises
from workbook.analysis.found import shares
from workbook.analysis.introductions import introductions
from workbook.analysis.joblog import PERIODS, joblog, since
from workbook.analysis.maintenance import RHYTHMS, maintenance
from workbook.analysis.matters import matters
from workbook.analysis.next_step import (
    NextStep,
    in_a_week,
    next_step,
    unless_they_call,
)
from workbook.analysis.occasion import Occasion, has_job, occasions
from workbook.analysis.paths import Hop, all_paths
from workbook.analysis.pause import after_breaks, moved, spans, within
from workbook.analysis.proof import matrix, proved
from workbook.analysis.quiet import quiet

_ACTS = frozenset(
    {
        "conversations.whom", "conversations.reached", "conversations.held",
        "conversations.initiative", "conversations.contact", "conversations.company",
        "applications.receiver", "applications.company", "applications.sent_on",
        "follow_ups.application", "follow_ups.conversation", "follow_ups.whom",
        "follow_ups.kept_on", "follow_ups.outcome",
    }
)  # fmt: skip

NEEDS: Mapping[str, frozenset[str]] = {
    "at_work": frozenset({"network.at_work", "start.situation"}),
    "activity": _ACTS | {"pauses.starts", "pauses.ends"},
    "fit": frozenset(
        {
            "companies.name", "criteria.name", "criteria.weight", "criteria.kind",
            "scores.company", "scores.criterion", "scores.score",
        }
    ),
    "found": frozenset({"jobs.got_by"}),
    "joblog": _ACTS
    | {
        "conversations.way", "conversations.learned", "applications.headline",
        "applications.cv_target", "follow_ups.way", "follow_ups.after",
        "companies.name", "companies.industry", "cv_targets.company",
        "cv_targets.headline",
    },
    "maintenance": frozenset(
        {
            "contacts.name", "contacts.network", "contacts.rhythm", "contacts.give",
            "contacts.last_contact", "contacts.known_through", "contacts.may_know",
            "conversations.whom", "conversations.contact", "conversations.reached",
            "conversations.held", "feedback.contact", "feedback.said",
            "feedback.given_on",
            "feedback.changed", "care.did", "care.contact", "care.on", "care.kind",
            "pauses.starts", "pauses.ends", "start.situation",
        }
    ),
    "ladder": frozenset({"ladder.rung", "ladder.whom", "ladder.went"}),
    "introductions": frozenset(
        {"relations.person", "relations.knows", "relations.direction"}
        | {"relations.meets", "contacts.name"}
    ),
    "network_map": frozenset(
        {
            "companies.name", "contacts.name", "contacts.network", "contacts.company",
            "contacts.role", "contacts.earlier", "contacts.known_through",
            "contacts.job", "contacts.school", "contacts.strength",
            "contacts.last_contact", "relations.person", "relations.role",
            "relations.knows", "relations.company", "relations.direction",
            "jobs.employer", "education.school", "conversations.contact",
            "conversations.reached", "conversations.held", "feedback.contact",
            "feedback.given_on", "care.contact", "care.on",
        }
    ),
    "paths": frozenset(
        {
            "companies.name", "contacts.name", "contacts.company", "contacts.role",
            "contacts.earlier", "contacts.known_through", "contacts.job",
            "contacts.school", "contacts.strength", "contacts.last_contact",
            "relations.person", "relations.role", "relations.knows",
            "relations.company", "relations.how", "relations.direction",
            "jobs.employer", "jobs.from", "jobs.to", "education.school",
            "conversations.contact", "conversations.reached", "conversations.held",
            "feedback.contact", "feedback.given_on", "care.contact", "care.on",
        }
    ),
    "pause_moves": frozenset(
        {
            "follow_ups.whom", "follow_ups.due", "follow_ups.kept_on",
            "follow_ups.outcome", "pauses.starts", "pauses.ends",
        }
    ),
    "promises": frozenset(
        {
            "follow_ups.whom", "follow_ups.due", "follow_ups.way",
            "follow_ups.kept_on", "follow_ups.outcome",
        }
    ),
    "today": frozenset(
        {
            "follow_ups.application", "follow_ups.conversation", "follow_ups.whom",
            "follow_ups.due", "follow_ups.way", "follow_ups.said",
            "follow_ups.kept_on", "follow_ups.outcome", "follow_ups.after",
            "conversations.whom", "conversations.contact", "conversations.company",
            "conversations.held", "conversations.reached", "conversations.they_by",
            "applications.receiver", "applications.company", "applications.sent_on",
            "companies.name", "companies.phone", "contacts.name", "contacts.phone",
            "contacts.rhythm", "pauses.starts", "pauses.ends",
        }
    ),
    "quiet": _ACTS
    | {"follow_ups.due", "companies.name", "pauses.starts", "pauses.ends"},
    "ready": frozenset({"calls.whom"}),
    "proof": frozenset(
        {
            "competences.name", "competences.evidence", "competences.stories",
            "stories.title",
        }
    ),
}  # fmt: skip
"""The answers that each picture is drawn from, so that a content check can miss one."""

__all__ = [
    "NEEDS",
    "PERIODS",
    "RHYTHMS",
    "SETTLED",
    "Hop",
    "NextStep",
    "Occasion",
    "acts",
    "after_breaks",
    "all_paths",
    "has_job",
    "in_a_week",
    "introductions",
    "joblog",
    "lowest",
    "maintenance",
    "matrix",
    "matters",
    "moved",
    "next_step",
    "occasions",
    "per_week",
    "profile",
    "promises",
    "proved",
    "quiet",
    "ranking",
    "shares",
    "since",
    "spans",
    "unless_they_call",
    "weeks",
    "within",
]
