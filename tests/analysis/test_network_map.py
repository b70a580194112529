"""The network map: everybody has one place on it, nothing hides anything else."""

import io
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import combinations, pairwise
from math import hypot
from typing import Any

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from workbook.analysis import NEEDS
from workbook.analysis.network_map import (
    WORDS,
    NetworkMap,
    Only,
    draw,
    network_map,
)
from workbook.analysis.network_map.inside import GROUP, NODE
from workbook.analysis.network_map.labels import Box, around, box, short, wrapped
from workbook.analysis.network_map.layout import ME, NAMED
from workbook.analysis.network_map.picture import png
from workbook.analysis.network_map.places import ROUND, WIDTH, spread
from workbook.analysis.network_map.second_degree import PERSON
from workbook.analysis.network_map.selection import MOST, MOST_COMPANIES
from workbook.analysis.network_map.shapes import Drawing, Words
from workbook.content import Content
from workbook.store.frames import frame

TODAY = date(2026, 11, 24)
STEPS = sorted({need.split(".")[0] for need in NEEDS["network_map"]})
SAYS = {key: f"<{key}>" for key in WORDS}
Records = dict[str, dict[str, Any]]
Frames = dict[str, pd.DataFrame]


def frames_of(content: Content, **steps: Records) -> Frames:
    """Return the frames of all that the map needs, empty where nothing is told."""
    return {
        name: frame(content.steps[name], steps.get(name, {}).items()) for name in STEPS
    }


def mapped(content: Content, only: Only | None = None, **steps: Records) -> NetworkMap:
    found = network_map(frames_of(content, **steps), TODAY, only or Only())
    assert found is not None
    return found


def named(count: int, **told: Any) -> Records:
    return {f"c{n}": {"name": f"Navn{n} Efternavn", **told} for n in range(count)}


def by_name(found: NetworkMap) -> dict[str, Any]:
    return {spot.contact.name: spot for spot in found.spots}


def far(found: NetworkMap, spot: Any) -> float:
    return hypot(spot.place.x - found.middle.x, spot.place.y - found.middle.y)


# --- who stands where --------------------------------------------------------------


@pytest.mark.parametrize("count", [0, 1, 2])
def test_with_fewer_than_three_there_is_no_map(content: Content, count: int) -> None:
    assert network_map(frames_of(content, contacts=named(count)), TODAY) is None


def test_a_contact_without_a_name_is_not_drawn(content: Content) -> None:
    contacts = named(3) | {"x": {"network": "family"}, "y": {"name": " \x00\t"}}
    assert mapped(content, contacts=contacts).total == 3


def test_the_closer_the_tie_the_nearer_to_the_middle(content: Content) -> None:
    for network in ("professional", "friends", "family", None):
        told = dict(enumerate(["close", "known", "slight"]))
        contacts = {
            f"{n}": {"name": f"N{n}", "network": network, "strength": strength}
            for n, strength in told.items()
        }
        found = mapped(content, contacts=contacts)
        distances = [far(found, by_name(found)[f"N{n}"]) for n in range(3)]
        assert distances == sorted(distances)
        assert distances[0] < found.borders[0] < distances[1]
        assert distances[1] < found.borders[1] < distances[2]


def test_a_tie_that_nobody_described_stands_in_between(content: Content) -> None:
    contacts = named(3) | {"k": {"name": "Kim", "strength": "known"}}
    found = mapped(content, contacts=contacts)
    (distance,) = {round(far(found, spot)) for spot in found.spots}
    assert found.borders[0] < distance < found.borders[1]
    assert {spot.contact.told for spot in found.spots} == {True, False}


def test_every_network_has_its_sector_by_share_and_never_too_small(
    content: Content,
) -> None:
    contacts = {
        f"{network}{n}": {"name": f"{network}{n}", "network": network}
        for network, count in [("professional", 20), ("friends", 9), ("family", 1)]
        for n in range(count)
    }
    found = mapped(content, contacts=contacts)
    spans = {sector.network: sector.span for sector in found.sectors}
    assert sum(spans.values()) == pytest.approx(360)
    assert spans["professional"] > spans["friends"] > spans["family"] > 60
    first = found.sectors[0]
    assert (first.network, first.start + first.span / 2) == ("professional", -90)
    assert [sector.count for sector in found.sectors] == [20, 9, 1]


