"""The promises of a workbook, as its calendar file has them."""

from collections.abc import Iterator
from datetime import UTC, datetime
from hashlib import sha256

from workbook.content import Content
from workbook.content.promise import settled
from workbook.exchange import calendar
from workbook.settings import Language
from workbook.store import Record, WorkbookFile

STEP = "follow_ups"
NEEDS = frozenset(
    f"{STEP}.{name}" for name in ("whom", "due", "way", "said", "kept_on", "outcome")
)
"""The answers that the calendar file is made of."""


def calendar_file(
    content: Content, file: WorkbookFile, language: Language, record: str = ""
) -> bytes:
    """Return the calendar file of all open promises with a day, or of one of them."""
    now = datetime.now(UTC)
    return calendar.write(_appointments(content, file, language, record), now=now)


def _appointments(
    content: Content, file: WorkbookFile, language: Language, wanted: str
) -> Iterator[calendar.Appointment]:
    for found in file.records(STEP):
        due = found.values.get("due")
        chosen = found.record == wanted if wanted else not _settled(found)
        if chosen and isinstance(due, datetime):
            told = summary(content, language, found)
            said = str(found.values.get("said") or "")
            yield calendar.Appointment(
                uid=f"{found.record}@{file.owner}",
                due=due,
                summary=told,
                description=said,
                sequence=_sequence(file, found.record, f"{due}\n{told}\n{said}"),
            )


def _sequence(file: WorkbookFile, record: str, text: str) -> int:
    """Return how often an appointment has changed since a calendar first got it.

    What it was the last time is noted as a digest: no answer stands in a note.
    """
    key, now = f"calendar/{record}", sha256(text.encode()).hexdigest()
    number, _, before = (file.note(key) or "-1 ").partition(" ")
    sequence = int(number) + (now != before)
    if now != before:
        file.write_note(key, f"{sequence} {now}")
    return sequence


def _settled(promise: Record) -> bool:
    return settled(promise.values.get("kept_on"), promise.values.get("outcome"))


def summary(content: Content, language: Language, promise: Record) -> str:
    """Return a promise in a line: "Ring til Jesper Nørtoft"."""
    way = promise.values.get("way") or "call"
    somebody = content.texts.say("plan.somebody", language)
    whom = promise.values.get("whom") or somebody
    return content.texts.say(f"calendar.{way}", language, whom=whom)
