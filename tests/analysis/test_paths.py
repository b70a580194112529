"""Ways into a company start at me, stand on what was written, and the best is first."""

import re
import unicodedata
from collections.abc import Mapping
from datetime import date
from typing import Any

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook import analysis
from workbook.analysis import all_paths, introductions
from workbook.analysis.acquaintance import MOST
from workbook.analysis.mentions import Mentions
from workbook.content import Content
from workbook.store.frames import frame

TODAY = date(2026, 11, 27)
RECENT, LONG_AGO = date(2026, 11, 1), date(2021, 3, 1)
Frames = dict[str, pd.DataFrame]
Records = Mapping[str, Mapping[str, Any]]


def frames(content: Content, **records: Records) -> Frames:
    needed = {need.split(".")[0] for need in analysis.NEEDS["paths"]} | {*records}
    return {s: frame(content.steps[s], records.get(s, {}).items()) for s in needed}


def ways(content: Content, **records: Records) -> list[str]:
    """Return each way as people > people > company."""
    found = all_paths(frames(content, **records), TODAY)
    told = zip(found["hops"], found["company"], strict=True)
    return [" > ".join([*(h.record for h in hops), c]) for hops, c in told]


def only(content: Content, **records: Records) -> Any:
    """Return the one way that there is."""
    (found,) = all_paths(frames(content, **records), TODAY).itertuples()
    return found


PUMPS = {"pumps": {"name": "Åkilde Pumper A/S"}}


# --- who leads there ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("answers", "kind", "question"),
    [
        ({"company": "pumps"}, "there", "company"),
        ({"role": "Chauffør hos åkilde pumper, tidligere på havnen"}, "there", "role"),
        ({"role": "Åkilde Pumpers lagerchef"}, "there", "role"),
        ({"earlier": "Bageren, ÅKILDE PUMPER , Havnen"}, "before", "earlier"),
        ({"job": "mill"}, "before", "job"),
    ],
)
def test_a_contact_who_is_or_was_there_is_a_way(
    content: Content, answers: dict[str, Any], kind: str, question: str
) -> None:
    jobs = {"mill": {"employer": "Åkilde Pumper"}}
    way = only(content, companies=PUMPS, contacts={"jan": answers}, jobs=jobs)
    assert (way.company, way.kind, way.people) == ("pumps", kind, 1)
    assert (way.step, way.record, way.question) == ("contacts", "jan", question)


@pytest.mark.parametrize(
    "answers",
    [
        {},
        {"role": "Pumper cykler hos Åkilde"},
        {"role": "Åkilde Pumperne"},
        {"earlier": "Åkilde Pumper Nord"},
        {"earlier": "Ikke Åkilde Pumper"},
        {"company": "gone"},
        {"job": "gone"},
    ],
)
def test_part_of_a_name_is_no_way(content: Content, answers: dict[str, Any]) -> None:
    assert ways(content, companies=PUMPS, contacts={"jan": answers}) == []


def test_who_works_there_now_is_told_once_though_he_was_there_before(
    content: Content,
) -> None:
    told = {"company": "pumps", "role": "Hos Åkilde Pumper", "earlier": "Åkilde Pumper"}
    way = only(content, companies=PUMPS, contacts={"jan": told})
    assert (way.kind, way.question) == ("there", "company")


def test_whom_a_contact_knows_there_is_reached_through_him(content: Content) -> None:
    way = only(
        content,
        companies=PUMPS,
        contacts={"ole": {"name": "Ole"}},
        relations={
            "ulla": {"person": "Ulla", "knows": "ole", "company": "pumps"},
            "thanks": {"person": "Eva", "knows": "ole", "company": "pumps"}
            | {"direction": "for_them"},
            "lost": {"person": "Ib", "knows": "gone", "company": "pumps"},
            "alone": {"person": "Per", "company": "pumps"},
        },
    )
    assert [hop[:4] for hop in way.hops] == [
        ("contacts", "ole", "own", ""),
        ("relations", "ulla", "relation", "ulla"),
    ]
    assert (way.step, way.record, way.question) == ("relations", "ulla", "company")