def test_who_is_in_no_network_has_a_sector_only_when_there_is_one(
    content: Content,
) -> None:
    known = named(3, network="friends")
    assert [s.network for s in mapped(content, contacts=known).sectors] == ["friends"]
    more = known | {"x": {"name": "Ukendt"}}
    told = [sector.network for sector in mapped(content, contacts=more).sectors]
    assert told == ["friends", "unknown"]


def test_freshness_is_of_the_last_time_they_were_in_touch(content: Content) -> None:
    days = {"a": 1, "b": 400, "c": 1000}
    contacts: Records = {
        name: {"name": name, "last_contact": TODAY - timedelta(days=ago)}
        for name, ago in days.items()
    }
    contacts["d"] = {"name": "d"}
    contacts["e"] = {"name": "e", "last_contact": TODAY - timedelta(days=1000)}
    care: Records = {"k": {"contact": "e", "on": TODAY}}
    found = mapped(content, contacts=contacts, care=care)
    told = {name: spot.contact.freshness for name, spot in by_name(found).items()}
    assert told == {
        "a": "fresh", "b": "fading", "c": "old", "d": "unknown", "e": "fresh"
    }  # fmt: skip


# --- ways --------------------------------------------------------------------------

DOORS: dict[str, Records] = {
    "companies": {"pumps": {"name": "Pumper"}, "bakery": {"name": "Bageri"}},
    "contacts": {
        "jan": {"name": "Jan Holm", "company": "pumps", "strength": "slight"},
        "ole": {"name": "Ole Lund", "network": "family", "strength": "close"},
        "ida": {"name": "Ida Dahl", "company": "pumps", "strength": "close"},
    },
    "relations": {
        "ulla": {"person": "Ulla Terp", "knows": "ole", "company": "bakery"},
    },
}


def test_the_best_way_to_a_company_is_one_line_from_himself(content: Content) -> None:
    found = mapped(content, **DOORS)
    best = {way.company: way for way in found.ways if way.best}
    assert best["pumps"].contacts == ("ida",)
    assert (best["bakery"].contacts, best["bakery"].named) == (("ole",), "Ulla Terp")
    assert [way.contacts for way in found.ways if not way.best] == [("jan",)]
    assert found.drawn()[-1].best


def test_the_second_degree_stands_between_the_contact_and_the_company(
    content: Content,
) -> None:
    found = mapped(content, **DOORS)
    (ulla,) = found.people
    ole = by_name(found)["Ole Lund"]
    bakery = next(one for one in found.companies if one.record == "bakery")
    assert far(found, ole) < far(found, ulla) < ROUND < far(found, bakery)
    assert (ole.place.x < found.middle.x) == (bakery.place.x < found.middle.x)


def test_nobody_beyond_the_second_degree_and_nobody_to_help_is_a_way(
    content: Content,
) -> None:
    doors = {
        **DOORS,
        "relations": {
            "ulla": {
                "person": "Ulla", "knows": "ole", "company": "bakery",
                "direction": "for_them",
            },
            "gone": {"person": "Bo", "knows": "nobody", "company": "bakery"},
            "nameless": {"knows": "ole", "company": "bakery"},
        },
    }  # fmt: skip
    found = mapped(content, **doors)
    assert {way.company for way in found.ways} == {"pumps"}
    reached = {one.name: one.reached for one in found.companies}
    assert reached == {"Pumper": True, "Bageri": False}


# --- many --------------------------------------------------------------------------


def crowd(count: int, companies: int = 6, every: int = 4) -> dict[str, Records]:
    """Return a network in which each ``every``-th contact works in a company."""
    networks = ["professional", "friends", "family", None, "professional"]
    return {
        "companies": {f"k{n}": {"name": f"Firma {n}"} for n in range(companies)},
        "contacts": {
            f"c{n}": {
                "name": f"Navn{n} Efternavn",
                "network": networks[n % 5],
                "strength": ["close", "known", "slight"][n % 3],
                "company": f"k{n % companies}" if companies and not n % every else None,
                "last_contact": TODAY - timedelta(days=n * 37 % 1500),
            }
            for n in range(count)
        },
    }


