"""A draft begins what is empty, from what is known, and leaves the rest alone."""

from datetime import date, datetime

import pytest
from played import Page

from workbook import Workbook
from workbook.analysis import in_a_week
from workbook.pages.draft import APPLICATIONS, draft, drafts
from workbook.pages.keeper import Keeper
from workbook.pages.letter import Draft, Email
from workbook.store import Place


@pytest.fixture
def company(book: Workbook) -> str:
    needs = "De mangler en, der kan styre lageret."
    return book.file.add("companies", {"name": "Åkilde", "needs": needs})


@pytest.fixture
def letter(book: Workbook, company: str) -> str:
    return book.file.add(APPLICATIONS, {"company": company})


def answers(book: Workbook, letter: str) -> dict[str, object]:
    return dict(book.file.record(APPLICATIONS, letter).values)


def test_without_a_conversation_it_opens_with_what_they_may_need(
    book: Workbook, letter: str
) -> None:
    draft(book, Keeper(book), letter)
    assert answers(book, letter)["hook"] == "De mangler en, der kan styre lageret."


def test_what_they_said_goes_before_what_he_believes(
    book: Workbook, company: str, letter: str
) -> None:
    said = "Vi flytter til april."
    book.file.add("conversations", {"company": company, "own_words": said})
    draft(book, Keeper(book), letter)
    found = answers(book, letter)
    assert found["hook"] == said
    (origin,) = book.file.origins(APPLICATIONS, letter)["hook"]
    assert (origin.source.question, origin.taken) == ("own_words", said)


def test_no_text_stands_in_two_parts(book: Workbook, letter: str) -> None:
    book.file.add(
        "stories", {"title": "Køen", "result": "Køen blev væk.", "number": "9"}
    )
    draft(book, Keeper(book), letter)
    texts = [
        value for value in answers(book, letter).values() if isinstance(value, str)
    ]
    assert len(texts) > 3
    assert len(texts) == len(set(texts))


def test_what_he_wrote_stays_as_it_is(book: Workbook, letter: str) -> None:
    keeper = Keeper(book)
    keeper.save(f"{APPLICATIONS}/{letter}/hook", "Mine egne ord.")
    draft(book, keeper, letter)
    assert answers(book, letter)["hook"] == "Mine egne ord."
    before = answers(book, letter)
    draft(book, keeper, letter)
    assert answers(book, letter) == before
    assert not drafts(book, letter)


def test_key_strengths_are_those_of_the_companys_cv(
    book: Workbook, company: str, letter: str
) -> None:
    known = [
        book.file.add("competences", {"name": n, "evidence": "Bevis", "level": level})
        for n, level in (("Lager", "3"), ("Told", "5"), ("Ro", "4"), ("SAP", "1"))
    ]
    other = book.file.add(APPLICATIONS, {})
    draft(book, Keeper(book), other)
    assert answers(book, other)["strengths"] == (known[1], known[2], known[0])
    place = Place("cv_targets", "t", "company")
    book.file.save_all(
        [(place, company), (Place("cv_targets", "t", "competences"), [known[3]])]
    )
    draft(book, Keeper(book), letter)
    assert answers(book, letter)["strengths"] == (known[3],)


def test_a_letter_that_promises_nothing_gets_a_day_and_only_once(
    book: Workbook, letter: str
) -> None:
    draft(book, Keeper(book), letter)
    draft(book, Keeper(book), letter)
    (promise,) = book.file.records("follow_ups")
    assert promise.values["application"] == letter
    assert promise.values["due"] == in_a_week(date.today())


def test_a_day_agreed_in_a_conversation_is_not_doubled(
    book: Workbook, company: str, letter: str
) -> None:
    talk = book.file.add("conversations", {"company": company, "whom": "Mette"})
    book.file.add("follow_ups", {"conversation": talk, "due": datetime(2027, 1, 4, 9)})
    draft(book, Keeper(book), letter)
    assert len(book.file.records("follow_ups")) == 1


@pytest.mark.parametrize(
    ("today", "then"),
    [(date(2026, 11, 25), datetime(2026, 12, 2, 9)),
     (date(2026, 11, 28), datetime(2026, 12, 7, 9)),
     (date(2026, 11, 29), datetime(2026, 12, 7, 9))],
)  # fmt: skip
def test_a_week_on_is_a_working_day(today: date, then: datetime) -> None:
    assert in_a_week(today) == then


def test_the_page_offers_a_draft_until_there_is_one_and_says_what_it_filled(
    book: Workbook, letter: str
) -> None:
    def write() -> list[str]:
        filled = draft(book, Keeper(book), letter)
        widget.show(book, APPLICATIONS, letter)
        return filled

    widget, email = Draft(write), Email()
    widget.show(book, APPLICATIONS, letter)
    assert (widget.offered, widget.said) == (True, "")
    Page(widget).send({"kind": "draft"})
    assert not widget.offered
    hook = book.content.steps[APPLICATIONS].question("hook").label.da
    assert hook in widget.said
    email.show(book, APPLICATIONS, letter)
    assert "De mangler en, der kan styre lageret." in email.email
    for shown in (widget, email):
        shown.show(book, "jobs", "j1")
    assert (email.email, widget.said) == ("", "")
