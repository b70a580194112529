"""The parts of every document are what the standard of Word's format allows."""

import io
import zipfile
from pathlib import Path
from typing import Any, get_args

import pytest
from lxml import etree
from PIL import Image

from workbook.documents import Document
from workbook.documents.design.look import LOOK_NAMES
from workbook.settings import LANGUAGES, packaged

SCHEMAS = Path(__file__).parent / "ooxml"
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CHECKED = {"document", "styles", "numbering", "settings", "hdr", "ftr"}
"""The roots that the schema knows and that a document's look and text stand in."""
IGNORABLE = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Ignorable"
STEPS = {"cv": "cv_targets", "application": "applications", "call_card": "calls"}
DOCUMENTS = get_args(Document)


@pytest.fixture(scope="module")
def schema() -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(str(SCHEMAS / "wml.xsd")))


def faults(schema: etree.XMLSchema, file: bytes) -> dict[str, list[str]]:
    """Return what is wrong in each part of a Word file."""
    return {
        name: [f"{one.line}: {one.message}" for one in schema.error_log]
        for name, part in parts(file).items()
        if not schema.validate(part)
    }


def parts(file: bytes) -> dict[str, Any]:
    """Return the parts that the schema is for, without what a program may ignore."""
    with zipfile.ZipFile(io.BytesIO(file)) as word:
        trees = {
            name: _plain(etree.fromstring(word.read(name)))
            for name in word.namelist()
            if name.startswith("word/") and name.endswith(".xml")
        }
    wanted = {f"{WORD}{root}" for root in CHECKED}
    return {name: tree for name, tree in trees.items() if tree.tag in wanted}


def _plain(tree: Any) -> Any:
    prefixes = tree.attrib.pop(IGNORABLE, "").split()
    spaces = {tree.nsmap[prefix] for prefix in prefixes}
    for element in list(tree.iter(etree.Element)):
        for key in [k for k in element.attrib if etree.QName(k).namespace in spaces]:
            del element.attrib[key]
        if etree.QName(element).namespace in spaces:
            element.getparent().remove(element)
    return tree


def picture() -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (600, 800), "teal").save(file, "JPEG")
    return file.getvalue()


@pytest.mark.parametrize("look", LOOK_NAMES)
@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_parts_of_a_full_document_are_valid(
    write: Any, demo: Any, schema: Any, document: Any, language: Any, look: str
) -> None:
    answers = demo(language)
    answers["contact_details"][0] |= {"look": look, "photo": "me"}
    record = answers[STEPS[document]][-1]["id"] if document in STEPS else ""
    made = write(document, answers, record, language, files={"me": picture()})
    assert {"word/document.xml", "word/styles.xml", "word/settings.xml"} <= set(
        parts(made.file)
    )
    assert faults(schema, made.file) == {}


@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_parts_of_an_empty_document_are_valid(
    write: Any, schema: Any, document: Any
) -> None:
    answers = {step: [{"id": "new"}] for step in STEPS.values()}
    made = write(document, answers, "new" if document in STEPS else "")
    assert faults(schema, made.file) == {}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_the_parts_of_a_sheet_for_paper_are_valid(
    blank: Any, schema: Any, document: Any, language: Any
) -> None:
    assert faults(schema, blank(document, language).file) == {}


@pytest.mark.parametrize(
    "path", sorted(packaged("data", "templates").glob("*.docx")), ids=lambda p: p.name
)
def test_the_parts_of_a_template_are_valid(schema: Any, path: Path) -> None:
    assert faults(schema, path.read_bytes()) == {}


def test_what_stands_in_the_wrong_order_is_found(blank: Any, schema: Any) -> None:
    tree = parts(blank("cv").file)["word/document.xml"]
    properties = next(tree.iter(f"{WORD}pPr"))
    properties.getparent().append(properties)
    assert not schema.validate(tree)
