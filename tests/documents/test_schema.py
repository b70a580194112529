"""The parts of every document are what the standard of Word's format allows."""

import io
from pathlib import Path
from typing import Any, get_args

import pytest
from PIL import Image

from workbook.documents import Document
from workbook.documents.design.look import LOOK_NAMES
from workbook.settings import LANGUAGES, packaged

STEPS = {"cv": "cv_targets", "application": "applications", "call_card": "calls"}
DOCUMENTS = get_args(Document)


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "teal").save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("look", LOOK_NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_parts_of_a_full_document_are_valid(
    write: Any, demo: Any, valid: Any, document: Any, language: Any, look: str
) -> None:
    answers = demo(language)
    answers["contact_details"][0] |= {"look": look, "photo": "me"}
    record = answers[STEPS[document]][-1]["id"] if document in STEPS else ""
    made = write(document, answers, record, language, files={"me": picture()})
    valid(made.file)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_parts_of_an_empty_document_are_valid(
    write: Any, valid: Any, document: Any
) -> None:
    answers = {step: [{"id": "new"}] for step in STEPS.values()}
    made = write(document, answers, "new" if document in STEPS else "")
    valid(made.file)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_parts_of_a_sheet_for_paper_are_valid(
    blank: Any, valid: Any, document: Any, language: Any
) -> None:
    valid(blank(document, language).file)


@pytest.mark.parametrize(
    "path", sorted(packaged("data", "templates").glob("*.docx")), ids=lambda p: p.name
)
def test_the_parts_of_a_template_are_valid(valid: Any, path: Path) -> None:
    valid(path.read_bytes())


def test_what_stands_in_the_wrong_order_is_found(blank: Any, valid: Any) -> None:
    word = blank("cv").word
    paragraph = next(one for one in word.paragraphs if one.runs)
    paragraph._p.append(paragraph._p.pPr)
    file = io.BytesIO()
    word.save(file)
    with pytest.raises(AssertionError, match="pPr"):
        valid(file.getvalue())
