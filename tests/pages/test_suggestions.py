"""A suggestion is merged so that nothing he wrote is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.pages.suggestions import merged, parse, spell
from workbook.store import Place

TEXT = st.text("ab \n", max_size=8)


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
    assert merged(current, text, before) == result


@given(TEXT, TEXT, st.none() | TEXT)
def test_what_he_wrote_and_what_he_takes_are_both_there(
    current: str, text: str, before: str | None
) -> None:
    found = merged(current, text, before)
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