def test_whom_one_named_is_reached_through_that_one_until_they_have_talked(
    content: Content,
) -> None:
    kjeld, dorthe = {}, {"company": "pumps", "known_through": "kjeld"}
    people = {"kjeld": kjeld, "dorthe": dorthe}
    assert ways(content, companies=PUMPS, contacts=people) == ["kjeld > dorthe > pumps"]
    for more in (
        {"contacts": people | {"dorthe": dorthe | {"last_contact": RECENT}}},
        {"care": {"d1": {"contact": "dorthe", "on": RECENT}}},
        {
            "conversations": {
                "t1": {"contact": "dorthe", "reached": "reached"}
                | {"held": pd.Timestamp(RECENT)}
            }
        },
    ):
        found = ways(content, **{"companies": PUMPS, "contacts": people} | more)
        assert found == ["dorthe > pumps"]


def test_a_person_who_is_a_contact_too_is_one_person(content: Content) -> None:
    relations = {"r1": {"person": "ulla  Terp", "knows": "ole", "company": "pumps"}}
    ulla = {"name": "Ulla Terp"}
    both = {"ole": {"name": "Ole"}, "ulla": ulla}
    way = only(content, companies=PUMPS, contacts=both, relations=relations)
    assert [hop.record for hop in way.hops] == ["ulla"]
    assert (way.step, way.record) == ("relations", "r1")
    named = both | {"ulla": ulla | {"known_through": "ole"}}
    way = only(content, companies=PUMPS, contacts=named, relations=relations)
    assert [hop.record for hop in way.hops] == ["ole", "ulla"]
    assert way.hops[1].relation == "r1"


def test_a_first_name_alone_and_a_name_of_two_make_nobody_the_same(
    content: Content,
) -> None:
    two = {"a": {"name": "Lars Holm"}, "b": {"name": "Lars Holm"}, "c": {"name": "Bo"}}
    relations = {
        "r1": {"person": "Lars Holm", "knows": "c", "company": "pumps"},
        "r2": {"person": "Bo", "knows": "a", "company": "pumps"},
    }
    found = ways(content, companies=PUMPS, contacts=two, relations=relations)
    assert sorted(found) == ["a > r2 > pumps", "c > r1 > pumps"]


def test_three_people_only_where_there_is_no_shorter_way(content: Content) -> None:
    people: dict[str, Any] = {
        "a": {}, "b": {"known_through": "a"}, "c": {"known_through": "b"},
        "d": {"known_through": "c", "company": "bread"},
    }  # fmt: skip
    relations = {"r": {"knows": "b", "company": "pumps"}}
    companies = {**PUMPS, "bread": {"name": "Bageriet"}}
    told: dict[str, Any] = {"companies": companies, "relations": relations}
    assert ways(content, contacts=people, **told) == ["a > b > r > pumps"]
    nearer = people | {"e": {"earlier": "Åkilde Pumper"}}
    assert ways(content, contacts=nearer, **told) == ["e > pumps"]


def test_people_known_in_a_circle_are_known(content: Content) -> None:
    people = {
        "a": {"known_through": "b"},
        "b": {"known_through": "a", "company": "pumps"},
        "self": {"known_through": "self", "company": "pumps"},
        "orphan": {"known_through": "gone", "company": "pumps"},
    }
    found = ways(content, companies=PUMPS, contacts=people)
    assert sorted(found) == ["b > pumps", "orphan > pumps", "self > pumps"]


# --- evidence and order ------------------------------------------------------------


def test_what_is_shared_stands_on_the_way(content: Content) -> None:
    jobs = {"mill": {"employer": "Møllen"}, "shop": {"employer": "Butikken ApS"}}
    people = {
        "tina": {"company": "pumps", "job": "mill", "school": "school"},
        "jan": {"company": "pumps", "earlier": "Havnen, butikken"},
        "bo": {"company": "pumps", "job": "gone", "school": "gone"},
    }
    found = all_paths(
        frames(
            content,
            companies=PUMPS,
            contacts=people,
            jobs=jobs,
            education={"school": {"school": "Handelsskolen"}},
        ),
        TODAY,
    )
    shared = {hops[0].record: hops[0][4:] for hops in found["hops"]}
    assert shared == {
        "tina": ("mill", True, "school"),
        "jan": ("shop", False, ""),
        "bo": ("", False, ""),
    }


