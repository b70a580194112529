"""Names of the files that people download and send."""

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from workbook.documents import blank_name, file_name


def test_files_are_named_for_those_who_read_them(
    answers: Any, to_frames: Any, words: Any
) -> None:
    frames = to_frames(answers)
    assert file_name("cv", frames, words("da")) == "CV Hanne Mølgaard.docx"
    assert file_name("application", frames, words("da"), record="app-bolge") == (
        "Ansøgning Bølge Pumper A-S - Hanne Mølgaard.docx"
    )


def test_a_sheet_for_paper_has_a_name_without_a_person(words: Any) -> None:
    assert blank_name("cv", words("da")) == "CV på papir.docx"
    assert blank_name("application", words("en")) == "Application on paper.docx"


@given(st.text(st.characters(exclude_categories=["Cs"]) | st.just("\ud800")))
def test_no_name_holds_what_windows_forbids(
    to_frames: Any, words: Any, name: str
) -> None:
    details = {"contact_details": [{"id": "contact_details", "name": name}]}
    made = file_name("cv", to_frames(details), words("da"))
    assert not set(made) & set('<>:"/\\|?*')
    assert not any(ord(one) < 32 for one in made)
    assert made == made.strip()
    assert len(made) < 100
    assert made.startswith("CV")
    assert made.endswith(".docx")
    assert not made.removesuffix(".docx").endswith((".", " "))
