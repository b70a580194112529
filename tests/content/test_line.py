"""A line is what it says, whatever was typed as its bullet."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content.line import point, points
from workbook.content.record import clean
from workbook.documents.answers import points as points_in_word


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("- Halvt så meget spild", "Halvt så meget spild"),
        ("\u2022\u00a0Ro i køkkenet ", "Ro i køkkenet"),
        ("– • dobbelt", "dobbelt"),
        ("-5 grader hele natten", "-5 grader hele natten"),
        ("Kok - og mere", "Kok - og mere"),
        ("10\u00a0000\tkr.", "10\u00a0000 kr."),
        ("•", ""),
    ],
)
def test_only_a_bullet_is_cut(written: str, said: str) -> None:
    assert point(written) == said


def test_lines_that_say_nothing_are_none() -> None:
    assert points("- en\n\n   \n-\n* to\r\ntre") == ("en", "to", "tre")


@given(st.text(st.sampled_from("-–•*· \t\na5") | st.characters(), max_size=60))
def test_what_is_ticked_is_what_word_prints(typed: str) -> None:
    stored = clean(typed)
    said = points(stored)
    assert said == points("\n".join(said)) == points_in_word(stored)
