"""Pure analysis: typed frames in, frames out; nothing is read, kept or shown here."""

from collections.abc import Mapping

from workbook.analysis.communication import lowest, profile
from workbook.analysis.fit import ranking
from workbook.analysis.follow_up import promises
from workbook.analysis.found import shares
from workbook.analysis.paths import ways_in
from workbook.analysis.proof import matrix, proved

NEEDS: Mapping[str, frozenset[str]] = {
    "fit": frozenset(
        {
            "companies.name", "criteria.name", "criteria.weight", "criteria.kind",
            "scores.company", "scores.criterion", "scores.score",
        }
    ),
    "found": frozenset({"jobs.got_by"}),
    "ladder": frozenset({"ladder.rung", "ladder.whom", "ladder.went"}),
    "paths": frozenset(
        {
            "companies.name", "contacts.name", "contacts.company", "contacts.role",
            "contacts.last_contact", "relations.person", "relations.role",
            "relations.knows", "relations.company", "relations.how",
            "relations.direction",
        }
    ),
    "promises": frozenset(
        {
            "follow_ups.whom", "follow_ups.due", "follow_ups.way",
            "follow_ups.kept_on", "follow_ups.outcome",
        }
    ),
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
    "lowest",
    "matrix",
    "profile",
    "promises",
    "proved",
    "ranking",
    "shares",
    "ways_in",
]
