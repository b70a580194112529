"""Faults that a coach can mend: a missing text, a missing or broken template."""

from pathlib import Path
from typing import Any

import docx
import pytest

from workbook import documents
from workbook.errors import DocumentError
from workbook.settings import Settings


def make(answers: Any, to_frames: Any, words: Any, site: Path | None = None) -> bytes:
    return documents.filled(
        "cv",
        to_frames(answers),
        words,
        record="",
        language="da",
        settings=Settings(site=site),
    )


def site_with(folder: Path, *paragraphs: str) -> Path:
    (folder / "templates").mkdir()
    word = docx.Document()
    for paragraph in paragraphs:
        word.add_paragraph(paragraph)
    word.save(str(folder / "templates" / "cv.da.docx"))
    return folder


@pytest.mark.parametrize("faulty", [None, "nu {hvornaar}", "nu {", "nu {}"])
def test_a_missing_or_faulty_text_is_named(
    answers: Any, to_frames: Any, words: Any, faulty: str | None
) -> None:
    known = {key: text for key, text in words("da").items() if key != "present"}
    if faulty:
        known["present"] = faulty
    with pytest.raises(DocumentError, match="document_word") as fault:
        make(answers, to_frames, known)
    assert fault.value.details["word"] == "present"


def test_a_coachs_own_template_is_used(
    answers: Any, to_frames: Any, words: Any, tmp_path: Path
) -> None:
    site = site_with(tmp_path, "Min egen: {{ name }}")
    file = tmp_path / "made.docx"
    file.write_bytes(make(answers, to_frames, words("da"), site))
    made = docx.Document(str(file))
    assert [one.text for one in made.paragraphs] == ["Min egen: Hanne Mølgaard"]


@pytest.mark.parametrize(
    "tag",
    ["{{ navn }}", "{{ earlier[0].titel }}", "{{ name.__class__.mro() }}", "{{ 1 +"],
)
def test_a_tag_that_cannot_be_followed_names_the_template(
    answers: Any, to_frames: Any, words: Any, tmp_path: Path, tag: str
) -> None:
    with pytest.raises(DocumentError, match="template_fault") as fault:
        make(answers, to_frames, words("da"), site_with(tmp_path, tag))
    assert fault.value.details["file"] == "cv.da.docx"


@pytest.mark.parametrize("language", ["da", "en"])
def test_demo_documents_can_be_made_in_both_languages(
    demo: Any, cv: Any, application: Any, language: Any
) -> None:
    answers = demo(language)
    name = answers["contact_details"][0]["name"]
    assert len(answers["cv_targets"]) > 1
    for target in (None, *(one["id"] for one in answers["cv_targets"])):
        assert cv(answers, target, language).lines[0] == name
    for letter in answers["applications"]:
        assert application(answers, letter["id"], language).lines[0] == name
