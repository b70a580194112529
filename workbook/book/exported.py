"""What a calendar already has of this workbook: noted so that it can be brought on."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from workbook.pages.appointments import EXPORTED
from workbook.store import WorkbookFile


@dataclass(frozen=True)
class Exported:
    """An appointment as the latest calendar file that holds it has it.

    ``digest`` tells its words from others without holding any; it is empty once the
    appointment was cancelled. ``changed`` is when it last became another, in UTC.
    """

    sequence: int
    digest: str
    due: datetime
    changed: datetime

    @property
    def cancelled(self) -> bool:
        """Whether a calendar was told to let go of it."""
        return not self.digest

    def cancel(self, now: datetime) -> "Exported":
        """Return it cancelled; one that is stays as it was."""
        if self.cancelled:
            return self
        return replace(self, sequence=self.sequence + 1, digest="", changed=now)


def brought_on(
    before: Exported | None, digest: str, due: datetime, now: datetime
) -> Exported:
    """Return how an appointment stands in the next calendar file."""
    if before is None:
        return Exported(0, digest, due, now)
    if before.digest == digest:
        return before
    return Exported(before.sequence + 1, digest, due, now)


def read(file: WorkbookFile) -> dict[str, Exported]:
    """Return what has been exported, by the appointment's id in this workbook."""
    found = json.loads(file.note(EXPORTED) or "{}")
    moment = datetime.fromisoformat
    return {
        key: Exported(sequence, digest, moment(due), moment(changed))
        for key, (sequence, digest, due, changed) in found.items()
    }


def write(file: WorkbookFile, exported: Mapping[str, Exported]) -> None:
    """Note what has now been exported; what is noted already is not written again."""
    told = {
        key: (one.sequence, one.digest, one.due.isoformat(), one.changed.isoformat())
        for key, one in exported.items()
    }
    note = json.dumps(told)
    if note != (file.note(EXPORTED) or "{}"):
        file.write_note(EXPORTED, note)
