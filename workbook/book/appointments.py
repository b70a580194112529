"""The promises of a workbook and whom he keeps in touch with, for his calendar."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Final

from workbook import analysis
from workbook.book import exported
from workbook.book.exported import Exported, brought_on
from workbook.content import Content
from workbook.content.promise import settled
from workbook.exchange import calendar
from workbook.settings import Language
from workbook.store import Record, WorkbookFile

STEP = "follow_ups"
NEEDS = frozenset(
    f"{STEP}.{name}" for name in ("whom", "due", "way", "said", "kept_on", "outcome")
)
"""The answers that promises in the calendar file are made of."""
_FRAMES: Final = ("contacts", "conversations", "feedback", "care", "pauses")
_CARE: Final = "care-"
_REMEMBERED: Final = timedelta(days=365)


def calendar_file(
    content: Content, file: WorkbookFile, language: Language, record: str = ""
) -> bytes:
    """Return the calendar file of one promise, or of all, see ``appointments``."""
    return calendar.write(appointments(content, file, language, record))


def appointments(
    content: Content,
    file: WorkbookFile,
    language: Language,
    record: str = "",
    *,
    now: datetime | None = None,
) -> list[calendar.Appointment]:
    """Return what his calendar should learn ``now``, and note that it was exported.

    That is one open promise with a day, or all of them with the days on which it is
    somebody's turn to hear from him. What was exported before and waits no more comes
    along as cancelled, until its day is a year ago: so any of the files brings a
    calendar up to date that missed the others. What was kept stays where it is once
    its alarms have rung.
    """
    moment = (now or datetime.now(UTC)).replace(microsecond=0)
    return _Appointments(content, file, language, moment).told(record)


@dataclass(frozen=True)
class _Entry:
    """What a calendar has or should have; ``key`` is its id in this workbook."""

    key: str
    due: datetime
    summary: str
    description: str = ""

    @property
    def digest(self) -> str:
        told = f"{self.due}\n{self.summary}\n{self.description}"
        return sha256(told.encode()).hexdigest()


class _Appointments:
    def __init__(
        self, content: Content, file: WorkbookFile, language: Language, now: datetime
    ) -> None:
        self._content = content
        self._file = file
        self._language: Language = language
        self._now = now
        self._here = now.astimezone(calendar.ZONE).replace(tzinfo=None)

    def told(self, record: str) -> list[calendar.Appointment]:
        due = {one.key: one for one in (*self._promises(), *self._turns())}
        chosen = [one for one in due.values() if record in ("", one.key)]
        known = self._known(due, chosen)
        exported.write(self._file, known)
        gone = [
            self._gone(key, one.due)
            for key, one in known.items()
            if one.cancelled and key not in due
        ]
        return [self._appointment(one, known[one.key]) for one in (*chosen, *gone)]

    def _known(
        self, due: Mapping[str, _Entry], chosen: list[_Entry]
    ) -> dict[str, Exported]:
        """Return what has been exported once this file is."""
        before = exported.read(self._file)
        remembered = {
            key: one if key in due else self._let_go(key, one)
            for key, one in before.items()
            if key in due or one.due > self._here - _REMEMBERED
        }
        told = {
            one.key: brought_on(before.get(one.key), one.digest, one.due, self._now)
            for one in chosen
        }
        return remembered | told

    def _let_go(self, key: str, one: Exported) -> Exported:
        """Cancel what waits no more, but not what was kept and is over."""
        kept = self._file.record(STEP, key).values.get("kept_on") is not None
        over = calendar.last_call(one.due) < self._here
        return one if kept and over else one.cancel(self._now)

    def _promises(self) -> Iterator[_Entry]:
        for found in self._file.records(STEP):
            due = found.values.get("due")
            if isinstance(due, datetime) and not _settled(found):
                told = summary(self._content, self._language, found)
                said = str(found.values.get("said") or "")
                yield _Entry(found.record, due, told, said)

    def _turns(self) -> Iterator[_Entry]:
        """Go through those whose turn it is some day; none in a content without."""
        if not analysis.NEEDS["maintenance"] <= self._content.asked:
            return
        frames = {step: self._file.frame(step) for step in _FRAMES}
        found = analysis.maintenance(frames, self._here.date())
        texts = found[["name", "give"]].fillna("")
        told = zip(found.index, found["due"], texts.itertuples(), strict=True)
        for contact, due, row in told:
            turn, give = self._turn(str(row.name)), str(row.give)
            yield _Entry(f"{_CARE}{contact}", due.to_pydatetime(), turn, give)

    def _turn(self, name: object) -> str:
        say, language = self._content.texts.say, self._language
        whom = name or say("plan.somebody", language)
        return say("calendar.care", language, whom=whom)

    def _gone(self, key: str, due: datetime) -> _Entry:
        promise = self._file.record(STEP, key)
        if promise.values:
            was = summary(self._content, self._language, promise)
        else:
            contact = self._file.record("contacts", key.removeprefix(_CARE))
            was = self._turn(contact.values.get("name"))
        say = self._content.texts.say
        return _Entry(key, due, say("calendar.cancelled", self._language, what=was))

    def _appointment(self, one: _Entry, known: Exported) -> calendar.Appointment:
        return calendar.Appointment(
            uid=f"{one.key}@{self._file.owner}",
            due=one.due,
            summary=one.summary,
            description=one.description,
            sequence=known.sequence,
            changed=known.changed,
            cancelled=known.cancelled,
        )


def _settled(promise: Record) -> bool:
    return settled(promise.values.get("kept_on"), promise.values.get("outcome"))


def summary(content: Content, language: Language, promise: Record) -> str:
    """Return a promise in a line: "Ring til Jesper Nørtoft"."""
    way = promise.values.get("way") or "call"
    somebody = content.texts.say("plan.somebody", language)
    whom = promise.values.get("whom") or somebody
    return content.texts.say(f"calendar.{way}", language, whom=whom)
