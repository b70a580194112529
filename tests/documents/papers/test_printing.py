"""All papers: one ink on A4, valid Word files, named as a person would name them."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from PIL import ImageChops

from workbook.book import check
from workbook.documents.papers import CONTEXTS
from workbook.settings import Settings, packaged

SHIPPED = sorted(packaged("data", "templates", "papers").glob("*.docx"))


def test_there_are_templates_of_each_paper_in_both_languages() -> None:
    assert [path.name for path in SHIPPED] == sorted(
        f"{paper}.{language}.docx" for paper in CONTEXTS for language in ("da", "en")
    )


def test_files_sort_in_the_order_they_are_needed(room: Any) -> None:
    names = [path.name for path in room.files.values()]
    assert names == sorted(names)
    assert list(room.files) == [1, 2, 3, 4, 5, 6, 7]
    first = {"da": "1 Drejebog.docx", "en": "1 Running order.docx"}
    assert names[0] == first[room.language]


def test_only_their_maker_may_read_the_codes(room: Any) -> None:
    for path in room.files.values():
        assert path.stat().st_mode & 0o777 == 0o600
        assert path.parent.stat().st_mode & 0o777 == 0o700


def test_every_page_is_a4_and_not_empty(room: Any) -> None:
    for number in room.files:
        for page in room.pdf(number).pages:
            assert [round(float(x)) for x in page.mediabox[2:]] == [595, 842]
        assert all(room.pages(number))


def test_no_page_has_a_colour(room: Any, tmp_path: Path) -> None:
    for number in room.files:
        assert room.pdf(number)
        for page in room.pictures(number, tmp_path, 40):
            red, green, blue = page.convert("RGB").split()
            for other in (green, blue):
                assert ImageChops.difference(red, other).getextrema()[1] == 0, number


def test_the_parts_of_every_paper_are_valid(room: Any, valid: Any) -> None:
    for path in room.files.values():
        valid(path.read_bytes())


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.name)
def test_the_parts_of_every_template_are_valid(valid: Any, path: Path) -> None:
    valid(path.read_bytes())


def test_a_paper_says_its_language_and_its_title(room: Any) -> None:
    tag = {"da": "da-DK", "en": "en-GB"}[room.language]
    for path in room.files.values():
        word = docx.Document(str(path))
        name = path.stem.split(" ", 1)[1]
        assert word.core_properties.title.split(" · ")[0] == name
        assert word.core_properties.language == tag
        languages = word.styles.element.iter(qn("w:lang"))
        assert {one.get(qn("w:val")) for one in languages} == {tag}


def test_no_tag_of_a_template_is_left_on_paper(room: Any) -> None:
    for number in room.files:
        assert not [sign for sign in ("{{", "{%", "%}") if sign in room.said(number)]


def own(folder: Path, name: str) -> tuple[Path, Any]:
    """Copy a template into a coach's folder; return its path and the document."""
    path = folder / "templates" / "papers" / name
    path.parent.mkdir(parents=True)
    return path, docx.Document(str(packaged("data", "templates", "papers", name)))


def test_a_coachs_own_template_is_used(press: Any, tmp_path: Path) -> None:
    path, word = own(tmp_path, "ten_names.da.docx")
    word.paragraphs[0].text = "Navne, navne, navne"
    word.save(str(path))
    assert "Navne, navne, navne" in press(settings=Settings(site=tmp_path)).said(3)


def test_shipped_templates_have_no_finding() -> None:
    assert check(Settings()) == ()


def test_what_a_coach_misspells_or_takes_out_is_found(tmp_path: Path) -> None:
    path, word = own(tmp_path, "cards.da.docx")
    word.paragraphs[1].text = "{{ titel }}"
    word.tables[-1].rows[1].cells[2].text = ""
    word.tables[-1].rows[1].cells[0].text = "{{ card.code }}"
    word.save(str(path))
    found = {(one.code, one.details["variable"]) for one in check(Settings(tmp_path))}
    assert ("unknown_variable", "titel") in found
    assert ("missing_variable", "card.number") in found
    assert ("missing_variable", "title") in found


def test_a_paper_that_nobody_prints_is_found(tmp_path: Path) -> None:
    path, word = own(tmp_path, "cards.da.docx")
    word.save(str(path.with_name("kort.da.docx")))
    (found,) = check(Settings(site=tmp_path))
    assert found.code == "unknown_template"
    assert "cards.da.docx" in found.details["known"]
