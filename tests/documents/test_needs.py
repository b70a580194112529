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
    context,
    words_in,
)
from workbook.settings import packaged

TODAY = date(2026, 11, 21)
HANNE = Path(__file__).parent / "hanne.json"


def frames_of(path: Path, folder: Path) -> dict[str, pd.DataFrame]:
    book = Workbook.open(folder / "made.workbook")
    book.import_json(path.read_text(encoding="utf-8"))
    found = book.frames()
    book.close()
    return found


@pytest.fixture(scope="module")
def people(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, pd.DataFrame]]:
    """Two people's answers, so arranged that every one of them makes a difference."""
    paths = [HANNE, packaged("data", "demo", "da.json")]
    found = [frames_of(p, tmp_path_factory.mktemp("needs")) for p in paths]
    hanne, demo = found
    hanne["follow_ups"].loc["follow-first", "whom"] = "Ib Krog"
    hanne["cv_targets"].loc["target-bolge", "motivation"] = "I reparerer."
    demo["follow_ups"]["outcome"] = "closed_by_them"
    _call(demo)
    return found


def _call(frames: dict[str, pd.DataFrame]) -> None:
    """Let a call be known by its contact only, and the number by the company."""
    call = frames["calls"].index[frames["calls"]["contact"].notna()][0]
    contact = frames["calls"].loc[call, "contact"]
    company = frames["companies"].index[0]
    frames["calls"].loc[call, "whom"] = pd.NA
    frames["calls"].loc[call, "company"] = company
    frames["companies"].loc[company, "phone"] = "+45 20 00 00 01"
    frames["contacts"].loc[contact, "phone"] = pd.NA
    talk = frames["conversations"].index[0]
    frames["conversations"].loc[talk, ["company", "contact"]] = [pd.NA, contact]


@pytest.fixture(scope="module")
def danish(content: Content) -> Mapping[str, str]:
    return words_in(content, "da")


STEPS = {"cv": "cv_targets", "application": "applications", "call_card": "calls"}


def _made(
    document: Document, frames: dict[str, pd.DataFrame], words: Mapping[str, str]
) -> list[Any]:
    step = STEPS.get(document)
    records = list(frames[step].index) if step else [""]
    return [
        context(document, frames, words, record=record, language="da", today=TODAY)
        for record in (*records, *([""] if document == "cv" else []))
    ]


@pytest.mark.parametrize("document", get_args(Document))
def test_a_document_needs_just_the_answers_it_declares(
    people: list[dict[str, pd.DataFrame]], danish: Mapping[str, str], document: Any
) -> None:
    needed = set()
    for frames in people:
        whole = _made(document, frames, danish)
        needed |= {
            f"{step}.{question}"
            for step, frame in frames.items()
            for question in frame.columns
            if _made(document, {**frames, step: frame.drop(columns=question)}, danish)
            != whole
        }
    assert len(needed) > 10
    assert needed == NEEDS[document]


def test_what_documents_cover_is_taught() -> None:
    assert set(COVERS) == set(NEEDS) == set(get_args(Document))
    covered = [id_ for ids in COVERS.values() for id_ in ids]
    assert sorted(covered) == ["W1", "W2", "W3", "W4", "W5", "W6"]
    path = packaged("data", "content", "curriculum.toml")
    assert set(covered) <= set(tomllib.loads(path.read_text("utf-8"))["ids"])


def test_frames_of_these_tests_are_those_of_the_content(
    people: list[dict[str, pd.DataFrame]], to_frames: Any
) -> None:
    frames = people[0]
    ours = to_frames({})
    assert {step: dict(frame.dtypes) for step, frame in ours.items()} == {
        step: dict(frames[step].dtypes) for step in ours
    }
