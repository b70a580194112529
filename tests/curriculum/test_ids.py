"""Everything that is to be taught is asked somewhere, and its loss is noticed."""

import re
import tomllib
from collections import defaultdict
from pathlib import Path

import pytest

from workbook.book import check
from workbook.content import Content, Texts
from workbook.documents import COVERS
from workbook.settings import LANGUAGES, Settings, packaged

IDS = tomllib.loads(
    packaged("data", "content", "curriculum.toml").read_text(encoding="utf-8")
)["ids"]
STEPS = sorted(packaged("data", "content", "steps").glob("*.toml"))


def covering(content: Content) -> dict[str, list[str]]:
    """Return by id the questions that cover it."""
    found = defaultdict(list)
    for step in content.steps.values():
        for question in step.questions:
            for id_ in question.covers:
                found[id_].append(f"{step.name}.{question.name}")
    return found


def test_there_are_ids() -> None:
    assert len(IDS) == len(set(IDS)) == 52
    assert len(STEPS) > 30


@pytest.mark.parametrize("id_", IDS)
def test_every_id_is_covered_by_a_question(content: Content, id_: str) -> None:
    assert covering(content)[id_], f"no question covers {id_}"


@pytest.mark.parametrize("id_", [id_ for id_ in IDS if id_.startswith("W")])
def test_what_is_written_is_covered_by_a_document_too(id_: str) -> None:
    assert [document for document, ids in COVERS.items() if id_ in ids]


def test_documents_cover_nothing_else() -> None:
    assert {id_ for ids in COVERS.values() for id_ in ids} <= set(IDS)


@pytest.mark.parametrize("id_", IDS)
def test_losing_the_last_question_for_an_id_names_the_id(
    content: Content, texts: Texts, tmp_path: Path, id_: str
) -> None:
    losing = {place.split(".")[0] for place in covering(content)[id_]}
    assert losing
    own = tmp_path / "content" / "steps"
    own.mkdir(parents=True)
    for path in STEPS:
        if path.stem in losing:
            text = path.read_text(encoding="utf-8")
            without = re.sub(rf'"{id_}"(, )?', "", text)
            assert without != text
            (own / path.name).write_text(without, encoding="utf-8")
    found = [f for f in check(Settings(site=tmp_path)) if f.code == "id_uncovered"]
    assert [finding.details["id"] for finding in found] == [id_]
    for language in LANGUAGES:
        assert id_ in found[0].sentence(texts, language)
