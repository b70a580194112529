"""The memory walk: names are written place by place and become contacts at once."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from played import Page

from workbook import Workbook
from workbook.content import Content
from workbook.forms import Answer
from workbook.pages.journey import Journey
from workbook.pages.keeper import Keeper
from workbook.pages.offers import folded
from workbook.pages.walk import CONTACTS, MEMORY, TEN, Walk, changed, wanted
from workbook.settings import LANGUAGES
from workbook.store import Place

FEWEST_PROMPTS = 4


@pytest.fixture
def journey(book: Workbook) -> Journey:
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go(MEMORY)
    return found


@pytest.fixture
def walk(journey: Journey) -> Walk:
    found = journey._beside._walk
    assert isinstance(found, Walk)
    return found


def write(
    walk: Walk, place: str, *now: str, was: str = "", number: str = "n1"
) -> list[dict[str, Any]]:
    """Do what the page does; return what it is told."""
    raw = {"place": place, "was": was, "now": list(now)}
    told = {"kind": "save", "id": number, "place": f"{place}/x", "raw": raw}
    return Page(walk).send(told)


def said(book: Workbook, place: str) -> object:
    return book.file.record(MEMORY, MEMORY).values[place]


def shown(walk: Walk, place: str) -> list[list[Any]]:
    return next(p["names"] for p in walk.places if p["name"] == place)


# --- the places ------------------------------------------------------------------


def test_it_asks_at_nine_places_and_at_no_other_step(
    walk: Walk, journey: Journey
) -> None:
    assert len(walk.places) == 9
    assert walk.places[0]["name"] == "colleagues"
    assert walk.goal == TEN
    journey.go(CONTACTS)
    assert walk.places == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_place_jogs_the_memory_with_several_questions(
    walk: Walk, journey: Journey, language: str
) -> None:
    journey.speak(language)
    for place in walk.places:
        prompts = place["prompts"]
        assert len(prompts) >= FEWEST_PROMPTS, place["name"]
        assert sum(prompt.endswith("?") for prompt in prompts) >= 3
        assert place["label"].endswith("?")
        assert place["example"]


def test_every_place_leads_to_a_network_and_work_comes_first(content: Content) -> None:
    feeds = content.steps[CONTACTS].naming.suggest
    ours = [feed for feed in feeds if feed.step == MEMORY]
    asked = [q.name for q in content.steps[MEMORY].answerable]
    assert [feed.question for feed in ours] == asked
    assert all(feed.fixed["network"] for feed in ours)
    assert ours[0].fixed["network"] == "professional"


# --- names -----------------------------------------------------------------------


def test_a_name_is_a_line_of_its_place_in_the_form_and_in_the_file(
    book: Workbook, journey: Journey, walk: Walk
) -> None:
    told = write(walk, "school", "Sanne")
    assert [t for t in told if t["kind"] == "saved"] == [
        {"kind": "saved", "id": "n1", "error": ""}
    ]
    write(walk, "school", "  Bo   Holm ")
    assert said(book, "school") == "Sanne\nBo Holm"
    assert shown(walk, "school") == [["Sanne", False], ["Bo Holm", False]]
    form = journey._view._form
    assert form.answers["school"]["value"] == "Sanne\nBo Holm"


def test_what_another_tab_wrote_meanwhile_stays(book: Workbook, walk: Walk) -> None:
    write(walk, "school", "Sanne")
    book.file.save(Place(MEMORY, MEMORY, "school"), "Sanne\nIda fra den anden fane")
    write(walk, "school", "Bo")
    assert said(book, "school") == "Sanne\nIda fra den anden fane\nBo"


def test_a_name_that_is_sent_twice_is_written_once(book: Workbook, walk: Walk) -> None:
    write(walk, "school", "Sanne")
    assert write(walk, "school", "SANNE ", number="n2")[-1]["id"] == "n2"
    assert said(book, "school") == "Sanne"


def test_a_name_is_taken_away_and_a_place_that_is_emptied_can_be_had_back(
    book: Workbook, walk: Walk
) -> None:
    write(walk, "school", "Sanne", "Bo")
    write(walk, "school", was="sanne")
    assert said(book, "school") == "Bo"
    write(walk, "school", was="Bo")
    assert said(book, "school") is None
    book.file.undo(Place(MEMORY, MEMORY, "school"))
    assert said(book, "school") == "Bo"


def test_a_list_is_parted_where_it_stands(book: Workbook, walk: Walk) -> None:
    book.file.save(Place(MEMORY, MEMORY, "school"), "Per, Anne og Ole\nBo")
    write(walk, "school", "Per", "Anne", "Ole", was="Per, Anne og Ole")
    assert said(book, "school") == "Per\nAnne\nOle\nBo"


def test_what_is_typed_in_the_form_is_on_the_walk(journey: Journey, walk: Walk) -> None:
    place = f"{MEMORY}/{MEMORY}/school"
    Page(journey._view._form).send(
        {"kind": "save", "id": "f1", "place": place, "raw": "Sanne\n\n Bo"}
    )
    assert [name for name, _ in shown(walk, "school")] == ["Sanne", "Bo"]


def test_a_name_that_comes_late_is_written_though_he_has_gone_on(
    book: Workbook, journey: Journey, walk: Walk
) -> None:
    journey.go(CONTACTS)
    before = journey._view._form.answers
    write(walk, "school", "Sanne")
    assert said(book, "school") == "Sanne"
    assert journey._view._form.answers == before
    assert book.file.records(CONTACTS) == []


def test_a_number_that_may_not_be_kept_is_refused_and_nothing_is_lost(
    book: Workbook, walk: Walk
) -> None:
    write(walk, "school", "Sanne")
    number = "-".join(("010190", "1234"))
    told = write(walk, "school", f"Bo {number}")[-1]
    assert told["error"]
    assert "1234" not in told["error"]
    assert said(book, "school") == "Sanne"


def test_a_place_where_such_a_number_was_typed_takes_further_names(
    book: Workbook, walk: Walk
) -> None:
    number = "-".join(("010190", "1234"))
    assert book.file.save(Place(MEMORY, MEMORY, "school"), f"Bo {number}").fault
    assert write(walk, "school", "Sanne")[-1]["error"] == ""
    assert said(book, "school") == "Bo …\nSanne"


@pytest.mark.parametrize(
    "raw",
    [
        None,
        "Sanne",
        {},
        {"place": "school", "was": "", "now": "Sanne"},
        {"place": "school", "was": None, "now": ["Sanne"]},
        {"place": "school", "was": "", "now": [1]},
        {"place": "nowhere", "was": "", "now": ["Sanne"]},
        {"place": ["school"], "was": "", "now": ["Sanne"]},
    ],
)
def test_what_no_page_sends_changes_nothing(
    book: Workbook, walk: Walk, raw: object
) -> None:
    assert Page(walk).send({"kind": "save", "id": "x", "raw": raw}) == []
    assert book.file.records(MEMORY) == []


# --- contacts --------------------------------------------------------------------


def test_all_names_become_contacts_with_their_networks_in_one_transaction(
    book: Workbook, journey: Journey, walk: Walk, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(walk, "family", "Grethe")
    write(walk, "school", "Sanne", "Bo")
    write(walk, "colleagues", "Preben")
    assert walk.offered == 4
    written = []
    save_all = book.file.save_all
    monkeypatch.setattr(
        book.file, "save_all", lambda *a, **k: written.append(a) or save_all(*a, **k)
    )
    Page(walk).send({"kind": "contacts"})
    assert len(written) == 1
    assert [
        (record.values["name"], record.values["network"])
        for record in book.file.records(CONTACTS)
    ] == [
        ("Preben", "professional"),
        ("Sanne", "friends"),
        ("Bo", "friends"),
        ("Grethe", "family"),
    ]
    assert journey._step.name == CONTACTS
    assert len(journey._view._records.rows) == 4
    assert journey._view._records.message["text"]
    journey.go(MEMORY)
    assert walk.offered == 0
    assert shown(walk, "school") == [["Sanne", True], ["Bo", True]]


def test_nobody_becomes_a_contact_twice(book: Workbook, walk: Walk) -> None:
    book.file.add(CONTACTS, {"name": "sanne  møller"})
    write(walk, "school", "Sanne Møller")
    write(walk, "friends", "Bo  Holm")
    Keeper(book).save(f"{MEMORY}/{MEMORY}/clubs", "bo   holm")
    assert shown(walk, "school") == [["Sanne Møller", True]]
    assert len(wanted(book)) == 1
    Page(walk).send({"kind": "contacts"})
    names = [record.values["name"] for record in book.file.records(CONTACTS)]
    assert len(names) == 2
    Page(walk).send({"kind": "contacts"})
    assert len(book.file.records(CONTACTS)) == 2


def test_who_is_both_a_friend_and_a_colleague_is_known_from_work(
    book: Workbook, walk: Walk
) -> None:
    write(walk, "friends", "tina")
    write(walk, "colleagues", "Tina")
    assert wanted(book) == [(f"{MEMORY}/{MEMORY}/colleagues", "Tina")]


def test_what_others_offer_is_no_name_of_the_walk(book: Workbook) -> None:
    Keeper(book).save("conversations/t1/who_else", "Dorthe")
    assert wanted(book) == []


def test_on_a_page_without_contacts_none_are_made(book: Workbook) -> None:
    made: list[object] = []
    walk = Walk("me", lambda _place, _text: Answer(), made.append)
    Page(walk).send({"kind": "contacts"})
    walk.show(book, book.content.steps[MEMORY], leads=False)
    Page(walk).send({"kind": "contacts"})
    assert made == []
    walk.show(book, book.content.steps[MEMORY], leads=True)
    Page(walk).send({"kind": "contacts"})
    assert made == [[]]


def test_a_tab_keeps_its_names_apart_from_the_form(
    book: Workbook, journey: Journey, walk: Walk
) -> None:
    assert walk.owner != journey._view._form.owner
    assert book.file.owner in walk.owner


# --- lines -----------------------------------------------------------------------

lines = st.lists(st.text("aAb ,ßøØ\u00a0", max_size=5), max_size=6).map(
    lambda found: "\n".join(found).strip("\n")
)
names = st.text("aAb ßøØ\u00a0\u2028\x1c", max_size=6)


@given(lines, names, st.lists(names, max_size=4))
def test_a_change_leaves_all_other_lines_as_they_are(
    text: str, was: str, now: list[str]
) -> None:
    before = text.splitlines()
    after = changed(text, was, now).splitlines()
    kept = list(before)
    gone = next((n for n in before if folded(n) and folded(n) == folded(was)), None)
    if gone is not None:
        kept.remove(gone)
    rest = iter(after)
    assert all(line in rest for line in kept)


@given(lines, st.lists(names, max_size=4))
def test_adding_again_adds_nothing(text: str, now: list[str]) -> None:
    once = changed(text, "", now)
    assert changed(once, "", now) == once
    there = {folded(line) for line in once.splitlines()}
    assert {folded(name) for name in now if name.strip()} <= there


@given(lines, names)
def test_a_name_that_is_taken_away_is_gone_once(text: str, name: str) -> None:
    def count(said: str) -> int:
        return [folded(line) for line in said.splitlines()].count(folded(name))

    if folded(name):
        expected = max(0, count(text) - 1)
        assert count(changed(text, name, [])) == expected
