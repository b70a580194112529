"""The sheets for paper: the same templates, with lines to write on."""

from typing import Any

import docx
import pytest

from workbook import documents
from workbook.documents.blank import RULE
from workbook.errors import DocumentError
from workbook.settings import Settings


@pytest.mark.parametrize("language", ["da", "en"])
@pytest.mark.parametrize("document", ["cv", "application"])
def test_a_blank_sheet_has_ruled_lines(
    blank: Any, document: Any, language: Any
) -> None:
    made = blank(document, language)
    one, two = (made.styled(style) for style in ("Ruled Line", "Ruled Line Two"))
    assert len(one) + len(two) > 15
    assert all(line.endswith("\t") for line in (*one, *two))
    assert RULE not in made.text
    assert made.word.core_properties.author == ""


def test_a_ruled_line_reaches_the_margin(blank: Any) -> None:
    word = blank("cv").word
    for style in ("Ruled Line", "Ruled Line Two"):
        last = list(word.styles[style].paragraph_format.tab_stops)[-1]
        assert last.leader is not None
        assert last.position == (
            list(word.styles["Heading 2"].paragraph_format.tab_stops)[-1].position
        )


def test_a_blank_sheet_has_every_heading_of_a_full_one(
    blank: Any, cv: Any, answers: Any
) -> None:
    full = cv(answers, "target-bolge").styled("Heading 1")
    assert blank("cv").styled("Heading 1") == full


def test_a_line_to_write_on_stays_with_its_heading(blank: Any) -> None:
    made = blank("cv")
    (title, *_) = [one for one in made.paragraphs if one.text.startswith("Stilling")]
    assert title.paragraph_format.keep_with_next is True


def test_a_coachs_template_without_the_ruled_style_is_named(
    tmp_path: Any, words: Any
) -> None:
    (tmp_path / "templates").mkdir()
    word = docx.Document()
    word.add_paragraph("{{ name }} {% for line in contact %}{{ line }}{% endfor %}")
    word.save(str(tmp_path / "templates" / "cv.da.docx"))
    with pytest.raises(DocumentError, match="template_style") as fault:
        documents.blank(
            "cv", words("da"), language="da", settings=Settings(site=tmp_path)
        )
    assert fault.value.details["style"] in ("Ruled Line", "Ruled Line Two")
