"""A calendar file is read back by others as it was meant."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar

from workbook.exchange.calendar import Appointment, last_call, write

CHANGED = datetime(2026, 11, 24, 9, tzinfo=UTC)
WORDS = st.text(st.characters(codec="utf-8"))
HOURS = timedelta(hours=1)


def appointment(due: datetime, summary: str = "Ring", said: str = "") -> Appointment:
    return Appointment("f1@mine", due, summary, said, 2, CHANGED)


def written(*appointments: Appointment) -> str:
    return write(appointments).decode()


def events(*appointments: Appointment) -> list[Any]:
    """Return the events as vobject reads them, which shares no code with the writer."""
    calendar = vobject.readOne(written(*appointments), validate=True)
    return list(calendar.contents.get("vevent", []))


def cleaned(text: str) -> str:
    """Return what a calendar file can hold of a text."""
    lines = "\n".join(text.splitlines())
    return "".join(c for c in lines if c in "\n\t" or not "\0" <= c < " ").translate(
        dict.fromkeys(range(0x7F, 0xA0))
    )


@given(WORDS, WORDS)
@example("D:\\Noter; \\n, \\\\N", "a\r\nb\rc\vd\x00e\x1bf\x7fg\u2028h\u0085i")
@example("  æøå " * 40, "\t=quoted-printable=\n " * 20)
@example("€" * 300, "BEGIN:VALARM\nEND:VEVENT")
def test_any_words_come_back(summary: str, said: str) -> None:
    told = appointment(datetime(2026, 12, 2, 9, 30), summary, said)
    (event,) = events(told)
    assert event.summary.value == cleaned(summary)
    assert event.getChildValue("description", "") == cleaned(said)
    assert [alarm.description.value for alarm in event.valarm_list] == [
        cleaned(summary)
    ] * 2
    lines = write([told]).split(b"\r\n")
    assert all(len(line) <= 75 for line in lines)
    assert all(line.decode() for line in lines if line)  # never cut inside a letter
    assert not any(b"\r" in line or b"\n" in line for line in lines)
    (again,) = Calendar.from_ical(write([told])).walk("VEVENT")
    assert again["UID"] == "f1@mine"


@pytest.mark.parametrize(
    ("due", "offset"),
    [
        (datetime(2026, 12, 2, 9, 30), 1),
        (datetime(2027, 7, 1, 9), 2),
        (datetime(2027, 3, 28, 1, 30), 1),
        (datetime(2027, 3, 28, 3, 30), 2),
        (datetime(2027, 10, 31, 1, 30), 2),
        (datetime(2027, 10, 31, 3, 30), 1),
        (datetime(2061, 6, 15, 9), 2),
    ],
)
def test_danish_time_is_kept_in_summer_and_in_winter(
    due: datetime, offset: int
) -> None:
    (event,) = events(appointment(due))
    start = event.dtstart.value
    assert start.replace(tzinfo=None) == due
    assert start.utcoffset() == offset * HOURS
    assert event.dtend.value - start == HOURS / 2


def test_the_hours_are_those_of_the_file_itself() -> None:
    raw = written(appointment(datetime(2027, 7, 1, 9)))
    foreign = raw.replace("Europe/Copenhagen", "Somewhere/Unheard Of")
    calendar = vobject.readOne(foreign)
    assert calendar.vevent.dtstart.value.utcoffset() == 2 * HOURS


def test_a_day_without_a_time_is_a_whole_day_that_leaves_him_free() -> None:
    (event,) = events(appointment(datetime(2026, 12, 2)))
    assert event.dtstart.value == date(2026, 12, 2)
    assert event.dtend.value == date(2026, 12, 3)
    assert event.transp.value == "TRANSPARENT"


def test_it_rings_twice_a_day_and_a_quarter_of_an_hour_before() -> None:
    def rings(due: datetime) -> list[datetime]:
        (event,) = events(appointment(due))
        return [due + alarm.trigger.value for alarm in event.valarm_list]

    timed, whole = datetime(2026, 12, 2, 9, 30), datetime(2026, 12, 2)
    assert rings(timed) == [datetime(2026, 12, 1, 9, 30), datetime(2026, 12, 2, 9, 15)]
    assert rings(whole) == [datetime(2026, 12, 1, 9), datetime(2026, 12, 2, 9)]
    assert [last_call(due) for due in (timed, whole)] == [
        rings(timed)[1],
        rings(whole)[1],
    ]


def test_an_event_says_which_one_it_is_and_how_often_it_changed() -> None:
    (event,) = events(appointment(datetime(2026, 12, 2, 9, 30)))
    assert (event.uid.value, event.sequence.value) == ("f1@mine", "2")
    assert event.dtstamp.value == event.last_modified.value == CHANGED
    assert event.status.value == "CONFIRMED"
    assert event.contents["class"][0].value == "PRIVATE"
    assert not {"attendee", "organizer"} & set(event.contents)


def test_a_cancelled_event_keeps_its_day_and_rings_no_more() -> None:
    told = appointment(datetime(2026, 12, 2, 9, 30))
    (event,) = events(replace(told, cancelled=True, sequence=3))
    assert event.status.value == "CANCELLED"
    assert (event.uid.value, event.sequence.value) == ("f1@mine", "3")
    assert event.dtstart.value.replace(tzinfo=None) == told.due
    assert "valarm" not in event.contents


def test_the_same_appointments_are_the_same_file() -> None:
    told = [appointment(datetime(2026, 12, day)) for day in (2, 3)]
    assert write(told) == write(told)


def test_no_appointments_are_an_empty_calendar() -> None:
    assert events() == []