def test_fifteen_contacts_are_all_called_by_name(content: Content) -> None:
    found = mapped(content, **crowd(15))
    assert len(found.spots) == 15
    assert found.groups == ()
    assert all(spot.number == 0 and spot.label for spot in found.spots)


def test_more_than_twenty_four_are_numbered_from_one(content: Content) -> None:
    found = mapped(content, **crowd(NAMED + 1))
    numbers = [spot.number for spot in found.spots]
    assert numbers == list(range(1, NAMED + 2))
    assert [spot.label.text for spot in found.spots if spot.label] == [
        str(number) for number in numbers
    ]


@pytest.mark.parametrize("count", [MOST + 1, 300, 3000])
def test_of_many_those_stand_alone_who_lead_somewhere(
    content: Content, count: int
) -> None:
    found = mapped(content, **crowd(count, every=20))
    leading = {one for way in found.ways for one in way.contacts}
    alone = {spot.contact.record for spot in found.spots}
    assert alone
    assert alone <= leading
    gathered = [one.record for group in found.groups for one in group.contacts]
    assert len(alone) + len(gathered) == len({*alone, *gathered}) == count
    assert len(found.groups) <= 12


def test_every_company_with_a_way_has_its_best_one_drawn(content: Content) -> None:
    found = mapped(content, **crowd(1000, companies=50, every=3))
    drawn = {way.company for way in found.drawn() if way.best}
    assert drawn == {one.record for one in found.companies if one.reached}
    assert len(drawn) == 50


def test_companies_without_room_are_counted_those_with_a_way_come_first(
    content: Content,
) -> None:
    many = crowd(30, companies=MOST_COMPANIES + 30, every=1)
    found = mapped(content, **many)
    assert len(found.companies) == MOST_COMPANIES
    assert found.all_companies == MOST_COMPANIES + 30
    assert sum(one.reached for one in found.companies) == 30


# --- nothing hides anything --------------------------------------------------------


def boxes(found: NetworkMap) -> Iterator[tuple[str, Box]]:
    yield "me", around(found.middle, ME)
    for spot in found.spots:
        yield spot.contact.name, around(spot.place, NODE)
    for group in found.groups:
        yield "group", around(group.place, GROUP - 1)
    for person in found.people:
        yield person.way.named, around(person.place, PERSON - 1)
    for one in (*found.spots, *found.people):
        if one.label:
            yield f"label {one.label.text}", box(one.label)


def touch(one: Box, other: Box) -> bool:
    return (
        one[0] < other[2] - 0.01
        and other[0] < one[2] - 0.01
        and one[1] < other[3] - 0.01
        and other[1] < one[3] - 0.01
    )


def discs_apart(found: NetworkMap) -> None:
    discs = [(spot.place, NODE) for spot in found.spots]
    discs += [(group.place, GROUP) for group in found.groups]
    discs.append((found.middle, ME))
    for (one, near), (other, wide) in combinations(discs, 2):
        assert hypot(one.x - other.x, one.y - other.y) > near + wide - 1


def labels_apart(found: NetworkMap) -> None:
    every = list(boxes(found))
    for (name, one), (other, two) in combinations(every, 2):
        if "label" in name or "label" in other:
            assert not touch(one, two), (name, other)


