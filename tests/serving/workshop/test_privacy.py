"""What the privacy page says, and what a coach may put in its place."""

import html
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workshop_served import Served, Visitor

from workbook.book.check import check
from workbook.content import load
from workbook.content.privacy import NAMES, examine_privacy, privacy
from workbook.serving.workshop.privacy import rendered
from workbook.settings import LANGUAGES, Language, Settings

TOLD = dict.fromkeys(NAMES, "")
LINES = st.text(st.characters(exclude_categories=["C", "Z"]) | st.just(" "))


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """A coach's folder whose Danish text is his own."""
    (tmp_path / "content").mkdir()
    return tmp_path / "content" / "privacy.da.md"


def test_it_is_read_without_a_login_and_says_when_all_is_deleted(
    served: Served,
) -> None:
    for language, day in (("da", ". "), ("en", " ")):
        answer = Visitor(served.root).get(f"/privacy?language={language}")
        assert answer.status_code == 200
        assert f'<html lang="{language}">' in answer.text
        assert "Job på tværs" in answer.text
        assert str(served.site.expires.year) in answer.text
        assert day in answer.text
        assert "{" not in answer.text.split("<main")[1]


def test_it_names_who_answers_for_the_data_as_the_workshop_tells(
    served: Served,
) -> None:
    spoken = load(Settings()).texts
    for language in LANGUAGES:
        text = Visitor(served.root).get(f"/privacy?language={language}").text
        for key in ("controller", "contact"):
            assert html.escape(spoken.say(f"privacy.{key}", language)) in text


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_says_what_a_participant_has_a_right_to_know(language: Language) -> None:
    text = privacy(Settings(), language, TOLD)
    assert text.count("\n## ") == 7
    assert "13" in text
    assert "15-21" in text
    assert "datatilsynet.dk" in text


@given(LINES.map(str.strip).filter(bool))
def test_a_title_with_any_marks_in_it_is_shown_as_it_is(title: str) -> None:
    text = privacy(Settings(), "da", TOLD | {"title": title})
    shown = html.escape(" ".join(title.split()))
    assert shown.replace("&#x27;", "'") in rendered(text).replace("&#x27;", "'")


def test_html_and_scripts_in_a_text_are_shown_and_not_obeyed(own: Path) -> None:
    own.write_text("<script>alert(1)</script> [her](javascript:alert(1)) {title}")
    told = TOLD | {"title": "<img src=x onerror=alert(1)>"}
    page = rendered(privacy(Settings(site=own.parents[1]), "da", told))
    assert "<script" not in page
    assert "<img" not in page
    assert 'href="javascript' not in page


def test_a_coachs_own_text_stands_in_place_of_ours(own: Path) -> None:
    own.write_text("Vi passer på {title}. {title} {}")
    settings = Settings(site=own.parents[1])
    told = TOLD | {"title": "{days}", "days": "3"}
    assert rendered(privacy(settings, "da", told)) == (
        "<p>Vi passer på {days}. {days} {}</p>\n"
    )
    assert "data controller" in privacy(settings, "en", TOLD)


def test_our_own_texts_have_no_placeholder_that_nobody_fills() -> None:
    assert list(examine_privacy(Settings())) == []


def test_a_misspelt_placeholder_is_named_with_those_there_are(own: Path) -> None:
    own.write_text("Skriv til {kontakt} eller {kontakt}, {controller}.")
    settings = Settings(site=own.parents[1])
    texts = load(settings).texts
    said = [finding.sentence(texts, "da") for finding in check(settings)]
    assert said == [
        "privacy.da.md: Ingen udfylder {kontakt}. Skriv et af disse, eller slet "
        "parentesen: {title}, {expires}, {days}, {controller}, {contact}."
    ]


def test_a_text_that_is_not_utf8_is_named(own: Path) -> None:
    own.write_bytes("Sådan".encode("latin-1"))
    found = list(examine_privacy(Settings(site=own.parents[1])))
    assert [(one.code, one.file) for one in found] == [("not_utf8", "privacy.da.md")]
