"""What is shown in a field is read back as what it was."""

from datetime import date, datetime

import pytest
from asked import question
from hypothesis import assume, given
from hypothesis import strategies as st

from workbook.content.display import field_value, words
from workbook.content.question import QUESTION_TYPES, QuestionType
from workbook.content.record import Value, holds_cpr, read
from workbook.settings import LANGUAGES, Language

VALUES: dict[QuestionType, st.SearchStrategy[Value]] = {
    "text": st.just("Bageren, på hjørnet"),
    "long_text": st.just("en\nto"),
    "integer": st.integers(-(10**14), 10**14),
    "rating": st.integers(1, 5),
    "date": st.dates(date(1900, 1, 1), date(2100, 1, 1)),
    "month": st.dates(date(1900, 1, 1), date(2100, 1, 1)).map(
        lambda d: d.replace(day=1)
    ),
    "datetime": st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1)).map(
        lambda at: at.replace(second=0, microsecond=0)
    ),
    "email": st.just("anna@example.com"),
    "phone": st.just("+45 20 12 34 56"),
    "url": st.just("https://example.com"),
    "select_one": st.sampled_from(["red", "blue"]),
    "select_multiple": st.just(("red", "blue")),
    "tags": st.just(("kort", "have")),
    "reference": st.just("abc"),
    "references": st.just(("abc", "def")),
    "lines": st.just(("Det gik bedre, og hurtigere", "-5 grader i kassen")),
    "file": st.just("abc"),
    "note": st.none(),
}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", QUESTION_TYPES)
def test_what_the_field_holds_reads_back(
    kind: QuestionType, language: Language
) -> None:
    asked = question(kind)

    @given(VALUES[kind])
    def holds(value: Value) -> None:
        # Ten digits in a row that could be a CPR number are refused, whatever asked.
        assume(not holds_cpr(field_value(asked, value, language)))
        assert read(asked, field_value(asked, value, language)) == value

    holds()


def test_choices_are_said_in_the_language_of_the_reader() -> None:
    assert words(question("select_one"), "green", "da") == "Grøn"
    assert words(question("select_multiple"), ("green", "red"), "en") == "Green, Red"


def test_a_choice_that_was_taken_out_is_shown_by_its_name() -> None:
    assert words(question("select_one"), "pink", "da") == "pink"


def test_nothing_is_said_of_no_answer() -> None:
    assert [words(question(kind), None, "da") for kind in QUESTION_TYPES] == [""] * 18


def test_a_day_is_said_as_the_language_writes_it() -> None:
    day = date(2026, 3, 4)
    assert words(question("date"), day, "da") == "04.03.2026"
    assert words(question("date"), day, "en") == "04/03/2026"
    assert words(question("month"), day, "da") == "03.2026"
