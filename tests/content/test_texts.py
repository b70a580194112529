"""A sentence is said whatever happens."""

import pytest

from workbook.content import Text, Texts
from workbook.content.texts import flatten
from workbook.errors import StoreError, WorkbookError
from workbook.settings import LANGUAGES, Language


def of(text: str) -> Texts:
    return Texts({"a.b": Text(da=text, en=text)})


@pytest.mark.parametrize("language", LANGUAGES)
def test_placeholders_are_filled_in(texts: Texts, language: Language) -> None:
    assert "14.03" in texts.say("form.saved_at", language, time="14.03")


@pytest.mark.parametrize(
    "text", ["{", "}", "{}", "{0}", "{x.y}", "{x[0]}", "{x!r:>9}", "{{x}}", "100 {%}"]
)
def test_a_stray_brace_of_the_coach_breaks_no_sentence(text: str) -> None:
    assert of(text).say("a.b", "da")


def test_what_is_filled_in_is_not_filled_in_again() -> None:
    assert of("{x} {y}").say("a.b", "da", x="{y}", y="!") == "{y} !"


def test_a_placeholder_that_nobody_fills_stays_visible() -> None:
    assert of("at {time}").say("a.b", "en") == "at {time}"


def test_a_fault_is_said_in_both_languages(texts: Texts) -> None:
    fault = StoreError("file_damaged", path="min.workbook")
    said = {texts.error(fault, language) for language in LANGUAGES}
    assert len(said) == 2
    assert all("min.workbook" in sentence for sentence in said)
    assert str(fault) == "file_damaged (path=min.workbook)"
    assert str(WorkbookError("x")) == "x"


def test_a_section_is_its_own_keys_only(texts: Texts) -> None:
    found = texts.section("form", "da")
    assert "saved_at" in found
    assert not any("." in key for key in found)


def test_tables_are_flattened_down_to_the_languages() -> None:
    text = {"da": "ja", "en": "yes"}
    assert flatten({"a": {"b": text, "c": {"d": text}}}) == {"a.b": text, "a.c.d": text}
