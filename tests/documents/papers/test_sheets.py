"""The sheets that are handed out: what each has room for, and that they are empty."""

from collections.abc import Mapping
from typing import Any

import pytest

from workbook.content import Content
from workbook.documents.design.printed_papers import printed
from workbook.settings import LANGUAGES, Language

TEN_NAMES, CALL_CARD, EMPLOYERS, OBSERVER, PROMISES = range(3, 8)
SHEETS = (TEN_NAMES, CALL_CARD, EMPLOYERS, OBSERVER, PROMISES)


def test_each_sheet_takes_one_page(room: Any) -> None:
    assert [len(room.pdf(number).pages) for number in SHEETS] == [1] * 5


def test_a_sheet_holds_nothing_of_anybody(room: Any, codes: Mapping[str, str]) -> None:
    for number in SHEETS:
        said = room.said(number)
        told = (*codes.values(), room.title, room.address)
        assert not [each for each in told if each in said]
        assert room.word(number).core_properties.author == ""


def test_ten_names_have_a_row_each_and_a_box_for_each_network(
    room: Any, content: Content
) -> None:
    (table,) = room.word(TEN_NAMES).tables
    head, *rows = table.rows
    assert [row.cells[0].text for row in rows] == [f"{n}." for n in range(1, 11)]
    networks = content.steps["contacts"].question("network").choices
    assert len(head.cells) == 1 + len([n for n in networks if n.name != "other"])
    for row in rows:
        boxes = [cell.paragraphs[0].style.name for cell in row.cells[1:]]
        assert boxes == ["Check"] * 3


def test_there_are_eight_employers_and_each_is_played_in_three_turns(room: Any) -> None:
    (table,) = room.word(EMPLOYERS).tables
    cells = [cell for row in table.rows for cell in row.cells]
    assert len(cells) == 8
    for number, cell in enumerate(cells, 1):
        name, plays, *turns = cell.paragraphs
        assert name.text.startswith(f"{number} · ")
        assert plays.text
        assert len(turns) == 3
        assert all(turn.runs[0].style.name == "Strong" for turn in turns)


@pytest.mark.parametrize(
    ("language", "answers"),
    [
        ("da", ("Vi søger ikke nogen", "Bare send en ansøgning", "Vi ringer til dig")),
        ("en", ("not looking for", "Just send an application", "We'll ring you")),
    ],
)
def test_employers_give_the_answers_that_are_met_most(
    press: Any, language: Language, answers: tuple[str, ...]
) -> None:
    said = press(language).said(EMPLOYERS)
    for answer in answers:
        assert answer in said


def test_an_observer_rates_what_the_workbook_rates(room: Any, content: Content) -> None:
    said = room.said(OBSERVER)
    step = content.steps["rate_contact"]
    ratings = [question for question in step.questions if question.type == "rating"]
    assert len(printed(room.language).heard) == len(ratings)
    scale = " ".join(str(n) for n in range(1, ratings[0].maximum + 1))
    told = {" ".join(line.split()) for line in said.splitlines()}
    assert scale in told
    assert {(one.minimum, one.maximum) for one in ratings} == {(1, 5)}


def test_an_observer_hears_the_beginning_before_the_ending(room: Any) -> None:
    said = printed(room.language).sheets
    (page,) = room.pages(OBSERVER)
    heads = [said[name] for name in ("opening", "quality", "ending", "keep", "try")]
    places = [page.index("".join(head.split())) for head in heads]
    assert places == sorted(places)


def test_a_promise_says_who_when_and_how_eight_times(room: Any) -> None:
    (table,) = room.word(PROMISES).tables
    slips = [cell for row in table.rows for cell in row.cells]
    assert len(slips) == 8
    said = printed(room.language).sheets
    for slip in slips:
        lines = [p for p in slip.paragraphs if p.style.name == "Ruled Slip"]
        asked = [line.text.strip() for line in lines]
        assert asked == [said[name] for name in ("whom", "when", "how", "first")]
        assert all(line.text.endswith("\t") for line in lines)


def test_both_languages_print_the_same_things() -> None:
    danish, english = (printed(language) for language in LANGUAGES)
    for part in ("papers", "sheets"):
        assert getattr(danish, part).keys() == getattr(english, part).keys()
    for part in ("early", "same_day", "after", "use", "heard", "kinds", "roles"):
        assert len(getattr(danish, part)) == len(getattr(english, part)) > 2