STRENGTHS = st.sampled_from(["close", "known", "slight", None])
NETWORKS = st.sampled_from(["professional", "friends", "family", None, "mars"])
PLACES = st.sampled_from(["k0", "k1", "k2", "k3", "gone", None, None, None])
NAMES = st.text(max_size=30) | st.sampled_from(["Bo", "Bo Lund", "Åse", "   ", "Bo"])
CONTACT = st.fixed_dictionaries(
    {"name": NAMES, "network": NETWORKS, "strength": STRENGTHS, "company": PLACES},
    optional={
        "last_contact": st.dates(date(1990, 1, 1), date(2100, 1, 1)),
        "known_through": st.sampled_from(["c0", "c1", "c2", "gone"]),
    },
)
RELATION = st.fixed_dictionaries(
    {
        "person": NAMES,
        "knows": st.sampled_from(["c0", "c1", "c5", "gone", None]),
        "company": PLACES,
        "direction": st.sampled_from(["for_me", "for_them", None]),
    }
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    contacts=st.lists(CONTACT, min_size=3, max_size=70),
    relations=st.lists(RELATION, max_size=20),
    companies=st.lists(NAMES, max_size=6),
)
def test_whoever_is_in_it_nothing_hides_anything_and_nobody_is_lost(
    content: Content, contacts: Any, relations: Any, companies: Any
) -> None:
    frames = frames_of(
        content,
        contacts={f"c{n}": one for n, one in enumerate(contacts)},
        relations={f"r{n}": one for n, one in enumerate(relations)},
        companies={f"k{n}": {"name": name} for n, name in enumerate(companies)},
    )
    found = network_map(frames, TODAY)
    if found is None:
        return
    discs_apart(found)
    labels_apart(found)
    there = [spot.contact.record for spot in found.spots]
    there += [one.record for group in found.groups for one in group.contacts]
    assert sorted(there) == sorted(set(there))
    assert len(there) == found.total == found.shown
    assert all(far(found, one) < ROUND for one in (*found.spots, *found.groups))
    columns = [(one.right, one.place.y) for one in found.companies]
    for (side, one), (beside, other) in combinations(columns, 2):
        assert side != beside or abs(one - other) > 20
    assert all(0 < down < found.height for _, down in columns)


@pytest.mark.parametrize("count", [3, 15, 24, 40, 300])
def test_everybody_who_stands_alone_can_be_told_apart(
    content: Content, count: int
) -> None:
    found = mapped(content, **crowd(count))
    called = [spot.label.text for spot in found.spots if spot.label]
    assert len(called) == len(set(called)) == len(found.spots)
    labels_apart(found)
    discs_apart(found)


def test_the_same_answers_give_the_same_map(content: Content) -> None:
    one, other = (mapped(content, **crowd(300)) for _ in range(2))
    assert one == other
    assert draw(one, SAYS) == draw(other, SAYS)


# --- what he wants to see ----------------------------------------------------------


def test_one_network_fills_the_whole_round(content: Content) -> None:
    found = mapped(content, Only(network="family"), **crowd(50))
    assert [sector.span for sector in found.sectors] == [360]
    assert {spot.contact.network for spot in found.spots} == {"family"}
    assert (found.total, found.shown) == (50, 10)
    assert found.networks == ("professional", "friends", "unknown", "family")


def test_one_company_shows_those_who_lead_there_and_no_other(content: Content) -> None:
    found = mapped(content, Only(company="pumps"), **DOORS)
    assert set(by_name(found)) == {"Jan Holm", "Ida Dahl"}
    assert [one.name for one in found.companies] == ["Pumper"]
    assert found.reached == ("pumps", "bakery")


def test_only_fresh_and_only_ways_leave_the_others_out(content: Content) -> None:
    fresh = mapped(content, Only(fresh=True), **crowd(60))
    assert {spot.contact.freshness for spot in fresh.spots} == {"fresh"}
    ways = mapped(content, Only(leading=True), **DOORS)
    assert ways.shown == 3
    alone = {**DOORS, "contacts": {**DOORS["contacts"], "x": {"name": "Kim"}}}
    assert mapped(content, Only(leading=True), **alone).shown == 3


def test_the_best_way_is_the_best_of_those_that_are_shown(content: Content) -> None:
    doors = {**DOORS, "contacts": {**DOORS["contacts"]}}
    doors["contacts"]["jan"] |= {"network": "friends"}
    found = mapped(content, Only(network="friends"), **doors)
    assert [(way.contacts, way.best) for way in found.ways] == [(("jan",), True)]


def test_who_fits_nothing_leaves_an_empty_map(content: Content) -> None:
    found = mapped(content, Only(company="gone"), **DOORS)
    assert (found.shown, found.spots, found.ways, found.companies) == (0, (), (), ())
    assert isinstance(draw(found, SAYS), Drawing)


# --- what it is made of ------------------------------------------------------------


