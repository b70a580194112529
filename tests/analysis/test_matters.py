"""What is open, what its next step is, and what a break moves."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest

from workbook.analysis import matters, moved, next_step, unless_they_call
from workbook.analysis.pause import after_breaks, days_between, spans
from workbook.content import Content
from workbook.store.frames import frame

TODAY = date(2026, 11, 27)  # a Friday
STEPS = ("conversations", "applications", "follow_ups", "contacts", "pauses")


@pytest.fixture
def of(content: Content) -> Any:
    def frames(**records: dict[str, dict[str, Any]]) -> dict[str, pd.DataFrame]:
        return {
            step: frame(content.steps[step], records.get(step, {}).items())
            for step in STEPS
        }

    return frames


def talk(whom: str = "Ida Bro", **more: Any) -> dict[str, Any]:
    held = datetime(2026, 11, 20, 10)
    return {"whom": whom, "reached": "reached", "held": held, **more}


def states(frames: dict[str, pd.DataFrame]) -> dict[str, str]:
    return matters(frames)["state"].to_dict()


def test_a_mere_name_is_no_matter(of: Any) -> None:
    frames = of(contacts={f"c{n}": {"name": f"Navn {n}"} for n in range(300)})
    assert matters(frames).empty


def test_a_letter_not_sent_is_no_matter_until_it_is_promised(of: Any) -> None:
    letter = {"a1": {"company": "co", "receiver": "Ida Bro"}}
    assert matters(of(applications=letter)).empty
    promise = {"f1": {"application": "a1", "due": datetime(2026, 12, 1, 9)}}
    frames = of(applications=letter, follow_ups=promise)
    assert states(frames) == {"applications/a1": "planned"}


@pytest.mark.parametrize(
    ("promise", "state"),
    [
        ({}, "missing"),
        ({"due": datetime(2026, 12, 1, 9)}, "planned"),
        ({"kept_on": date(2026, 11, 25), "outcome": "talked"}, "missing"),
        ({"kept_on": date(2026, 11, 25), "outcome": "no_answer"}, "missing"),
        ({"outcome": "moved", "due": datetime(2026, 12, 1, 9)}, "missing"),
        ({"outcome": "closed_by_me"}, "closed"),
        ({"outcome": "closed_by_them"}, "closed"),
    ],
)
def test_a_conversation_is_open_until_it_is_closed(
    of: Any, promise: dict[str, Any], state: str
) -> None:
    told = {"f1": {"conversation": "t1", **promise}}
    frames = of(conversations={"t1": talk()}, follow_ups=told)
    assert states(frames) == {"conversations/t1": state}


def test_a_later_conversation_with_the_same_person_goes_on_with_the_matter(
    of: Any,
) -> None:
    talks = {"t1": talk(), "t2": talk("ida  bro", held=datetime(2026, 11, 25, 9))}
    promise = {"f1": {"conversation": "t2", "due": datetime(2026, 12, 1, 9)}}
    frames = of(conversations=talks, follow_ups=promise)
    assert states(frames) == {"conversations/t2": "planned"}


def test_two_people_of_one_name_at_two_companies_are_two_matters(of: Any) -> None:
    talks = {"t1": talk(company="co1"), "t2": talk(company="co2")}
    assert len(matters(of(conversations=talks))) == 2


def test_a_letter_to_the_one_he_talked_to_is_the_same_matter(of: Any) -> None:
    letter = {"receiver": "Ida Bro, chef", "company": "co", "sent_on": TODAY}
    frames = of(conversations={"t1": talk(company="co")}, applications={"a1": letter})
    assert states(frames) == {"applications/a1": "missing"}


def test_a_conversation_after_the_end_opens_the_matter_again(of: Any) -> None:
    closed = {"conversation": "t1", "outcome": "closed_by_them",
              "kept_on": date(2026, 11, 21)}  # fmt: skip
    talks = {"t1": talk(), "t2": talk(held=datetime(2026, 11, 24, 9))}
    frames = of(conversations=talks, follow_ups={"f1": closed})
    assert states(frames) == {"conversations/t2": "missing"}


def test_one_closed_thread_does_not_close_a_promise_that_stands(of: Any) -> None:
    promises = {
        "f1": {"conversation": "t1", "outcome": "closed_by_me"},
        "f2": {"conversation": "t1", "due": datetime(2026, 12, 1, 9)},
    }
    found = matters(of(conversations={"t1": talk()}, follow_ups=promises))
    assert found["promise"].tolist() == ["f2"]
    assert found["state"].tolist() == ["planned"]


# --- the next step ---------------------------------------------------------------


def step_of(frames: dict[str, pd.DataFrame], today: date = TODAY) -> tuple[str, str]:
    (row,) = matters(frames).itertuples()
    found = next_step(row, today, spans(frames["pauses"]))
    return found.stage, found.day.isoformat()


def kept(day: int, outcome: str = "no_answer") -> dict[str, Any]:
    on = date(2026, 11, day)
    return {"conversation": "t1", "kept_on": on, "outcome": outcome}


def test_seven_days_then_seven_with_a_new_angle_then_he_decides(of: Any) -> None:
    talks = {"t1": talk(held=datetime(2026, 11, 24, 9))}
    assert step_of(of(conversations=talks)) == ("first", "2026-12-01")
    once = {"f1": kept(25)}
    assert step_of(of(conversations=talks, follow_ups=once)) == ("angle", "2026-12-02")
    twice = {"f1": kept(25), "f2": kept(26, "voicemail")}
    assert step_of(of(conversations=talks, follow_ups=twice))[0] == "decide"
    answered = {**twice, "f3": kept(27, "talked")}
    assert step_of(of(conversations=talks, follow_ups=answered))[0] == "first"


def test_a_call_nobody_took_is_tried_again_after_two_days(of: Any) -> None:
    talks = {"t1": talk(held=datetime(2026, 11, 26, 9), reached="voicemail")}
    assert step_of(of(conversations=talks)) == ("again", "2026-11-30")


def test_a_day_is_a_working_day_and_never_past(of: Any) -> None:
    talks = {"t1": talk(held=datetime(2026, 3, 27, 9))}  # a week on is Good Friday
    frames = of(conversations=talks)
    assert step_of(frames, date(2026, 3, 28)) == ("first", "2026-04-07")
    assert step_of(frames, date(2026, 6, 3)) == ("first", "2026-06-04")
    assert step_of(frames, date(2026, 6, 4)) == ("first", "2026-06-08")  # Constitution


def test_a_day_falls_in_no_break(of: Any) -> None:
    pause = {"p": {"starts": date(2026, 12, 1), "ends": date(2026, 12, 6)}}
    talks = {"t1": talk(held=datetime(2026, 11, 24, 9))}
    assert step_of(of(conversations=talks, pauses=pause)) == ("first", "2026-12-07")


def test_when_they_said_they_would_call_he_rings_the_working_day_after() -> None:
    assert unless_they_call(date(2026, 12, 4)) == date(2026, 12, 7)
    assert unless_they_call(date(2026, 12, 23)) == date(2026, 12, 28)


# --- breaks ----------------------------------------------------------------------


def test_a_break_moves_days_by_its_length_to_a_working_day() -> None:
    week = (date(2026, 11, 30), date(2026, 12, 6))
    at = datetime(2026, 12, 2, 9, 30)
    assert moved(at, week) == datetime(2026, 12, 9, 9, 30)
    assert moved(datetime(2026, 12, 20), week) == datetime(2026, 12, 28)
    late = datetime(2026, 11, 20, 8)
    assert moved(late, week) == datetime(2026, 12, 7, 8)


def test_breaks_that_meet_are_left_together() -> None:
    breaks = [
        (date(2026, 11, 30), date(2026, 12, 4)),
        (date(2026, 12, 7), date(2026, 12, 11)),
    ]
    assert after_breaks(date(2026, 12, 1), breaks) == date(2026, 12, 14)
    assert days_between(date(2026, 11, 28), date(2026, 12, 12), breaks) == 4


def test_a_break_turned_round_or_half_told_is_none(of: Any) -> None:
    pauses = {
        "p1": {"starts": date(2026, 12, 6), "ends": date(2026, 12, 1)},
        "p2": {"starts": date(2026, 12, 6)},
    }
    assert spans(of(pauses=pauses)["pauses"]) == []
