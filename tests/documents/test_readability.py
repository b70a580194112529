"""Sentences end where a reader ends them; LIX is what one counts by hand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.documents.readability import lix, longest, sentences, words

WHOLE = [
    "Vi sparede omkring 450.000 kr. om året.",
    "Det kostede ca. 300 kr. pr. stk., så vi lod være.",
    "Jeg har f.eks. talt med Mette, bl.a. om planen.",
    "Ring til mig den 2. december kl. 9.30.",
    "Den nye chef begynder 1. marts.",
    "Se side 4, dvs. den om nr. 12.",
    "»Hvad nu?« spurgte jeg.",
    "Jeg talte med J. Holm og Dr. Sørensen.",
    "Vent … så kommer det.",
    "They do more, e.g. No. 5, i.e. the big one.",
    "Mr. Smith and Mrs. Jones met me at 9 a.m. on Monday.",
    "It cost DKK 450.50 per item.",
    "Adressen er www.lager.example/om.",
]
SEVERAL = [
    ("Vi var 12. Nu er vi 14.", ["Vi var 12.", "Nu er vi 14."]),
    ("Det kostede 200 kr. Bagefter lo vi.", ["Det kostede 200 kr.", "Bagefter lo vi."]),
    ("Send det til HR. Vi venter.", ["Send det til HR.", "Vi venter."]),
    ("He said no. It was late.", ["He said no.", "It was late."]),
    ("Det kan I. Så ring.", ["Det kan I.", "Så ring."]),
    ("So do I. You too?", ["So do I.", "You too?"]),
    (
        "Han sagde: »Kom i morgen.« Det gjorde jeg.",
        ["Han sagde: »Kom i morgen.«", "Det gjorde jeg."],
    ),
    ("Hvem? Mig! Ja …", ["Hvem?", "Mig!", "Ja …"]),
    ("Jeg kan:\n- tælle\n- ringe", ["Jeg kan:", "- tælle", "- ringe"]),
    ("Vi sender. 300 om dagen.", ["Vi sender.", "300 om dagen."]),
    (" \n\n– \n5.\n", []),
]
# Text, and its LIX counted by hand: words / sentences + 100 · long words / words.
COUNTED = [
    ("", 0),
    ("Jeg ringer i morgen.", 4),  # 4/1 + 0
    ("Vagtplanen holder.", 52),  # 2/1 + 100 · 1/2
    ("Vi sparede 200.000 kr. om året. Det er en halv årsløn.", 15),  # 11/2 + 100 · 1/11
    ("The warehouse is moving in April.", 23),  # 6/1 + 100 · 1/6
    ("Lager-sprog.", 101),  # one word of ten letters
]


@pytest.mark.parametrize("text", WHOLE)
def test_one_sentence_stays_one(text: str) -> None:
    assert sentences(text) == (text,)


@pytest.mark.parametrize(("text", "expected"), SEVERAL)
def test_sentences_end_at_a_stop_and_at_a_line(text: str, expected: list[str]) -> None:
    assert list(sentences(text)) == expected


@pytest.mark.parametrize(("text", "expected"), COUNTED)
def test_lix_is_what_one_counts_by_hand(text: str, expected: int) -> None:
    assert lix(sentences(text)) == expected


def test_a_word_is_what_stands_between_spaces_and_holds_a_letter_or_digit() -> None:
    text = "»Landmanden« – 97 % af 1.200 og/eller Tværmose-holdet, don’t."
    expected = "Landmanden 97 af 1.200 og/eller Tværmose-holdet don’t"
    assert words(text) == tuple(expected.split())
    assert longest(("Ja.", "Nej tak.", text)) == 7
    assert longest(()) == 0


@given(st.text(st.characters() | st.sampled_from(".!? \nkI1"), max_size=80))
def test_no_letter_of_any_text_is_lost(text: str) -> None:
    found = sentences(text)
    assert all(sentence in text for sentence in found)
    letters = [one for one in text if one.isalpha()]
    assert [one for sentence in found for one in sentence if one.isalpha()] == letters
    assert 0 <= lix(found) <= longest(found) + 100
