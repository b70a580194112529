"""The check of a coach's template: what it uses and nothing fills."""

from pathlib import Path
from typing import get_args

import docx
import pytest

from workbook.documents import Document, Mismatch, mismatches
from workbook.errors import DocumentError
from workbook.settings import packaged


def unknown_variables(document: Document, path: Path) -> tuple[str, ...]:
    ours = packaged("data", "templates", path.name)
    found = mismatches(document, path, ours)
    return tuple(one.variable for one in found if not one.missing)


def template(folder: Path, *paragraphs: str) -> Path:
    word = docx.Document()
    for paragraph in paragraphs:
        word.add_paragraph(paragraph)
    word.save(str(folder / "cv.da.docx"))
    return folder / "cv.da.docx"


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("document", get_args(Document))
def test_shipped_templates_use_only_what_is_filled(document, language) -> None:
    path = packaged("data", "templates", f"{document}.{language}.docx")
    assert mismatches(document, path, path) == ()


def test_an_unknown_variable_is_found_below_its_heading(tmp_path: Path) -> None:
    word = docx.Document(str(packaged("data", "templates", "cv.da.docx")))
    (profile,) = [p for p in word.paragraphs if "for line in profile" in p.text]
    profile.insert_paragraph_before("Jeg er {{ navn }}.")
    word.save(str(tmp_path / "cv.da.docx"))
    ours = packaged("data", "templates", "cv.da.docx")
    (found,) = mismatches("cv", tmp_path / "cv.da.docx", ours)
    assert found == Mismatch("navn", "Profil – Jeg er {{ navn }}.")


def test_what_a_coach_took_out_is_named_with_its_place_in_ours(tmp_path: Path) -> None:
    word = docx.Document(str(packaged("data", "templates", "application.da.docx")))
    for paragraph in word.paragraphs:
        if "closing" in paragraph.text:
            paragraph.text = ""
    word.paragraphs[0].text = "{{ name }}"
    for paragraph in word.paragraphs:
        if paragraph.text == "{%p endif %}" or paragraph.text.startswith("{%p if"):
            paragraph.text = ""
    word.save(str(tmp_path / "application.da.docx"))
    ours = packaged("data", "templates", "application.da.docx")
    found = mismatches("application", tmp_path / "application.da.docx", ours)
    assert [one.variable for one in found if one.missing] == ["closing"]
    assert "closing" in found[-1].place


@pytest.mark.parametrize(
    ("tags", "unknown"),
    [
        (["{{ navn }}"], ("navn",)),
        (["{% if fotografi %}x{% endif %}"], ("fotografi",)),
        (
            ["{%p for job in earlier %}", "{{ job.titel }}", "{%p endfor %}"],
            ("job.titel",),
        ),
        (["{% for job in earlier | reverse %}{{ job['titel'] }}{% endfor %}"],
         ("job.titel",)),
        (["{% for x in earlier if x.ny %}{{ x.title }}{% endfor %}"], ("x.ny",)),
        (["{{ earlier[0].titel }}"], ("….titel",)),
        (["{% set job = earlier | first %}{{ job.titel }}"], ("job.titel",)),
        (["{% for job in earlier %}{% for t in job.tasks %}{{ t.tekst }}{% endfor %}"
          "{% endfor %}"], ("t.tekst",)),
        (["{{ name.fornavn }}"], ("name.fornavn",)),
        (["{{ [name, by] | join(', ') }}"], ("by",)),
        (["{{ name if har_navn else job }}"], ("har_navn", "job")),
        (["{% for job in earlier %}{% endfor %}{{ job.title }}"], ("job",)),
        (["{{ ukendt.dybt.nede }}", "{{ ukendt }}"], ("ukendt",)),
    ],
)  # fmt: skip
def test_what_no_context_fills_is_found(tmp_path: Path, tags, unknown) -> None:
    found = unknown_variables("cv", template(tmp_path, *tags))
    assert set(found) == set(unknown)
    assert len(found) == len(unknown)


@pytest.mark.parametrize(
    "tags",
    [
        "{{ name }} {{ name | upper }} {{ name.upper() }}",
        "{% for job in earlier %}{{ loop.index }} {{ job.title }}{% endfor %}",
        "{% set kort = name %}{{ kort }}",
        "{% with job = earlier[0] %}{{ job.title }}{% endwith %}",
        "{% macro m(x) %}{{ x.alt }}{% endmacro %}{{ m(name) }}",
        "{{ earlier | map(attribute='title') | join }}",
        "{% for job in earlier | sort(attribute='title') %}{{ job.place }}{% endfor %}",
    ],
)
def test_what_jinja_allows_is_let_through(tmp_path: Path, tags: str) -> None:
    assert unknown_variables("cv", template(tmp_path, tags)) == ()


def test_a_footer_is_read_too(tmp_path: Path) -> None:
    word = docx.Document()
    word.sections[0].footer.paragraphs[0].text = "{{ sidefod }}"
    word.save(str(tmp_path / "cv.da.docx"))
    assert unknown_variables("cv", tmp_path / "cv.da.docx") == ("sidefod",)


@pytest.mark.parametrize(
    "tag", ["{{ name", "{% if name %}", "{{ name | findes_ikke }}"]
)
def test_a_broken_tag_names_its_file(tmp_path: Path, tag: str) -> None:
    with pytest.raises(DocumentError, match="template_fault") as fault:
        unknown_variables("cv", template(tmp_path, tag))
    assert fault.value.details["file"] == "cv.da.docx"


def test_a_missing_template_and_one_that_is_no_word_file_are_told_apart(
    tmp_path: Path,
) -> None:
    path = tmp_path / "cv.da.docx"
    with pytest.raises(DocumentError, match="template_missing"):
        unknown_variables("cv", path)
    path.write_text("no zip")
    with pytest.raises(DocumentError, match="template_unreadable"):
        unknown_variables("cv", path)
