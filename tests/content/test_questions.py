"""The questions are few at a time, and the hard ones show how an answer may look."""

import re

import pytest

from workbook.content import Content, Step
from workbook.settings import LANGUAGES

AT_ONCE = 12


def at_once(step: Step) -> int:
    """Return how many questions an empty record asks before anything is unfolded."""
    asked = [q for q in step.answerable if q.name not in step.ties]
    short = [question for question in asked if question.short]
    return len(short or asked)


def test_no_page_asks_more_than_twelve_questions_at_once(content: Content) -> None:
    counted = {}
    for step in content.order:
        within = [s for s in content.order if step.name in s.within and not s.across]
        counted[step.name] = sum(map(at_once, (step, *within)))
    assert len(counted) > 30
    assert {name: n for name, n in counted.items() if n > AT_ONCE} == {}


def test_every_hard_question_shows_an_example(content: Content) -> None:
    hard = [
        (f"{step.name}.{question.name}", question)
        for step in content.order
        for question in step.answerable
        if question.type == "long_text"
    ]
    assert len(hard) > 50
    assert [place for place, question in hard if not question.example] == []
    assert [place for place, question in hard if not question.hint] == []


def test_every_rating_of_oneself_has_an_exercise(content: Content) -> None:
    qualities = [
        (f"{step.name}.{question.name}", question)
        for step in content.order
        if step.name.startswith("rate_")
        for question in step.questions
        if question.type == "rating"
    ]
    assert len(qualities) == 13
    assert [place for place, question in qualities if not question.exercise] == []
    assert [place for place, question in qualities if not question.hint] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_example_is_used_twice(content: Content, language: str) -> None:
    examples = [
        getattr(question.example, language)
        for step in content.order
        for question in step.questions
        if question.example
    ]
    assert len(examples) == len(set(examples)) > 60


FIGURE = re.compile(r"\d[\d.,]*\s?%")
SOURCES = ("Danmarks Statistik", "Statistics Denmark", "Ballisager")


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_figure_has_its_source_and_an_old_one_says_so(
    content: Content, language: str
) -> None:
    found = 0
    for step in content.order:
        for question in step.questions:
            for text in (question.hint, question.guidance):
                said = getattr(text, language) if text else ""
                if not FIGURE.search(said):
                    continue
                found += 1
                place = f"{step.name}.{question.name}"
                assert any(source in said for source in SOURCES), place
                years = [int(year) for year in re.findall(r"\b(20\d\d)\b", said)]
                assert years, place
                old = {"da": "mere end fem år gam", "en": "more than five years old"}
                assert min(years) >= 2021 or old[language] in said, place
    assert found >= 3


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_myth_of_the_hidden_jobs_is_told_nowhere(
    content: Content, language: str
) -> None:
    texts = [
        getattr(text, language)
        for step in content.order
        for q in step.questions
        for text in (q.label, q.hint, q.example, q.guidance)
        if text
    ]
    myth = re.compile(r"\b(7[05]|80)\s?(%|procent|per cent)")
    assert len(texts) > 300
    assert [text for text in texts if myth.search(text)] == []
