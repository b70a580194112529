"""A job log tells each act once, newest first, with all that is asked for."""

from datetime import date, datetime
from typing import Any

import pandas as pd
import pytest
from framed import any_frames, frames
from hypothesis import given
from hypothesis import strategies as st

from workbook.analysis import PERIODS, acts, joblog, since
from workbook.content import Content

TODAY = date(2026, 11, 27)
COMPANIES = {"co": {"name": "Åkilde Pumper", "industry": "Pumper til landbruget"}}
TALK = {
    "whom": "Ida Bro", "reached": "voicemail", "held": datetime(2026, 11, 20, 9),
    "company": "co", "way": "call", "learned": "De flytter.\n\nRing  efter otte.",
}  # fmt: skip


def log(content: Content, **records: Any) -> pd.DataFrame:
    return joblog(frames(content, companies=COMPANIES, **records), TODAY)


def row(found: pd.DataFrame, record: str) -> dict[str, Any]:
    told = found.loc[record]
    return {name: None if pd.isna(told[name]) else told[name] for name in found}


def test_a_conversation_gives_all_that_a_log_asks_for(content: Content) -> None:
    found = log(content, conversations={"t1": TALK})
    assert row(found, "t1") == {
        "step": "conversations",
        "date": pd.Timestamp(2026, 11, 20),
        "company": "Åkilde Pumper",
        "title_or_area": "Pumper til landbruget",
        "method": "call",
        "contact": "Ida Bro",
        "status": "voicemail",
        "note": "De flytter. Ring efter otte.",
    }


def test_a_letter_tells_its_headline_and_a_follow_up_what_came_of_it(
    content: Content,
) -> None:
    letter = {"company": "co", "receiver": "Bo Vang", "headline": "Pakkerne kan ud"}
    letter |= {"sent_on": date(2026, 11, 18), "cv_target": "cv"}
    done = {"application": "a1", "way": "email", "kept_on": date(2026, 11, 25)}
    done |= {"outcome": "closed_by_them", "after": "Først til maj."}
    found = log(
        content,
        applications={"a1": letter, "draft": {**letter, "sent_on": None}},
        follow_ups={"f1": done, "open": {"application": "a1"}},
        cv_targets={"cv": {"name": "Pumper", "headline": "Lagerchef"}},
    )
    assert found.index.tolist() == ["f1", "a1"]
    told = [row(found, record) for record in ("a1", "f1")]
    assert [one["method"] for one in told] == ["letter", "email"]
    assert [one["status"] for one in told] == ["sent", "closed_by_them"]
    assert [one["note"] for one in told] == ["Pakkerne kan ud", "Først til maj."]
    for one in told:
        assert one["company"] == "Åkilde Pumper"
        assert one["title_or_area"] == "Lagerchef"
        assert one["contact"] == "Bo Vang"


@pytest.mark.parametrize(
    ("targets", "title"),
    [
        (
            {"a": {"headline": "Kok"}, "b": {"headline": "Leder", "company": "co"}},
            "Leder",
        ),
        ({"a": {"headline": "Kok"}, "b": {"company": "co"}}, "Kok"),
        ({"a": {"headline": "Kok", "company": "gone"}}, "Pumper til landbruget"),
        ({"a": {"headline": "  "}}, "Pumper til landbruget"),
        ({}, "Pumper til landbruget"),
    ],
)
def test_the_title_is_what_he_aims_at_there_else_in_general_else_what_they_do(
    content: Content, targets: dict[str, dict[str, Any]], title: str
) -> None:
    found = log(content, conversations={"t1": TALK}, cv_targets=targets)
    assert found["title_or_area"].tolist() == [title]


def test_without_anything_else_the_letters_headline_is_the_title(
    content: Content,
) -> None:
    letter = {"headline": "Ro i køkkenet", "sent_on": date(2026, 11, 18)}
    assert log(content, applications={"a1": letter})["title_or_area"].tolist() == [
        "Ro i køkkenet"
    ]


def test_a_promise_kept_in_a_conversation_is_one_row(content: Content) -> None:
    promise = {"whom": "ida bro", "kept_on": date(2026, 11, 20), "outcome": "talked"}
    found = log(content, conversations={"t1": TALK}, follow_ups={"f1": promise})
    assert found.index.tolist() == ["t1"]


@pytest.mark.parametrize("text", ["ord " * 100, "x" * 500])
def test_a_long_note_is_cut(content: Content, text: str) -> None:
    (note,) = log(content, conversations={"t1": TALK | {"learned": text}})["note"]
    assert 150 < len(note) <= 160
    assert note.endswith("…")
    assert text.startswith(note[:100])


def test_a_period_ends_today_and_begins_the_day_after_its_length_ago(
    content: Content,
) -> None:
    days = ["2026-11-27", "2026-10-31", "2026-10-30", "2026-08-28", "2026-08-27"]
    talks = {day: TALK | {"held": datetime.fromisoformat(day)} for day in days}
    found = log(content, conversations=talks)
    shown = {period: len(since(found, period, TODAY)) for period in PERIODS}
    assert shown == {"weeks": 2, "months": 4, "all": 5}


@given(st.data())
def test_any_frames_make_a_log_of_every_act(
    content: Content, data: st.DataObject
) -> None:
    drawn = data.draw(any_frames(content))
    found = joblog(drawn, TODAY)
    acted = acts(drawn, TODAY)
    assert len(found) == len(acted) - acted["again"].sum()
    assert found["date"].notna().all()
    assert found["date"].is_monotonic_decreasing
    assert found["method"].notna().sum() >= found["step"].eq("applications").sum()
    for note in found["note"].dropna():
        assert note == " ".join(note.split())
        assert 0 < len(note) <= 160
    assert set(found.drop(columns="date").dtypes.astype(str)) == {"string"}
    assert len(since(found, "all", TODAY)) == len(found)
