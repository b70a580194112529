"""A calendar file is read back by others as it was meant."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from workbook.exchange.calendar import Appointment, write

NOW = datetime(2026, 11, 24, 9, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]))


def events(*appointments: Appointment) -> list[Any]:
    return list(Calendar.from_ical(write(appointments, now=NOW)).walk("VEVENT"))


def appointment(due: datetime, summary: str = "Ring", said: str = "") -> Appointment:
    return Appointment("f1@mine", due, summary, said, 2)


@given(WORDS, WORDS)
def test_any_words_come_back(summary: str, said: str) -> None:
    (event,) = events(appointment(datetime(2026, 12, 2, 9, 30), summary, said))
    assert str(event["SUMMARY"]) == summary
    assert str(event.get("DESCRIPTION", "")) == said


def test_danish_time_is_kept_in_summer_and_in_winter() -> None:
    found = events(
        appointment(datetime(2026, 12, 2, 9, 30)), appointment(datetime(2027, 7, 1, 9))
    )
    winter, summer = (event["DTSTART"].dt for event in found)
    assert winter.utcoffset() == timedelta(hours=1)
    assert summer.utcoffset() == timedelta(hours=2)
    assert (winter.hour, summer.hour) == (9, 9)


def test_a_day_without_a_time_is_a_whole_day() -> None:
    (event,) = events(appointment(datetime(2026, 12, 2)))
    assert event["DTSTART"].dt == date(2026, 12, 2)
    assert event["DTEND"].dt == date(2026, 12, 3)


def test_an_event_says_who_changed_what_and_rings_twice() -> None:
    raw = write([appointment(datetime(2026, 12, 2, 9, 30))], now=NOW)
    assert b"BEGIN:VTIMEZONE" in raw
    assert b"TZID=Europe/Copenhagen" in raw
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    (event,) = Calendar.from_ical(raw).walk("VEVENT")
    assert (event["UID"], event["SEQUENCE"]) == ("f1@mine", 2)
    assert event["DTSTAMP"].dt == NOW
    assert len(event.walk("VALARM")) == 2
    assert not {"ATTENDEE", "ORGANIZER"} & set(event)


def test_no_appointments_are_an_empty_calendar() -> None:
    assert events() == []
