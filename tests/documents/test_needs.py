"""What a document is made of is declared, and the declaration is true."""

from datetime import date
from typing import Any

import pandas as pd
import pytest

from workbook.book import Workbook
from workbook.content import load
from workbook.documents import NEEDS, application_context, cv_context
from workbook.settings import Settings

TODAY = date(2026, 11, 21)


@pytest.fixture(scope="module")
def frames(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pd.DataFrame]:
    """The demo participant, arranged so that every answer makes a difference."""
    book = Workbook.open(tmp_path_factory.mktemp("needs") / "demo.workbook")
    demo = Settings().data("demo", "da.json").read_text(encoding="utf-8")
    book.import_json(demo)
    found = book.frames()
    book.close()
    found["applications"]["attachment"] = "Eksamensbevis.pdf"
    found["competences"] = found["competences"].iloc[::-1]
    found["follow_ups"]["way"] = "meeting"
    return found


def _made(document: str, frames: dict[str, pd.DataFrame]) -> list[Any]:
    content = load(Settings())
    words = content.texts.section("document", "da")
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
    frames: dict[str, pd.DataFrame], document: Any
) -> None:
    whole = _made(document, frames)
    needed = {
        f"{step}.{question}"
        for step, frame in frames.items()
        for question in frame.columns
        if _made(document, {**frames, step: frame.drop(columns=question)}) != whole
    }
    assert len(needed) > 20
    assert needed == NEEDS[document]
