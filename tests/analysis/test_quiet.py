"""How quiet it has been is counted in days of contact, either way, less the breaks."""

from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from framed import any_frames, frames
from hypothesis import given
from hypothesis import strategies as st

from workbook.analysis import quiet
from workbook.content import Content

TODAY = date(2026, 11, 27)


def at(day: int, hour: int = 9) -> datetime:
    return datetime(2026, 11, day, hour)


def talk(day: int, company: str | None = "co", **more: Any) -> dict[str, Any]:
    told = {"whom": "Ida Bro", "reached": "reached", "initiative": "me"}
    return told | {"held": at(day), "company": company} | more


def days(content: Content, *among: str, **records: Any) -> dict[str, int]:
    found = quiet(frames(content, **records), among or ("co", "other"), TODAY)
    return found["days"].to_dict()


@pytest.mark.parametrize(
    "records",
    [
        {"conversations": {"t1": talk(20)}},
        {"conversations": {"t1": talk(20, initiative="them"), "t2": talk(18)}},
        {"conversations": {"t1": talk(20, reached="voicemail")}},
        {"applications": {"a1": {"company": "co", "sent_on": date(2026, 11, 20)}}},
        {
            "conversations": {"t1": talk(10)},
            "follow_ups": {
                "f1": {"conversation": "t1", "kept_on": date(2026, 11, 20)},
                "f2": {"conversation": "t1", "due": at(25)},
            },
        },
    ],
)
def test_contact_either_way_ends_the_quiet(content: Content, records: Any) -> None:
    assert days(content, **records) == {"co": 7}


def test_a_mere_name_and_a_letter_not_sent_are_not_quiet(content: Content) -> None:
    records = {
        "companies": {"co": {"name": "Åkilde"}},
        "applications": {"a1": {"company": "co", "headline": "Ro"}},
        "follow_ups": {"f1": {"application": "a1", "due": at(30)}},
    }
    assert days(content, **records) == {}


def test_only_the_companies_asked_about_are_told(content: Content) -> None:
    talks = {"t1": talk(20), "t2": talk(26, "other"), "t3": talk(1, None)}
    assert days(content, "co", "nobody", conversations=talks) == {"co": 7}


def test_the_quietest_comes_first(content: Content) -> None:
    talks = {"t1": talk(26, "a"), "t2": talk(2, "b"), "t3": talk(20, "c")}
    found = quiet(frames(content, conversations=talks), ("a", "b", "c"), TODAY)
    assert found.index.tolist() == ["b", "c", "a"]
    assert found["last"].tolist() == [
        pd.Timestamp(2026, 11, day) for day in (2, 20, 26)
    ]


def test_the_days_of_a_break_are_not_quiet(content: Content) -> None:
    talks = {"t1": talk(17)}

    def rest(starts: int, ends: int) -> dict[str, date]:
        return {"starts": date(2026, 11, starts), "ends": date(2026, 11, ends)}

    for pauses, quiet_days in (
        ({}, 10),
        ({"p": rest(18, 20)}, 7),
        ({"p": rest(10, 20)}, 7),  # the day of the talk itself takes nothing off
        ({"p": rest(18, 20), "q": rest(19, 22)}, 5),
        ({"p": rest(18, 27)}, 0),
        ({"p": {"starts": date(2026, 11, 18)}}, 10),
    ):
        found = days(content, conversations=talks, pauses=pauses)
        assert found == {"co": quiet_days}, pauses


def test_the_next_day_is_that_of_the_first_open_follow_up_there(
    content: Content,
) -> None:
    found = quiet(
        frames(
            content,
            conversations={"t1": talk(20), "t2": talk(20, "other")},
            applications={"a1": {"company": "co"}},
            follow_ups={
                "kept": {"conversation": "t1", "due": at(21), "kept_on": at(21)},
                "closed": {"conversation": "t1", "due": at(22)}
                | {"outcome": "closed_by_me"},
                "later": {"conversation": "t1", "due": at(30)},
                "first": {"application": "a1", "due": at(28, 15)},
                "undated": {"conversation": "t1"},
                "elsewhere": {"conversation": "gone", "due": at(1)},
            },
        ),
        {"co", "other"},
        TODAY,
    )
    assert found.loc["co", "next"] == pd.Timestamp(2026, 11, 28, 15)
    assert found.loc["other", "next"] is pd.NaT


@given(st.data())
def test_any_frames_have_their_quiet(content: Content, data: st.DataObject) -> None:
    drawn = data.draw(any_frames(content))
    among = {"r1", "gone", "nobody"}
    found = quiet(drawn, among, TODAY)
    assert set(found.index) <= among - {"nobody"}
    assert found.index.is_unique
    assert found["days"].is_monotonic_decreasing
    for row in found.itertuples():
        assert 0 <= row.days <= (TODAY - row.last.date()) // timedelta(days=1)
    types = found.dtypes.astype(str).to_dict()
    assert types == {
        "last": "datetime64[s]", "days": "Int64", "next": "datetime64[s]"
    }  # fmt: skip
