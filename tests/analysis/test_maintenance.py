"""Whose turn it is to hear from him, and what there is to say."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.analysis import RHYTHMS, maintenance, occasions, spans, within
from workbook.analysis.maintenance import SOON
from workbook.content import Content
from workbook.content.working_day import is_working_day
from workbook.store.frames import frame

TODAY = date(2026, 11, 24)  # a Tuesday
STEPS = ("contacts", "conversations", "feedback", "care", "pauses", "start")
Records = Mapping[str, dict[str, Any]]


def frames(content: Content, **records: Records) -> dict[str, pd.DataFrame]:
    return {
        step: frame(content.steps[step], dict(records.get(step, {})).items())
        for step in STEPS
    }


def contact(rhythm: str | None = "month", **answers: Any) -> dict[str, Any]:
    return {"name": "Bent Overby", "rhythm": rhythm, **answers}


def due_of(content: Content, last: date, rhythm: str, **records: Records) -> date:
    one = {"one": contact(rhythm, last_contact=last)}
    found = maintenance(frames(content, contacts=one, **records), TODAY)
    return found["due"]["one"].date()


# --- when ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("rhythm", "last", "due"),
    [
        ("month", date(2026, 10, 26), date(2026, 11, 26)),
        ("month", date(2026, 10, 31), date(2026, 11, 30)),
        ("quarter", date(2026, 8, 31), date(2026, 11, 30)),
        ("half_year", date(2026, 6, 24), date(2026, 12, 28)),  # from Christmas Eve on
        ("year", date(2025, 12, 5), date(2026, 12, 7)),  # from a Saturday on
    ],
)
def test_a_rhythm_counts_from_when_they_were_last_in_touch(
    content: Content, rhythm: str, last: date, due: date
) -> None:
    assert due_of(content, last, rhythm) == due


def test_one_is_late_due_soon_or_later_and_the_longest_due_come_first(
    content: Content,
) -> None:
    def ago(day: int) -> dict[str, Any]:
        return contact(last_contact=date(2026, 10, day))

    people = {"soon": ago(26), "due": ago(24), "late": ago(20)}
    people["later"] = contact(last_contact=date(2026, 11, 20))
    found = maintenance(frames(content, contacts=people), TODAY)
    assert found["state"].to_dict() == {name: name for name in people}
    assert found.index.tolist() == ["late", "due", "soon", "later"]


def test_names_alone_raise_no_alarm(content: Content) -> None:
    people = {str(n): contact(None) for n in range(50)}
    people["gone"] = contact("a choice that a coach took out")
    assert maintenance(frames(content, contacts=people), TODAY).empty
    assert maintenance(frames(content), TODAY).empty


def test_one_whose_last_day_is_not_known_is_due_today_and_never_late(
    content: Content,
) -> None:
    held = frames(content, contacts={"one": contact()})
    for day in (TODAY, date(2027, 5, 3)):
        found = maintenance(held, day)
        assert found["state"].tolist() == ["due"]
        assert found["due"]["one"].date() == day
        assert found["last"].isna().all()
    saturday = date(2026, 11, 28)
    assert maintenance(held, saturday)["due"]["one"].date() == date(2026, 11, 30)


def test_care_a_talk_and_advice_begin_the_rhythm_anew(content: Content) -> None:
    people = {"one": contact(last_contact=date(2026, 9, 1))}
    talk = {"t": {"contact": "one", "reached": "reached"}}
    talk["t"]["held"] = pd.Timestamp(2026, 11, 20, 14)
    for told in (
        {"care": {"c": {"did": "Hilste", "contact": "one", "on": date(2026, 11, 20)}}},
        {"feedback": {"f": {"contact": "one", "given_on": date(2026, 11, 20)}}},
        {"conversations": talk},
    ):
        found = maintenance(frames(content, contacts=people, **told), TODAY)
        assert found["last"]["one"].date() == date(2026, 11, 20)
        assert found["state"]["one"] == "later"


def test_a_day_in_a_break_moves_to_the_first_working_day_after_it(
    content: Content,
) -> None:
    breaks = {
        "p": {"starts": date(2026, 11, 25), "ends": date(2026, 12, 4)},
        "q": {"starts": date(2026, 12, 5), "ends": date(2026, 12, 7)},
        "half": {"starts": date(2026, 12, 8)},
        "turned": {"starts": date(2026, 12, 9), "ends": date(2026, 12, 1)},
    }
    assert due_of(content, date(2026, 10, 26), "month", pauses=breaks) == date(
        2026, 12, 8
    )
    before = due_of(content, date(2026, 10, 20), "month", pauses=breaks)
    assert before == date(2026, 11, 20)


def test_while_a_break_lasts_nothing_waits(content: Content) -> None:
    now = {"p": {"starts": date(2026, 11, 23), "ends": date(2026, 11, 27)}}
    people = {"late": contact(last_contact=date(2026, 1, 1)), "unknown": contact()}
    found = maintenance(frames(content, contacts=people, pauses=now), TODAY)
    assert {day.date() for day in found["due"]} == {date(2026, 11, 30)}
    assert set(found["state"]) == {"soon"}


# --- what passed -----------------------------------------------------------------


def test_the_latest_care_and_advice_stand_beside_what_he_can_give(
    content: Content,
) -> None:
    held = frames(
        content,
        contacts={"one": contact(give="Kål fra haven"), "two": contact()},
        care={
            "new": {"did": "Bar træet op", "contact": "one", "on": date(2026, 11, 22)}
            | {"kind": "gave"},
            "old": {"did": "Hilste", "contact": "one", "on": date(2026, 11, 2)},
            "undated": {"did": "Vinkede", "contact": "one"},
            "lost": {"did": "Skrev", "contact": "gone", "on": date(2026, 11, 23)},
            "loose": {"did": "Ringede", "on": date(2026, 11, 23)},
        },
        feedback={"f": {"said": "Spørg bare", "contact": "one"}},
    )
    found = maintenance(held, TODAY)
    one = found.loc["one"]
    assert one[["did", "kind", "give", "got"]].tolist() == [
        "Bar træet op", "gave", "Kål fra haven", "Spørg bare"
    ]  # fmt: skip
    assert one["on"].date() == date(2026, 11, 22)
    assert found.loc["two", ["did", "on", "kind", "give", "got"]].isna().all()


def test_the_columns_are_typed_also_when_nobody_is_there(content: Content) -> None:
    some = frames(content, contacts={"one": contact()})
    for held in (some, frames(content)):
        assert maintenance(held, TODAY).dtypes.astype(str).to_dict() == {
            "name": "string", "last": "datetime64[s]", "due": "datetime64[s]",
            "state": "string", "give": "string", "did": "string", "on": "datetime64[s]",
            "kind": "string", "got": "string",
        }  # fmt: skip


DAYS = st.none() | st.dates(date(1900, 1, 1), date(2100, 12, 31))
WHO = st.sampled_from(["a", "b", "gone", None])
CONTACTS = st.fixed_dictionaries(
    {
        "name": st.text(max_size=3),
        "rhythm": st.sampled_from([*RHYTHMS, None, "odd"]),
        "last_contact": DAYS,
        "known_through": WHO,
        "network": st.sampled_from(["professional", "family", None]),
        "may_know": st.sampled_from(["yes", "careful", "no", None]),
    }
)
TALKS = st.fixed_dictionaries(
    {
        "whom": st.text(max_size=3),
        "contact": WHO,
        "reached": st.sampled_from(["reached", "voicemail", None]),
        "held": DAYS.map(lambda day: day and datetime(day.year, day.month, day.day)),
    }
)
CARE = st.fixed_dictionaries(
    {"did": st.text(max_size=3), "contact": WHO, "on": DAYS}
    | {"kind": st.sampled_from(["thanks", "gave", None])}
)
ADVICE = st.fixed_dictionaries(
    {"said": st.text(max_size=3), "contact": WHO, "given_on": DAYS}
    | {"changed": st.none() | st.text(max_size=3)}
)
PAUSES = st.fixed_dictionaries({"starts": DAYS, "ends": DAYS})


def some(records: st.SearchStrategy[Any]) -> st.SearchStrategy[Records]:
    return st.dictionaries(st.sampled_from(["a", "b", "c"]), records, max_size=3)


@given(
    st.fixed_dictionaries(
        {
            "contacts": some(CONTACTS),
            "conversations": some(TALKS),
            "care": some(CARE),
            "feedback": some(ADVICE),
            "pauses": some(PAUSES),
            "start": some(st.just({"situation": "employed"})),
        }
    ),
    st.dates(date(1990, 1, 1), date(2090, 1, 1)),
)
def test_any_answers_give_days_and_reasons(
    content: Content, told: dict[str, Records], today: date
) -> None:
    held = frames(content, **told)
    found = maintenance(held, today)
    rhythms, breaks = held["contacts"]["rhythm"], spans(held["pauses"])
    assert set(found.index) == set(rhythms.index[rhythms.isin(RHYTHMS)])
    assert found["due"].is_monotonic_increasing
    for row in found.itertuples():
        day = row.due.date()
        assert is_working_day(day)
        assert not within(day, breaks)
        assert not (within(today, breaks) and day <= today)
        assert row.state == (
            "late" if day < today else "due" if day == today
            else "soon" if day <= today + SOON else "later"
        )  # fmt: skip
        if pd.isna(row.last):
            assert day >= today
    reasons = occasions(held, found.index)
    assert set(reasons.index) == set(found.index)
    assert reasons["about"].notna().all()


# --- what to say -----------------------------------------------------------------


def reason(content: Content, **records: Records) -> tuple[str, str]:
    """Return the reason to be in touch with the contact ``one``."""
    people: Records = {"one": contact(last_contact=date(2026, 9, 1))}
    held = frames(content, **{"contacts": people, **records})
    (found,) = occasions(held, ["one"]).itertuples()
    return found.occasion, found.about


def talk(who: str, day: int, **answers: Any) -> dict[str, Any]:
    return {"contact": who, "reached": "reached", **answers} | {
        "held": pd.Timestamp(2026, 11, day, 9)
    }


def test_advice_is_thanked_for_once(content: Content) -> None:
    advice = {
        "f": {"said": "Spørg bare", "contact": "one", "changed": "Nu spørger jeg."}
        | {"given_on": date(2026, 11, 10)}
    }
    assert reason(content, feedback=advice) == ("advice", "Nu spørger jeg.")

    def thanked(kind: str, day: int) -> str:
        care = {"c": {"contact": "one", "kind": kind, "on": date(2026, 11, day)}}
        return reason(content, feedback=advice, care=care)[0]

    assert thanked("thanks", 10) == "hello"
    assert thanked("thanks", 9) == "advice"  # for something else
    assert thanked("gave", 12) == "advice"


def test_a_name_that_led_to_a_talk_is_thanked_for(content: Content) -> None:
    people = {
        "one": contact(last_contact=date(2026, 11, 23)),
        "two": contact(None, name="Jesper", known_through="one"),
    }
    assert reason(content, contacts=people) == ("hello", "")
    talks = {"t": talk("two", 17)}
    assert reason(content, contacts=people, conversations=talks) == ("name", "Jesper")
    missed = {"t": talk("two", 17) | {"reached": "voicemail"}}
    assert reason(content, contacts=people, conversations=missed)[0] == "hello"


def test_news_are_how_many_others_he_has_talked_with(content: Content) -> None:
    talks = {
        "a": talk("two", 3), "b": talk("two", 4), "c": talk("three", 5),
        "d": talk("four", 5) | {"held": pd.Timestamp(2026, 8, 30)},
    }  # fmt: skip
    assert reason(content, conversations=talks) == ("news", "2")


def test_nobody_hears_of_the_search_who_may_not(content: Content) -> None:
    talks = {"a": talk("two", 3)}
    employed: Records = {"start": {"situation": "employed"}}

    def told(may_know: str | None, start: Records) -> str:
        day = date(2026, 9, 1)
        people = {"one": contact(last_contact=day, may_know=may_know)}
        held = {"contacts": people, "conversations": talks, "start": start}
        return reason(content, **held)[0]

    assert [told(said, {}) for said in ("yes", "careful", None, "no")] == [
        "news", "news", "news", "hello"
    ]  # fmt: skip
    assert [told(said, employed) for said in ("yes", "careful", None, "no")] == [
        "news", "news", "hello", "hello"
    ]  # fmt: skip


def test_one_in_a_job_asks_those_he_knows_from_work_about_theirs(
    content: Content,
) -> None:
    people = {"one": contact(network="professional")}
    assert reason(content, contacts=people)[0] == "hello"
    start = {"start": {"situation": "employed"}}
    assert reason(content, contacts=people, start=start)[0] == "work"


def test_only_those_asked_about_are_told_of(content: Content) -> None:
    people = {name: contact() for name in ("one", "two")}
    found = occasions(frames(content, contacts=people), ["two", "gone"])
    assert found.index.tolist() == ["two"]


def test_the_soonest_turn_of_thousands_is_found(content: Content) -> None:
    people = {
        f"c{n}": contact(last_contact=TODAY - timedelta(days=n % 200))
        for n in range(3000)
    }
    found = maintenance(frames(content, contacts=people), TODAY)
    assert len(found) == len(people)
    assert found["last"].iloc[0].date() == TODAY - timedelta(days=199)
