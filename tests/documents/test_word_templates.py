"""The shipped templates: clean, accessible, and exactly what `design` writes."""

import zipfile
from pathlib import Path
from typing import Any, get_args

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm

from workbook.documents import Document
from workbook.documents.design import write_templates
from workbook.settings import LANGUAGES, packaged

EVERY = sorted(packaged("data", "templates").glob("*.docx"))
SHIPPED = [path for path in EVERY if not path.name.startswith("look.")]
PLANS = ("follow_up_plan", "network_plan")


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_there_is_a_template_per_document_and_language() -> None:
    assert [path.name for path in SHIPPED] == sorted(
        f"{document}.{language}.docx"
        for document in get_args(Document)
        for language in LANGUAGES
    )
    assert [path.name for path in EVERY if path not in SHIPPED] == ["look.modern.docx"]


def test_shipped_templates_are_what_design_writes(tmp_path: Path) -> None:
    written = write_templates(tmp_path)
    assert {p.name for p in written if p.parent == tmp_path} == {p.name for p in EVERY}
    for path in EVERY:
        assert parts(path) == parts(tmp_path / path.name), path.name


def test_shipped_papers_are_what_design_writes(tmp_path: Path) -> None:
    written = [path for path in write_templates(tmp_path) if path.parent != tmp_path]
    shipped = packaged("data", "templates", "papers")
    assert {p.name for p in written} == {p.name for p in shipped.iterdir()}
    for path in written:
        assert parts(path) == parts(shipped / path.name), path.name


@pytest.fixture(params=SHIPPED, ids=lambda path: path.name)
def shipped(request: pytest.FixtureRequest) -> Path:
    return Path(request.param)


@pytest.fixture
def word(shipped: Path) -> Any:
    return docx.Document(str(shipped))


def test_page_is_a4_with_margins_to_rest_the_eye(word: Any) -> None:
    (section,) = word.sections
    size = (section.page_width, section.page_height)
    assert [round(one / Mm(1)) for one in size] == [210, 297]
    for margin in (section.left_margin, section.right_margin):
        assert Mm(20) <= margin <= Mm(30)
    for margin in (section.top_margin, section.bottom_margin):
        assert Mm(15) <= margin <= Mm(25)


def test_language_of_proofing_is_that_of_the_document(shipped: Path, word: Any) -> None:
    tag = {"da": "da-DK", "en": "en-GB"}[shipped.name.split(".")[1]]
    languages = list(word.styles.element.iter(qn("w:lang")))
    assert len(languages) == 2
    assert {one.get(qn("w:val")) for one in languages} == {tag}
    assert word.core_properties.language == tag


@pytest.mark.parametrize(
    "style",
    ["Title", "Heading 1", "Heading 2", "Letter Headline", "Workplace", "Label"],
)
def test_no_heading_is_left_alone_at_the_foot_of_a_page(word: Any, style: str) -> None:
    assert word.styles[style].paragraph_format.keep_with_next is True


def test_every_paragraph_guards_against_widows(word: Any) -> None:
    styles = [one for one in word.styles if one.type == 1]
    assert len(styles) > 15
    assert all(one.paragraph_format.widow_control for one in styles)


def test_bullets_are_word_lists(word: Any) -> None:
    number = word.styles["List Bullet"].element.pPr.numPr.numId.val
    numbering = word.part.numbering_part.element
    assert numbering.num_having_numId(number) is not None
    assert "•" not in "".join(one.text for one in word.paragraphs)


def test_text_flows_in_one_column_without_boxes_or_tables(
    shipped: Path, word: Any
) -> None:
    """A plan is a table; everything else is text."""
    body = word.element.body
    boxes = ["w:txbxContent", "w:framePr", "w:drawing", "w:pict"]
    if not shipped.name.startswith(PLANS):
        boxes.append("w:tbl")
    assert not [name for name in boxes if next(body.iter(qn(name)), None) is not None]
    assert next(body.iter(qn("w:cols"))).get(qn("w:num")) in (None, "1")


def test_look_lives_in_styles_only(word: Any) -> None:
    body = word.element.body
    direct = [
        child.tag
        for properties in (*body.iter(qn("w:pPr")), *body.iter(qn("w:rPr")))
        for child in properties
    ]
    assert direct
    assert set(direct) == {qn("w:pStyle"), qn("w:rStyle")}


def test_dates_stand_at_the_right_by_a_tab_stop(word: Any) -> None:
    (stop,) = word.styles["Heading 2"].paragraph_format.tab_stops
    (section,) = word.sections
    text = section.page_width - section.left_margin - section.right_margin
    assert abs(stop.position - text) < Mm(1)


def test_no_part_of_another_maker_is_left(shipped: Path) -> None:
    names = set(parts(shipped))
    assert "word/document.xml" in names
    assert not [one for one in names if "thumbnail" in one or "customXml" in one]
