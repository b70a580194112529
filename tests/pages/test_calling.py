"""The call card, the call, and the three taps after it."""

from datetime import datetime

import pytest
from played import Page

from workbook import Workbook
from workbook.pages.call_card import call_card
from workbook.pages.calling import CALLING, OUTCOMES
from workbook.pages.journey import Journey
from workbook.store import Place

CALL = {
    "whom": "Mette Holm", "company": "pumps", "contact": "mette", "way": "call",
    "opening": "Goddag.\n\nDet er Bo.", "objections": ["o1"], "stories": ["s1", "gone"],
}  # fmt: skip


@pytest.fixture
def prepared(book: Workbook) -> Workbook:
    def save(step: str, record: str, **answers: object) -> None:
        book.file.save_all([(Place(step, record, q), v) for q, v in answers.items()])

    save("companies", "pumps", name="Pumpefabrikken", why="De lærer folk op.")
    save("companies", "pumps", phone="86123456", needs="Ro i indkøbet.")
    save("contacts", "mette", name="Mette Holm", phone="22123456")
    save("stories", "s1", title="Pallerne", sentence="Jeg vendte dem.", number="40")
    save("objections", "o1", objection="Vi søger ikke", answer="Må jeg spørge?")
    save("objections", "o2", objection="Ingen tid")
    save("conversations", "t1", company="pumps", own_words="Vi mangler ro.")
    save("calls", "c1", **CALL)
    return book


def journey(book: Workbook, step: str = "calls") -> Journey:
    found = book.page("all_steps")
    assert isinstance(found, Journey)
    found.go(step)
    return found


def test_the_card_holds_all_that_the_call_needs(prepared: Workbook) -> None:
    card = call_card(prepared, "c1")
    assert card
    assert (card.whom, card.company) == ("Mette Holm", "Pumpefabrikken")
    assert card.phone == "+45 22 12 34 56"
    assert {section.key: section.lines for section in card.sections} == {
        "opening": (("Goddag.", ""), ("Det er Bo.", "")),
        "stories": (("Pallerne · 40", "Jeg vendte dem."),),
        "objections": (("Vi søger ikke", "Må jeg spørge?"),),
        "said": (("Vi mangler ro.", ""),),
        "facts": (("De lærer folk op.", ""), ("Ro i indkøbet.", "")),
    }
    assert card.objections == (("Vi søger ikke", "Må jeg spørge?"), ("Ingen tid", ""))


def test_without_a_contact_the_companys_number_is_rung(prepared: Workbook) -> None:
    prepared.file.save(Place("calls", "c1", "contact"), None)
    card = call_card(prepared, "c1")
    assert card
    assert card.phone == "+45 86 12 34 56"


def test_one_without_objections_rehearses_with_the_usual_ones(book: Workbook) -> None:
    book.file.save(Place("calls", "c1", "whom"), "Bo")
    card = call_card(book, "c1")
    assert card
    usual = [e.label.da for e in book.content.lists["objections"].entries]
    assert [objection for objection, _ in card.objections] == usual
    assert len(usual) >= 8
    assert call_card(book, "nobody") is None


@pytest.mark.parametrize("outcome", OUTCOMES)
def test_one_tap_logs_the_call_and_goes_to_the_log(
    prepared: Workbook, outcome: str
) -> None:
    found = journey(prepared)
    assert found._view.opened == "c1"
    page = Page(found._beside._calling)
    page.send({"kind": "rings"})
    assert prepared.file.note(CALLING) == "c1"
    page.send({"kind": outcome})
    assert found._head.step == "conversations"
    talk = prepared.file.record("conversations", found._view.opened).values
    assert talk["reached"] == outcome
    assert (talk["whom"], talk["call"], talk["way"]) == ("Mette Holm", "c1", "call")
    assert (talk["company"], talk["contact"]) == ("pumps", "mette")
    assert isinstance(talk["held"], datetime)
    assert talk["held"].date() == datetime.now().date()
    assert prepared.file.note(CALLING) == ""


def test_hours_later_the_page_asks_how_it_went(prepared: Workbook) -> None:
    Page(journey(prepared)._beside._calling).send({"kind": "rings"})
    again = prepared.page("all_steps")
    assert isinstance(again, Journey)
    assert again._head.step == "calls"
    assert again._view.opened == "c1"
    assert again._beside._calling.asking is True
    Page(again._beside._calling).send({"kind": "not_called"})
    assert again._beside._calling.asking is False
    assert len(prepared.file.records("conversations")) == 1


def test_a_call_that_was_deleted_is_asked_about_no_more(prepared: Workbook) -> None:
    Page(journey(prepared)._beside._calling).send({"kind": "rings"})
    prepared.file.delete("calls", "c1")
    again = prepared.page("all_steps")
    assert isinstance(again, Journey)
    assert again._beside._calling.card == {}
    assert again._head.step == "calls"


@pytest.mark.parametrize("kind", ["rings", "reached", "not_called", "??"])
def test_where_there_is_no_card_no_message_does_anything(
    book: Workbook, kind: str
) -> None:
    found = journey(book, "jobs")
    before = book.export_json()
    Page(found._beside._calling).send({"kind": kind, "call": "c1"})
    assert book.export_json() == before
    assert found._head.step == "jobs"
