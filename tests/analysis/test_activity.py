"""What he has done counts once, in the week he did it, and a break against nobody."""

from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from framed import any_frames, frames
from hypothesis import given
from hypothesis import strategies as st

from workbook.analysis import acts, per_week, spans, weeks
from workbook.content import Content

TODAY = date(2026, 11, 27)  # a Friday
THIS = date(2026, 11, 23)
COUNTS = ["tried", "reached", "sent", "kept"]


def talk(day: date = THIS, **more: Any) -> dict[str, Any]:
    told = {"whom": "Ida Bro", "reached": "reached", "initiative": "me"}
    return told | {"held": datetime(day.year, day.month, day.day, 9, 30)} | more


def kept(day: date = THIS, **more: Any) -> dict[str, Any]:
    return {"whom": "Ida Bro", "kept_on": day, "outcome": "talked"} | more


def by_week(content: Content, **records: Any) -> pd.DataFrame:
    found = frames(content, **records)
    return weeks(acts(found, TODAY), spans(found["pauses"]), TODAY)


def counted(content: Content, **records: Any) -> dict[str, int]:
    acted = acts(frames(content, **records), TODAY)
    return {name: int(acted[name].sum()) for name in COUNTS}


# --- acts ------------------------------------------------------------------------


@pytest.mark.parametrize("reached", ["reached", "voicemail", "try_again"])
def test_a_try_counts_whatever_came_of_it(content: Content, reached: str) -> None:
    found = counted(content, conversations={"t1": talk(reached=reached)})
    talked = int(reached == "reached")
    assert found == {"tried": 1, "reached": talked, "sent": 0, "kept": 0}


def test_a_call_that_they_made_is_a_conversation_but_no_try(content: Content) -> None:
    found = counted(content, conversations={"t1": talk(initiative="them")})
    assert found == {"tried": 0, "reached": 1, "sent": 0, "kept": 0}
    weekly = by_week(content, conversations={"t1": talk(initiative="them")})
    assert weekly[["done", "reached"]].to_numpy().tolist() == [[0, 1]]
    untold = counted(content, conversations={"t1": talk(initiative=None)})
    assert untold["tried"] == 1


def test_a_letter_counts_once_it_is_sent(content: Content) -> None:
    letters = {"a1": {"sent_on": THIS}, "a2": {"headline": "Ro"}}
    found = counted(content, applications=letters)
    assert found == {"tried": 0, "reached": 0, "sent": 1, "kept": 0}


@pytest.mark.parametrize(
    ("outcome", "is_kept"),
    [
        (None, 1), ("talked", 1), ("voicemail", 1), ("no_answer", 1),
        ("moved", 0), ("closed_by_me", 0), ("closed_by_them", 0),
    ],
)  # fmt: skip
def test_a_promise_is_kept_when_it_was_done(
    content: Content, outcome: str | None, is_kept: int
) -> None:
    done = counted(content, follow_ups={"f1": kept(outcome=outcome)})
    assert done["kept"] == is_kept
    undone = {"f1": {"due": datetime(2026, 11, 23, 9), "outcome": outcome}}
    assert counted(content, follow_ups=undone)["kept"] == 0


def test_what_has_not_happened_is_no_act(content: Content) -> None:
    ahead = TODAY + timedelta(days=1)
    talks = {
        "ahead": talk(ahead), "undated": talk(held=None), "planned": talk(reached=None)
    }  # fmt: skip
    found = frames(
        content,
        conversations=talks,
        applications={"a1": {"sent_on": ahead}},
        follow_ups={"f1": kept(ahead)},
        companies={"c1": {"name": "Åkilde"}},
    )
    assert acts(found, TODAY).empty
    assert weeks(acts(found, TODAY), [], TODAY).empty
    assert per_week(weeks(acts(found, TODAY), [], TODAY)) is None


def test_a_no_is_told_but_what_he_moved_or_gave_up_is_not(content: Content) -> None:
    outcomes = ("talked", "closed_by_them", "moved", "closed_by_me")
    told = {outcome: kept(outcome=outcome) for outcome in outcomes}
    found = acts(frames(content, follow_ups=told), TODAY)
    assert found.index.tolist() == ["talked", "closed_by_them"]


def test_a_follow_up_knows_whom_and_where_from_what_it_belongs_to(
    content: Content,
) -> None:
    found = frames(
        content,
        conversations={"t1": talk(company="co", contact="ida")},
        applications={"a1": {"company": "other", "receiver": "Bo Vang"}},
        follow_ups={
            "talked": kept(whom=None, conversation="t1", application="a1"),
            "wrote": kept(whom=None, conversation="gone", application="a1"),
            "alone": kept(whom=None, application="gone"),
        },
    )
    told = acts(found, TODAY)[["whom", "contact", "company"]].fillna("")
    assert told.loc["talked"].tolist() == ["Ida Bro", "ida", "co"]
    assert told.loc["wrote"].tolist() == ["Bo Vang", "", "other"]
    assert told.loc["alone"].tolist() == ["", "", ""]


# --- once ------------------------------------------------------------------------


def test_a_promise_kept_in_a_conversation_is_done_once(content: Content) -> None:
    talks = {"t1": talk()}
    same = by_week(
        content, conversations=talks, follow_ups={"f1": kept(whom=" ida  BRO")}
    )
    assert same[["done", "tried", "kept"]].iloc[0].tolist() == [1, 1, 1]
    other_day = kept(THIS + timedelta(days=1))
    for other in (other_day, kept(whom="Bo Vang"), kept(whom=None)):
        found = by_week(content, conversations=talks, follow_ups={"f1": other})
        assert found["done"].iloc[0] == 2


