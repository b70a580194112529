"""Promises as a calendar file: events with two alarms, the same ones each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Component, Event, vText

ZONE: Final = ZoneInfo("Europe/Copenhagen")
_LENGTH: Final = timedelta(minutes=30)
_DAY: Final = timedelta(days=1)
_MORNING: Final = timedelta(hours=9)
_BEFORE: Final = timedelta(minutes=15)

# The library's own list of changes ends in 2037 and begins each an hour late.
_SUMMER_AND_WINTER: Final = """\
BEGIN:VTIMEZONE
TZID:Europe/Copenhagen
BEGIN:DAYLIGHT
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
END:DAYLIGHT
BEGIN:STANDARD
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
END:STANDARD
END:VTIMEZONE
"""


@dataclass(frozen=True)
class Appointment:
    """Something with a day: a stable ``uid``, when it is due, its words.

    ``due`` is Danish time; midnight means a day without a time. ``sequence`` is how
    often it changed since a calendar first got it, ``changed`` when it last did, in
    UTC. A ``cancelled`` one is told so that a calendar which has it lets go of it.
    """

    uid: str
    due: datetime
    summary: str
    description: str
    sequence: int
    changed: datetime
    cancelled: bool = False

    @property
    def whole_day(self) -> bool:
        """Whether it has no time of day."""
        return self.due.time() == time()


def write(appointments: Iterable[Appointment]) -> bytes:
    """Return a calendar (RFC 5545) of the appointments, each a VEVENT.

    Times are Danish; nobody is invited, and a calendar that others see shows them
    none of it. Written again after a change the same event has the same UID and a
    higher SEQUENCE, so that a calendar replaces it; unchanged it is the same event.
    Control characters are left out, which no calendar file may hold.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//proaktiv-workbook//follow-up//DA")
    calendar.add_component(Component.from_ical(_SUMMER_AND_WINTER))
    for appointment in appointments:
        calendar.add_component(_event(appointment))
    return bytes(calendar.to_ical())


def last_call(due: datetime) -> datetime:
    """Return when the second alarm of an appointment rings."""
    return due + _alarms(whole_day=due.time() == time())[1]


def _event(appointment: Appointment) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    # Without a METHOD both tell when it was last revised (RFC 5545, 3.8.7.2).
    event.add("dtstamp", appointment.changed)
    event.add("last-modified", appointment.changed)
    event.add("sequence", appointment.sequence)
    event.add("status", "CANCELLED" if appointment.cancelled else "CONFIRMED")
    event.add("class", "PRIVATE")
    event.add("summary", _Words(appointment.summary))
    if appointment.description:
        event.add("description", _Words(appointment.description))
    _put_times(event, appointment)
    if not appointment.cancelled:
        for trigger in _alarms(whole_day=appointment.whole_day):
            event.add_component(_alarm(appointment, trigger))
    return event


def _put_times(event: Event, appointment: Appointment) -> None:
    if appointment.whole_day:
        event.add("dtstart", appointment.due.date())
        event.add("dtend", appointment.due.date() + _DAY)
    else:
        start = appointment.due.replace(tzinfo=ZONE)
        event.add("dtstart", start)
        event.add("dtend", start + _LENGTH)
    if appointment.whole_day or appointment.cancelled:
        event.add("transp", "TRANSPARENT")


def _alarms(*, whole_day: bool) -> tuple[timedelta, timedelta]:
    return (_MORNING - _DAY, _MORNING) if whole_day else (-_DAY, -_BEFORE)


def _alarm(appointment: Appointment, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", _Words(appointment.summary))
    alarm.add("trigger", trigger)
    return alarm


class _Words(vText):
    """A text as any calendar reads it back."""

    def __new__(cls, text: str) -> "_Words":
        lines = "\n".join(text.splitlines())
        kept = (c for c in lines if c in "\n\t" or not _is_control(c))
        return super().__new__(cls, "".join(kept))

    def to_ical(self) -> bytes:
        r"""Escape it; the library would take the \N of C:\Navne for a line break."""
        told = str(self)
        for character in ("\\", ";", ","):
            told = told.replace(character, f"\\{character}")
        return told.replace("\n", "\\n").encode()


def _is_control(character: str) -> bool:
    return character < " " or "\x7f" <= character <= "\x9f"
