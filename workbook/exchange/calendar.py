"""Promises as a calendar file: events with two alarms, the same ones each time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Final
from zoneinfo import ZoneInfo

from icalendar import Alarm, Calendar, Event

ZONE: Final = ZoneInfo("Europe/Copenhagen")
_LENGTH: Final = timedelta(minutes=30)
_DAY: Final = timedelta(days=1)
_MORNING: Final = timedelta(hours=9)
_BEFORE: Final = timedelta(minutes=15)


@dataclass(frozen=True)
class Appointment:
    """One promise: a stable ``uid``, when it is due, its words, how often it changed.

    Midnight means a day without a time.
    """

    uid: str
    due: datetime
    summary: str
    description: str
    sequence: int


def write(appointments: Iterable[Appointment], *, now: datetime) -> bytes:
    """Return a calendar (RFC 5545) of the appointments, each a VEVENT.

    Times are Danish; nobody is invited. Written again after a change the same event
    has the same UID and a higher SEQUENCE, so that a calendar replaces it. ``now`` has
    a time zone.
    """
    calendar = Calendar()
    calendar.add("version", "2.0")
    calendar.add("prodid", "-//proaktiv-workbook//follow-up//DA")
    events = [_event(appointment, now) for appointment in appointments]
    for event in events:
        calendar.add_component(event)
    calendar.add_missing_timezones()
    return bytes(calendar.to_ical())


def _event(appointment: Appointment, now: datetime) -> Event:
    event = Event()
    event.add("uid", appointment.uid)
    event.add("dtstamp", now)
    event.add("sequence", appointment.sequence)
    event.add("summary", appointment.summary)
    if appointment.description:
        event.add("description", appointment.description)
    whole_day = appointment.due.time() == time()
    if whole_day:
        event.add("dtstart", appointment.due.date())
        event.add("dtend", appointment.due.date() + _DAY)
    else:
        start = appointment.due.replace(tzinfo=ZONE)
        event.add("dtstart", start)
        event.add("dtend", start + _LENGTH)
    for trigger in (_MORNING - _DAY, _MORNING) if whole_day else (-_DAY, -_BEFORE):
        event.add_component(_alarm(appointment, trigger))
    return event


def _alarm(appointment: Appointment, trigger: timedelta) -> Alarm:
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", appointment.summary)
    alarm.add("trigger", trigger)
    return alarm