def test_the_same_contact_is_the_same_person_whatever_the_name(
    content: Content,
) -> None:
    before = talk(THIS - timedelta(days=7), contact="ida", whom="Ida")
    talks = {"t1": before, "t2": talk(contact="ida")}
    promise = {"f1": kept(whom="Hende fra Åkilde", conversation="t1")}
    found = by_week(content, conversations=talks, follow_ups=promise)
    assert found["done"].tolist() == [1, 1]


# --- weeks -----------------------------------------------------------------------


def test_a_week_runs_from_monday_to_sunday_across_new_year(content: Content) -> None:
    talks = {"mon": talk(date(2026, 12, 28)), "sun": talk(date(2027, 1, 3))}
    found = frames(content, conversations=talks)
    today = date(2027, 1, 8)
    weekly = weeks(acts(found, today), [], today)
    assert weekly.index.tolist() == [date(2027, 1, 4), date(2026, 12, 28)]
    assert weekly["done"].tolist() == [0, 2]


def test_the_weeks_before_he_began_are_left_out(content: Content) -> None:
    found = by_week(content, conversations={"t1": talk(THIS - timedelta(days=8))})
    assert found["tried"].tolist() == [0, 0, 1]
    long_ago = by_week(content, conversations={"t1": talk(date(2026, 1, 5))})
    assert len(long_ago) == 8
    assert long_ago["done"].sum() == 0
    assert set(long_ago.drop(columns="paused").dtypes.astype(str)) == {"Int64"}


@pytest.mark.parametrize(
    ("breaks", "paused"),
    [
        ([("2026-11-09", "2026-11-13")], True),  # Monday to Friday
        ([("2026-11-01", "2026-12-31")], True),
        ([("2026-11-09", "2026-11-10"), ("2026-11-11", "2026-11-15")], True),
        ([("2026-11-10", "2026-11-15")], False),
        ([("2026-11-15", "2026-11-09")], False),  # turned round
        ([], False),
    ],
)
def test_a_week_is_a_break_when_all_its_working_days_are(
    content: Content, breaks: list[tuple[str, str]], *, paused: bool
) -> None:
    told = {
        f"p{n}": {"starts": pd.Timestamp(a), "ends": pd.Timestamp(b)}
        for n, (a, b) in enumerate(breaks)
    }
    talks = {"t1": talk(date(2026, 11, 2))}
    found = by_week(content, conversations=talks, pauses=told)
    assert bool(found.loc[date(2026, 11, 9), "paused"]) is paused


def test_public_holidays_need_no_break_of_their_own(content: Content) -> None:
    """In Easter week of 2026 Thursday and Friday are holidays."""
    today, monday = date(2026, 4, 9), date(2026, 3, 30)
    rest = {"starts": monday, "ends": monday + timedelta(days=2)}
    found = frames(content, conversations={"t1": talk(monday)}, pauses={"p": rest})
    weekly = weeks(acts(found, today), spans(found["pauses"]), today)
    assert bool(weekly.loc[monday, "paused"])
    assert weekly.loc[monday, "done"] == 1


def ago(count: int) -> date:
    return THIS - timedelta(weeks=count)


def test_the_mean_is_of_the_last_four_whole_weeks_without_a_break(
    content: Content,
) -> None:
    talks = {f"t{n}": talk(ago(n)) for n in (0, 1, 2, 4, 5, 6)}
    talks |= {"more": talk(ago(1)), "before": talk(ago(7))}
    rest = {"p": {"starts": ago(2), "ends": ago(2) + timedelta(days=4)}}
    found = by_week(content, conversations=talks, pauses=rest)
    assert per_week(found) == ((2 + 0 + 1 + 1) / 4, 4)
    busier = found.assign(done=found["done"].where(found.index != THIS, 99))
    assert per_week(busier) == per_week(found)


def test_one_who_has_just_begun_has_no_mean_yet(content: Content) -> None:
    assert per_week(by_week(content, conversations={"t1": talk()})) is None
    second = by_week(content, conversations={"t1": talk(ago(1)), "t2": talk(ago(1))})
    assert per_week(second) == (2.0, 1)


# --- any frames ------------------------------------------------------------------


@given(st.data())
def test_any_frames_are_counted(content: Content, data: st.DataObject) -> None:
    found = data.draw(any_frames(content))
    acted = acts(found, TODAY)
    assert (acted["day"].dt.date <= TODAY).all()
    assert not (acted["again"] & acted["step"].ne("follow_ups")).any()
    weekly = weeks(acted, spans(found["pauses"]), TODAY)
    assert all(monday.weekday() == 0 for monday in weekly.index)
    assert weekly.index.tolist() == sorted(weekly.index, reverse=True)
    assert len(weekly) <= 8
    recent = acted[acted["day"].dt.date >= THIS - timedelta(weeks=7)]
    for name in COUNTS:
        assert weekly[name].sum() == recent[name].sum()
    own = recent["tried"] | recent["sent"] | recent["kept"]
    assert weekly["done"].sum() == (own & ~recent["again"]).sum()
    mean = per_week(weekly)
    assert mean is None or (mean.done >= 0 and 1 <= mean.weeks <= 4)
