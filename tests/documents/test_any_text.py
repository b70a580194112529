"""Whatever a participant types or pastes, the document opens and holds it."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.documents.answers import lines

TYPED = st.text(
    st.characters(exclude_categories=["Cs"])
    | st.sampled_from("\x00\x07\x0b\x0c\x1b\x85\u2028\ufffe\ud800&<>{}%_#\t\r\n"),
    max_size=60,
) | st.lists(
    st.sampled_from(["{{", "}}", "{%", "%}", "{_{", "}_}", "&amp;", "]]>", "æ", " "]),
).map("".join)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(TYPED)
def test_any_text_is_found_again_in_the_letter(application: Any, text: str) -> None:
    made = application({"applications": [{"id": "app-bolge", "hook": text}]})
    assert made.styled("Letter Text") == list(lines(text))


@given(TYPED)
def test_lines_keep_every_character_that_a_document_can_hold(text: str) -> None:
    kept = "".join("".join(lines(text)).split())
    typed = "".join(text.split())
    assert all(one in typed for one in kept)
    legal = [one for one in typed if one.isprintable()]
    assert [one for one in kept if one.isprintable()] == legal