def test_strong_and_fresh_comes_first_and_the_shorter_of_two_alike(
    content: Content,
) -> None:
    def tie(strength: str, last: date | None, **more: str) -> dict[str, Any]:
        return {"strength": strength, "last_contact": last, **more}

    there = {"company": "pumps"}
    found = ways(
        content,
        companies=PUMPS,
        contacts={
            "was": tie("close", RECENT, earlier="Åkilde Pumper"),
            "slight": tie("slight", RECENT, **there),
            "old": tie("close", LONG_AGO, **there),
            "close": tie("close", RECENT, **there),
            "sister": tie("close", RECENT),
            "known": tie("known", RECENT, **there),
            "stale": tie("slight", LONG_AGO, **there),
        },
        relations={"r": {"knows": "sister", "company": "pumps"}},
    )
    assert [way.removesuffix(" > pumps") for way in found] == [
        "close", "known", "slight", "old", "was", "sister > r", "stale"
    ]  # fmt: skip


def test_of_two_ways_as_cheap_to_one_person_the_shorter_is_told(
    content: Content,
) -> None:
    people = {
        "ulla": {"known_through": "ole", "company": "pumps", "strength": "slight"},
        "ole": {"strength": "close", "last_contact": RECENT},
    }
    talked = people | {"ulla": people["ulla"] | {"last_contact": RECENT}}
    assert ways(content, companies=PUMPS, contacts=people) == ["ole > ulla > pumps"]
    assert ways(content, companies=PUMPS, contacts=talked) == ["ulla > pumps"]
    old = people | {"ulla": people["ulla"] | {"last_contact": LONG_AGO}}
    assert ways(content, companies=PUMPS, contacts=old) == ["ole > ulla > pumps"]


def test_companies_stand_in_their_own_order(content: Content) -> None:
    companies = {"z": {"name": "Z-huset"}, "a": {"name": "A-huset"}}
    people = {"one": {"role": "A-huset"}, "two": {"role": "Z-huset og A-huset"}}
    assert ways(content, companies=companies, contacts=people) == [
        "two > z", "one > a", "two > a"
    ]  # fmt: skip


def test_the_first_tie_is_told(content: Content) -> None:
    jan = {"company": "pumps", "strength": "slight", "last_contact": LONG_AGO}
    way = only(content, companies=PUMPS, contacts={"jan": jan})
    assert (way.strength, way.freshness) == (1, "old")
    assert way.last == pd.Timestamp(LONG_AGO)
    way = only(content, companies=PUMPS, contacts={"jan": {"company": "pumps"}})
    assert (way.strength, way.freshness) == (2, "unknown")
    assert way.last is pd.NaT


def test_nothing_is_typed_like_something(content: Content) -> None:
    full = all_paths(
        frames(content, companies=PUMPS, contacts={"jan": {"company": "pumps"}}), TODAY
    )
    for records in ({}, {"companies": PUMPS}, {"contacts": {"jan": {}}}):
        empty = all_paths(frames(content, **records), TODAY)
        assert empty.empty
        assert empty.dtypes.to_dict() == full.dtypes.to_dict()


# --- whatever was written ----------------------------------------------------------

ids = st.sampled_from(["a", "b", "c", "d", "gone", "", None])
names = st.sampled_from(
    ["Ulla Terp", "ulla terp", "Ole", "Bo Bo", "A/S", "(", "Pumper s", "", None]
)
days = st.sampled_from([RECENT, LONG_AGO, None])


def records(**answers: st.SearchStrategy[Any]) -> st.SearchStrategy[Records]:
    one = st.fixed_dictionaries({}, optional=answers)
    return st.dictionaries(st.sampled_from(["a", "b", "c", "d"]), one, max_size=4)


odd = st.fixed_dictionaries(
    {
        "companies": records(name=names),
        "contacts": records(
            name=names, company=ids, role=names, earlier=names, known_through=ids,
            job=ids, school=ids, strength=names, last_contact=days,
        ),
        "relations": records(
            person=names, role=names, knows=ids, company=ids, meets=ids,
            direction=st.sampled_from(["for_me", "for_them", "odd", None]),
        ),
        "jobs": records(employer=names),
        "education": records(school=names),
        "conversations": records(
            contact=ids, reached=st.sampled_from(["reached", None])
        ),
        "care": records(contact=ids, on=days),
    }
)  # fmt: skip


