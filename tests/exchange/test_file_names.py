"""Names of files that every system can save, no two alike."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.exchange.file_names import safe, unlike

ANY_TEXT = st.text(st.characters(exclude_categories=[]) | st.sampled_from('./\\:*"?'))


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("CV Hanne Mølgaard.docx", "CV Hanne Mølgaard.docx"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("C:\\Windows\\win.ini", "C -Windows-win.ini"),
        ("Hvem kender hvem?.csv", "Hvem kender hvem.csv"),
        ("con.txt", "_con.txt"),
        ("LPT1", "_LPT1"),
        ("Konrad.txt", "Konrad.txt"),
        (" . ", "file-1"),
        (".docx", "docx"),
        ("trailing. ", "trailing"),
        ("foto\u202egnp.exe", "fotognp.exe"),
    ],
)
def test_a_name_is_made_safe(name: str, wanted: str) -> None:
    assert safe(name, "file-1") == wanted


@given(ANY_TEXT)
def test_any_name_can_be_saved_anywhere(name: str) -> None:
    made = safe(name * 3, "file-1")
    assert made
    assert not set(made) & set('<>:"/\\|?*')
    assert made.isprintable() or "\u200d" in made
    assert not made.startswith((" ", "."))
    assert not made.endswith((" ", "."))
    assert len(unlike(made, {made.casefold()}).encode()) <= 255


def test_equal_names_are_numbered_before_the_ending() -> None:
    taken: set[str] = set()
    names = ["CV.docx", "CV.docx", "cv.DOCX", "CV (2).docx", "CV.pdf", "CV", "CV"]
    assert [unlike(name, taken) for name in names] == [
        "CV.docx", "CV (2).docx", "cv (3).DOCX", "CV (2) (2).docx", "CV.pdf",
        "CV", "CV (2)",
    ]  # fmt: skip


def test_both_spellings_of_a_letter_are_one_name() -> None:
    taken: set[str] = set()
    written = [unicodedata.normalize(form, "Åse.txt") for form in ("NFC", "NFD")]
    first, second = (unlike(name, taken) for name in written)
    assert first == "Åse.txt"
    assert second.endswith(" (2).txt")
