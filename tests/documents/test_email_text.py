"""The e-mail that a letter goes with: short, and made of the letter."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from workbook import documents
from workbook.documents.email_text import EmailText, email_text
from workbook.settings import Language

TODAY = date(2026, 11, 21)


@pytest.fixture
def email(words: Any, to_frames: Any) -> Callable[..., EmailText]:
    def write(
        answers: Any, record: str = "app-bolge", language: Language = "da"
    ) -> EmailText:
        known = words(language)
        context = documents.application_context(
            to_frames(answers), known, record=record, language=language, today=TODAY
        )
        return email_text(context, known)

    return write


def test_it_greets_hooks_attaches_and_says_when_he_rings(
    email: Callable[..., EmailText], answers: Any
) -> None:
    answers["applications"][0]["hook"] = "I flytter. Det koster tid. Jeg kan hjælpe."
    made = email(answers)
    assert made.subject == answers["applications"][0]["headline"]
    assert made.text.split("\n\n") == [
        "Kære Mette Toft",
        "I flytter. Det koster tid.",
        "Vedhæftet: Ansøgning, CV, Udtalelse fra Aabye Pumper, Svendebrev.",
        "Jeg ringer til dig onsdag den 2. december.",
        "Med venlig hilsen\nHanne Mølgaard\n+45 20 00 00 00 · hanne@molgaard.example"
        " · Horsens · linkedin.com/in/hanne-molgaard",
    ]


def test_a_letter_just_begun_has_an_email_that_says_hello(
    email: Callable[..., EmailText],
) -> None:
    made = email({"applications": [{"id": "app-bolge"}]}, language="en")
    assert made.subject == "Application"
    assert made.text == ("Hello,\n\nAttached: Application, CV.\n\nKind regards,")
