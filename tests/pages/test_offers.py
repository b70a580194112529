"""Other answers are offered as new records, and a new record begins with copies."""

import pytest

from workbook import Workbook
from workbook.content import Step
from workbook.pages.keeper import Keeper
from workbook.pages.offers import offers
from workbook.store import Place


@pytest.fixture
def keeper(book: Workbook) -> Keeper:
    return Keeper(book)


def step(book: Workbook, name: str) -> Step:
    return book.content.steps[name]


def texts(book: Workbook, name: str) -> list[str]:
    return [offer.text for offer in offers(book, step(book, name))]


def accept(book: Workbook, name: str, text: str, record: str = "new") -> bool:
    offer = next(o for o in offers(book, step(book, name)) if o.text == text)
    wanted = {record: (offer.source, text)}
    return bool(Keeper(book).accept(step(book, name), wanted))


def test_each_line_and_each_choice_is_an_offer_of_its_own(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("wishes/wishes/place", "Tæt på toget\n\n  Ikke i byen ")
    keeper.save("interests/interests/values", ["trust", "pay"])
    keeper.save("interests/interests/interests", "kort, have")
    trust = step(book, "interests").question("values").choice("trust")
    assert trust
    assert texts(book, "criteria")[:2] == ["Tæt på toget", "Ikke i byen"]
    assert {trust.label.da, "kort", "have"} <= set(texts(book, "criteria"))


def test_what_stands_on_the_list_is_offered_no_more(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("memory/memory/school", "Bo\nIda")
    keeper.save("contacts/c1/name", "bo")
    assert texts(book, "contacts") == ["Ida"]


def test_an_accepted_name_brings_along_where_it_is_from(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("memory/memory/family", "Ida")
    assert accept(book, "contacts", "Ida")
    values = book.file.record("contacts", "new").values
    assert (values["name"], values["network"]) == ("Ida", "family")
    (origin,) = book.file.origins("contacts", "new")["name"]
    assert (origin.source, origin.taken) == (Place("memory", "memory", "family"), "Ida")
    assert texts(book, "contacts") == []


def test_who_else_is_known_through_the_one_he_spoke_to(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("contacts/jan/name", "Jan")
    keeper.save("conversations/t1/contact", "jan")
    keeper.save("conversations/t1/who_else", "Dorthe\nPer")
    assert texts(book, "contacts") == ["Dorthe", "Per"]
    assert accept(book, "contacts", "Per")
    assert book.file.record("contacts", "new").values["known_through"] == "jan"


def test_a_call_for_a_contact_refers_to_him_and_begins_as_the_guide(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("contacts/jan/name", "Jan")
    keeper.save("contacts/jan/company", "pumps")
    for name in ("opening", "questions"):
        keeper.save(f"interview_guide/interview_guide/{name}", f"Min {name}")
    assert accept(book, "calls", "Jan")
    values = book.file.record("calls", "new").values
    assert (values["contact"], values["company"]) == ("jan", "pumps")
    assert (values["opening"], values["questions"]) == ("Min opening", "Min questions")
    assert values["rounding_off"] is None


def test_a_call_that_is_typed_begins_as_the_guide_too_and_only_once(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("interview_guide/interview_guide/opening", "Goddag")
    keeper.save("calls/c1/whom", "Jan")
    assert book.file.record("calls", "c1").values["opening"] == "Goddag"
    keeper.save("calls/c1/opening", "")
    keeper.save("calls/c1/whom", "Jan Holm")
    assert book.file.record("calls", "c1").values["opening"] is None


def test_a_first_answer_stands_whatever_the_guide_says(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("interview_guide/interview_guide/opening", "Goddag")
    answer, _ = keeper.save("calls/c1/opening", "Hej Jan")
    assert answer.value == "Hej Jan"
    assert book.file.record("calls", "c1").values["opening"] == "Hej Jan"


def test_a_change_of_the_guide_is_offered_never_forced(
    book: Workbook, keeper: Keeper
) -> None:
    keeper.save("interview_guide/interview_guide/opening", "Goddag")
    keeper.save("calls/c1/whom", "Jan")
    keeper.save("interview_guide/interview_guide/opening", "Godmorgen")
    answer = keeper.answers(step(book, "calls"), "c1")["opening"]
    assert answer.value == "Goddag"
    assert [origin.changed for origin in answer.origins] == ["Godmorgen"]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("memory/memory/school", "Ida"),
        ("memory/memory/school", ""),
        ("start/start/goal", "Bo"),
    ],
)
def test_what_no_answer_says_becomes_nothing(
    book: Workbook, keeper: Keeper, source: str, text: str
) -> None:
    keeper.save("memory/memory/school", "Bo")
    keeper.save("start/start/goal", "Bo")
    assert not keeper.accept(step(book, "contacts"), {"new": (source, text)})
    assert book.file.records("contacts") == []


def test_a_greeting_is_a_whole_sentence(book: Workbook, keeper: Keeper) -> None:
    keeper.save("contacts/jan/name", "Jan Vest")
    keeper.save("calls/c1/through", "jan")
    answer = keeper.answers(step(book, "calls"), "c1")["opening"]
    assert [s.text for s in answer.suggestions] == ["Jeg skulle hilse fra Jan Vest."]
    taken, _ = keeper.take("calls/c1/opening", "contacts/jan/name")
    assert taken.value == "Jeg skulle hilse fra Jan Vest."
    keeper.save("contacts/jan/name", "Jan Vestergård")
    (origin,) = keeper.answers(step(book, "calls"), "c1")["opening"].origins
    assert origin.changed == "Jeg skulle hilse fra Jan Vestergård."


def test_what_was_learned_is_offered_to_a_letter_to_the_same_company(
    book: Workbook, keeper: Keeper
) -> None:
    for talk, company in (("t1", "pumps"), ("t2", "bread")):
        keeper.save(f"conversations/{talk}/company", company)
        keeper.save(f"conversations/{talk}/own_words", f"Ordene om {company}")
    letter = step(book, "applications")
    assert keeper.answers(letter, "a1")["hook"].suggestions == ()
    keeper.save("applications/a1/company", "pumps")
    found = keeper.answers(letter, "a1")["hook"].suggestions
    assert [s.text for s in found] == ["Ordene om pumps"]