@given(odd)
def test_every_way_is_whole_whatever_was_written(
    content: Content, told: dict[str, Records]
) -> None:
    given_ = frames(content, **told)
    found = all_paths(given_, TODAY)
    order = {str(c): n for n, c in enumerate(given_["companies"].index)}
    ranks = [(order[w.company], w.cost, w.people) for w in found.itertuples()]
    assert ranks == sorted(ranks)
    for way in found.itertuples():
        people = [hop[:2] for hop in way.hops]
        assert len(set(people)) == len(people) == way.people <= MOST
        assert way.hops[0].tie == "own"
        assert all(hop.tie in ("named", "relation") for hop in way.hops[1:])
        assert way.cost > 0
        said = given_[way.step].loc[way.record]
        assert (way.step, way.record) == people[-1] or way.step == "relations"
        assert way.question != "company" or said["company"] == way.company
        assert way.question == "company" or pd.notna(said[way.question])
        for before, hop in zip([None, *way.hops], way.hops, strict=False):
            assert hop.record in given_[hop.step].index
            assert not hop.job or hop.job in given_["jobs"].index
            assert not hop.school or hop.school in given_["education"].index
            if hop.tie == "relation":
                row = given_["relations"].loc[hop.relation]
                assert row["knows"] == before.record
            if hop.tie == "named":
                row = given_["contacts"].loc[hop.record]
                assert row["known_through"] == before.record


@given(odd)
def test_whoever_has_a_company_and_can_be_reached_is_told(
    content: Content, told: dict[str, Records]
) -> None:
    given_ = frames(content, **told)
    found = all_paths(given_, TODAY)
    contacts = given_["contacts"]
    for record, row in contacts.iterrows():
        if row["company"] in given_["companies"].index and pd.isna(
            row["known_through"]
        ):
            ends = {(w.company, w.hops[-1].record) for w in found.itertuples()}
            assert (row["company"], record) in ends


# --- what it is made of ------------------------------------------------------------

_WORDED = {"relations.how", "jobs.from", "jobs.to", "education.school"}
"""What the pages say of a way, beyond finding it."""


class Watched(dict[str, pd.DataFrame]):
    """Frames with no other columns than some; each lacks what is left out."""

    def __init__(self, whole: Frames, needs: frozenset[str]) -> None:
        told = {s: [n for n in f if f"{s}.{n}" in needs] for s, f in whole.items()}
        super().__init__({s: f[told[s]] for s, f in whole.items()})


def test_ways_are_made_of_what_they_say_they_need(content: Content) -> None:
    needs = analysis.NEEDS["paths"]
    whole = frames(content, companies=PUMPS, contacts={"jan": {"company": "pumps"}})
    pd.testing.assert_frame_equal(
        all_paths(Watched(whole, needs), TODAY), all_paths(whole, TODAY)
    )
    for need in sorted(needs - _WORDED):
        with pytest.raises(KeyError):
            all_paths(Watched(whole, needs - {need}), TODAY)
    all_paths(Watched(whole, needs - _WORDED), TODAY)


def test_introductions_are_made_of_what_they_say_they_need(content: Content) -> None:
    needs = analysis.NEEDS["introductions"]
    whole = frames(content, relations={"r": {"direction": "for_them"}})
    assert len(introductions(Watched(whole, needs))) == 1
    for need in ("relations.direction", "relations.meets", "relations.knows"):
        with pytest.raises(KeyError):
            introductions(Watched(whole, needs - {need}))


# --- the other way round -----------------------------------------------------------


def test_whom_i_can_put_in_touch(content: Content) -> None:
    them = {"direction": "for_them"}
    found = introductions(
        frames(
            content,
            contacts={"karen": {}, "sanne": {}},
            relations={
                "whole": {"meets": "sanne", "knows": "karen", **them},
                "mine": {"meets": "sanne", "direction": "for_me"},
                "lost": {"meets": "gone", "knows": "gone", **them},
            },
        )
    )
    assert found.to_dict("index") == {
        "whole": {"meets": "sanne", "through": "karen"},
        "lost": {"meets": "", "through": ""},
    }


# --- names -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("ISS A/S", "Rengøring hos Iss"),
        ("Møllen (avlsbruget)", "møllens direktør"),
        ("Vestas", "Ingeniør, vestas"),
        ("A/S", "a/s"),
        ("Å", "A\u030a"),
    ],
)
def test_a_name_is_found_as_people_write_it(name: str, text: str) -> None:
    assert Mentions({"one": name}).within(text) == ["one"]


@given(st.text(), st.text(), st.text())
def test_a_name_is_found_in_any_text_that_holds_it(
    before: str, name: str, after: str
) -> None:
    has_words = re.search(r"\w", unicodedata.normalize("NFC", name).casefold())
    expected = ["one"] if has_words else []
    places = Mentions({"one": name})
    assert places.within(f"{before} , {name} , {after}") == expected
    assert places.called(name) == expected
