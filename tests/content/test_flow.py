"""Answers feed forward along every arrow of the curriculum, and never in a circle."""

import tomllib

import pytest

from workbook.content import Content
from workbook.content.flow import choices, circle, edges
from workbook.settings import packaged


@pytest.fixture(scope="module")
def curriculum() -> dict[str, list[dict[str, str]]]:
    path = packaged("data", "content", "curriculum.toml")
    return tomllib.loads(path.read_text(encoding="utf-8"))


def test_every_arrow_of_the_curriculum_is_there(
    content: Content, curriculum: dict[str, list[dict[str, str]]]
) -> None:
    wanted = {(arrow["from"], arrow["to"]) for arrow in curriculum["arrows"]}
    assert len(wanted) > 80
    steps = tuple(content.steps.values())
    assert wanted - {*edges(steps), *choices(steps)} == set()


def test_no_answer_feeds_itself(content: Content) -> None:
    arrows = list(edges(content.steps.values()))
    assert len(arrows) >= 15
    assert circle(arrows) == ()


def test_every_id_that_is_covered_is_known(
    content: Content, curriculum: dict[str, list[dict[str, str]]]
) -> None:
    covered = {
        id_
        for step in content.steps.values()
        for question in step.questions
        for id_ in question.covers
    }
    assert len(covered) >= 12
    assert covered - set(curriculum["ids"]) == set()


def test_a_circle_is_told_in_the_order_it_runs() -> None:
    assert circle([("a.x", "b.x"), ("b.x", "c.x"), ("c.x", "a.x"), ("c.x", "d.x")]) in {
        ("a.x", "b.x", "c.x", "a.x"),
        ("b.x", "c.x", "a.x", "b.x"),
        ("c.x", "a.x", "b.x", "c.x"),
    }
    assert circle([("a.x", "a.x")]) == ("a.x", "a.x")