def test_the_map_needs_just_the_answers_it_declares(content: Content) -> None:
    frames = frames_of(content, **DOORS)
    assert network_map(frames, TODAY) is not None
    needed = set()
    for step, whole in frames.items():
        for question in whole.columns:
            try:
                network_map({**frames, step: whole.drop(columns=question)}, TODAY)
            except KeyError:
                needed.add(f"{step}.{question}")
    # Of a school it needs only that it is there.
    assert needed | {"education.school"} == NEEDS["network_map"]
    with pytest.raises(KeyError):
        network_map(
            {step: f for step, f in frames.items() if step != "education"}, TODAY
        )


# --- words -------------------------------------------------------------------------


def test_a_first_name_is_enough_until_two_share_it() -> None:
    names = ["Henriette Skov", "Bo", "Kasper Lund", "Kasper Holm", "Åse Vig"]
    assert short(names, 14) == ["Henriette", "Bo", "Kasper L.", "Kasper H.", "Åse Vig"]
    assert short(["Kasper Lund", "Kasper Lyng"], 14) == ["", ""]
    assert short(["Wolfeschlegelsteinhausen"], 14) == [""]


def test_a_long_name_of_a_company_is_cut_with_a_sign() -> None:
    assert wrapped("Vindkær Reservedele", 114, 14, 2) == ("Vindkær", "Reservedele")
    (line,) = wrapped("Vindkær Reservedele", 114, 14, 1)
    assert line.endswith("…")
    assert wrapped("Kort", 114, 14, 2) == ("Kort",)


@given(st.lists(st.floats(-500, 500), max_size=40), st.floats(1, 40))
def test_what_is_spread_keeps_apart_and_within(wanted: list[float], gap: float) -> None:
    found = spread(wanted, gap, -100, 100)
    assert len(found) == len(wanted)
    assert all(-100.01 <= one <= 100.01 for one in found)
    least = min(gap, 200 / max(len(wanted) - 1, 1))
    ordered = sorted(found)
    apart = [b - a for a, b in pairwise(ordered)]
    assert all(one >= least - 0.02 for one in apart)


def test_the_map_says_only_names_and_the_words_it_is_handed(content: Content) -> None:
    found = mapped(content, **crowd(60))
    said = {one.text for one in draw(found, SAYS).shapes if isinstance(one, Words)}
    names = {one for company in found.companies for one in company.lines}
    names |= {one.label.text for one in found.spots if one.label}
    own = {text for text in said if text.lstrip("+").isdigit()}
    titles = {text for text in said if "·" in text}
    assert said - names - own - titles - {"+9"} <= set(SAYS.values())
    assert SAYS["me"] in said


# --- the picture for Word ----------------------------------------------------------


def test_the_picture_is_as_wide_as_asked_and_always_the_same(content: Content) -> None:
    drawn = draw(mapped(content, **crowd(40)), SAYS)
    one, other = png(drawn, 6.3), png(drawn, 6.3)
    assert one == other
    with Image.open(io.BytesIO(one)) as picture:
        assert picture.width == int(6.3 * 220)
        ratio = picture.height / picture.width
        assert ratio == pytest.approx(drawn.height / WIDTH, abs=0.01)
        shown = picture.convert("RGB")
        assert shown.getpixel((3, 3)) == (255, 255, 255)
        assert len(shown.getcolors(1 << 24)) > 20
    assert len(one) < 300_000


@pytest.mark.parametrize(
    "name",
    ["$x$ & $", "李小龙", "أحمد", "👩‍🚒 Ida", "\\frac{1}{2}", "<b>Bo</b>", "a_b^c"],
)
def test_a_picture_holds_any_name_without_a_warning(
    content: Content, name: str
) -> None:
    contacts = named(2) | {"x": {"name": name, "company": "k"}}
    companies = {"k": {"name": name}}
    found = mapped(content, contacts=contacts, companies=companies)
    assert png(draw(found, SAYS), 2).startswith(b"\x89PNG")


def test_matplotlib_is_not_read_before_a_picture_is_made() -> None:
    told = (
        "import sys, workbook.pages, workbook.book; print('matplotlib' in sys.modules)"
    )
    ran = subprocess.run(
        [sys.executable, "-c", told], capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "False"
