"""The map in the network plan: whole, as wide as the text, told in words."""

import io
from typing import Any

import pytest
from docx.oxml.ns import qn
from PIL import Image

from workbook.documents import Drawing
from workbook.documents.drawing import HIGHEST, WIDTH
from workbook.documents.preview import preview

MILLIMETRE = 36_000
"""In Word's units."""


def drawn(
    width: int = 640, height: int = 600, described: str = "Et kort", **numbers: int
) -> Drawing:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "teal").save(file, "PNG")
    return Drawing(file.getvalue(), described, numbers)


def contacts(*names: str) -> dict[str, Any]:
    return {"contacts": [{"id": name.lower(), "name": name} for name in names]}


def inline(made: Any) -> Any:
    (drawing,) = made.word.element.body.iter(qn("w:drawing"))
    (placed,) = drawing
    return placed


def size(made: Any) -> list[float]:
    extent = inline(made).find(qn("wp:extent"))
    return [int(extent.get(way)) / MILLIMETRE for way in ("cx", "cy")]


def test_the_map_is_as_wide_as_the_text_and_stands_in_its_line(
    write: Any, valid: Any
) -> None:
    made = write("network_plan", contacts("Bo"), drawn=drawn())
    assert inline(made).tag == qn("wp:inline")
    assert size(made) == pytest.approx([WIDTH, WIDTH * 600 / 640], abs=0.1)
    section = made.word.sections[0]
    text = section.page_width - section.left_margin - section.right_margin
    assert size(made)[0] <= text / MILLIMETRE + 0.01
    valid(made.file)


def test_a_high_map_still_fits_below_the_heading_of_one_page(write: Any) -> None:
    made = write("network_plan", contacts("Bo"), drawn=drawn(400, 1200))
    assert size(made) == pytest.approx([HIGHEST / 3, HIGHEST], abs=0.1)


@pytest.mark.parametrize(
    "described", ["Åse & <Bo> \"Lund\" 'x'", "{{ name }}", "{% if x %}", "a\x00b\x0bc"]
)
def test_whoever_does_not_see_the_map_is_told_what_it_shows(
    write: Any, described: str, valid: Any
) -> None:
    made = write("network_plan", contacts("Bo"), drawn=drawn(described=described))
    told = inline(made).find(qn("wp:docPr")).get("descr")
    assert told == described.replace("\x00", " ").replace("\x0b", " ")
    valid(made.file)


def test_an_endless_description_is_cut(write: Any) -> None:
    made = write("network_plan", contacts("Bo"), drawn=drawn(described="ord " * 9999))
    assert len(inline(made).find(qn("wp:docPr")).get("descr")) <= 1000


def test_who_has_a_number_on_the_map_has_it_before_the_name_and_comes_first(
    write: Any,
) -> None:
    made = write("network_plan", contacts("Bo", "Ida", "Per"), drawn=drawn(per=1, bo=2))
    (table,) = made.word.tables
    assert [row.cells[0].text for row in table.rows[1:]] == ["1 · Per", "2 · Bo", "Ida"]


def test_without_a_map_there_is_no_number_and_no_empty_line(write: Any) -> None:
    made = write("network_plan", contacts("Bo", "Ida"))
    assert next(made.word.element.body.iter(qn("w:drawing")), None) is None
    assert [row.cells[0].text for row in made.word.tables[0].rows[1:]] == ["Bo", "Ida"]
    assert all(line.strip() for line in made.lines[:-1])


def test_no_other_document_takes_the_map(write: Any) -> None:
    plain = write("follow_up_plan", contacts("Bo"))
    made = write("follow_up_plan", contacts("Bo"), drawn=drawn())
    assert made.part("word/document.xml") == plain.part("word/document.xml")


def test_the_preview_shows_the_map_with_its_words(write: Any) -> None:
    made = write("network_plan", contacts("Bo"), drawn=drawn(described="Et <kort>"))
    html = preview(made.file).html
    assert 'src="data:image/png;base64,' in html
    assert 'alt="Et &lt;kort&gt;"' in html


def test_the_same_map_gives_the_same_document(write: Any) -> None:
    one, other = (write("network_plan", contacts("Bo"), drawn=drawn()) for _ in "ab")
    assert one.part("word/document.xml") == other.part("word/document.xml")
