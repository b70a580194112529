"""What a document is made of and teaches is declared, and the declaration is true."""

import tomllib
from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any, get_args

import pandas as pd
import pytest

from workbook.book import Workbook
from workbook.content import Content
from workbook.documents import (
    COVERS,
    NEEDS,
    Document,
    application_context,
    cv_context,
)
from workbook.settings import packaged

TODAY = date(2026, 11, 21)
HANNE = Path(__file__).parent / "hanne.json"


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """Hanne's answers, arranged so that every one of them makes a difference."""
    book = Workbook.open(tmp_path_factory.mktemp("needs") / "hanne.workbook")
    book.import_json(HANNE.read_text(encoding="utf-8"))
    found = book.frames()
    book.close()
    found["follow_ups"].loc["follow-first", "whom"] = "Ib Krog"
    return found


@pytest.fixture(scope="module")
def danish(content: Content) -> Mapping[str, str]:
    return content.texts.section("document", "da")


def _made(
    document: str, frames: dict[str, pd.DataFrame], words: Mapping[str, str]
) -> list[Any]:
    if document == "cv":
        return [
            cv_context(frames, words, target=target, language="da", today=TODAY)
            for target in (None, *frames["cv_targets"].index)
        ]
    return [
        application_context(frames, words, record=record, language="da", today=TODAY)
        for record in frames["applications"].index
    ]


@pytest.mark.parametrize("document", ["cv", "application"])
def test_a_document_needs_just_the_answers_it_declares(
    frames: dict[str, pd.DataFrame], danish: Mapping[str, str], document: Any
) -> None:
    whole = _made(document, frames, danish)
    needed = {
        f"{step}.{question}"
        for step, frame in frames.items()
        for question in frame.columns
        if _made(document, {**frames, step: frame.drop(columns=question)}, danish)
        != whole
    }
    assert len(needed) > 20
    assert needed == NEEDS[document]


def test_what_documents_cover_is_taught() -> None:
    assert set(COVERS) == set(NEEDS) == set(get_args(Document))
    covered = [id_ for ids in COVERS.values() for id_ in ids]
    assert sorted(covered) == ["W1", "W2", "W3", "W4", "W5", "W6"]
    path = packaged("data", "content", "curriculum.toml")
    assert set(covered) <= set(tomllib.loads(path.read_text("utf-8"))["ids"])


def test_frames_of_these_tests_are_those_of_the_content(
    frames: dict[str, pd.DataFrame], to_frames: Any
) -> None:
    ours = to_frames({})
    assert {step: dict(frame.dtypes) for step, frame in ours.items()} == {
        step: dict(frames[step].dtypes) for step in ours
    }
