"""A suggestion is merged so that nothing he wrote is lost."""

import pytest
from asked import question
from hypothesis import given
from hypothesis import strategies as st

from workbook.content import Question
from workbook.pages.sources import parse, spell
from workbook.pages.suggestions import merged
from workbook.store import Place

TEXT = st.text("ab \n", max_size=8)
LINE, LONG = question("text"), question("long_text")
KINDS = st.sampled_from([LINE, LONG])


@pytest.mark.parametrize(
    ("current", "text", "before", "result"),
    [
        ("", "nyt", None, "nyt"),
        ("  ", "nyt", None, "nyt"),
        ("mit", "nyt", None, "mit\nnyt"),
        ("gammelt", "nyt", "gammelt", "nyt"),
        ("mit gammelt her", "nyt", "gammelt", "mit nyt her"),
        ("helt omskrevet", "nyt", "gammelt", "helt omskrevet\nnyt"),
    ],
)
def test_merging(current: str, text: str, before: str | None, result: str) -> None:
    assert merged(LONG, current, text, before) == result
    assert merged(LINE, current, text, before) == result.replace("\n", ", ")


@given(KINDS, TEXT, TEXT, st.none() | TEXT)
def test_what_he_wrote_and_what_he_takes_are_both_there(
    asked: Question, current: str, text: str, before: str | None
) -> None:
    found = merged(asked, current, text, before)
    assert text in found
    if before is None or before not in current:
        assert current.strip() in found


def test_a_place_is_spelt_and_read_back() -> None:
    place = Place("stories", "s1", "sentence")
    assert parse(spell(place)) == place


@pytest.mark.parametrize("text", ["", "a", "a/b", "a/b/c/d"])
def test_half_a_place_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="unpack"):
        parse(text)
