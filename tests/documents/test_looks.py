"""A look changes how a document looks, and nothing of what it says."""

from pathlib import Path
from typing import Any

import docx
import pytest
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from lxml import etree

from workbook.settings import Settings, packaged

GREEN = RGBColor.from_string("226633")
SAME = {"docProps/core.xml", "word/styles.xml"}
"""The parts that may differ: the one that holds the styles, and the saving of it."""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "templates").mkdir()
    return tmp_path


def wearing(answers: Any, look: str) -> Any:
    details = {**answers["contact_details"][0], "look": look}
    return {**answers, "contact_details": [details]}


def change(path: Path, **styles: Any) -> Path:
    """Give styles of a Word file another ink, as a coach does in Word."""
    word = docx.Document(str(path))
    for name, ink in styles.items():
        word.styles[name].font.color.rgb = ink
    word.save(str(path))
    return path


def bare(path: Path, *names: str) -> None:
    """Save a look of a few styles that say no more than their ink."""
    word = docx.Document()
    for style in list(word.styles):
        if style.name not in ("Normal", "Default Paragraph Font"):
            style.delete()
    for name in names:
        style = word.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.font.color.rgb = GREEN
        style.paragraph_format.space_after = Pt(3)
    word.save(str(path))


@pytest.fixture(scope="module")
def both(write: Any, demo: Any) -> dict[str, Any]:
    """Return the demo participant's CV in each look."""
    record = demo("da")["cv_targets"][0]["id"]
    return {
        look: write("cv", wearing(demo("da"), look), record)
        for look in ("classic", "modern")
    }


def test_a_look_changes_the_styles_and_no_other_part(both: Any) -> None:
    one, other = both["classic"], both["modern"]
    names = {str(part.partname)[1:] for part in one.word.part.package.iter_parts()}
    assert "word/document.xml" in names
    for name in names - SAME:
        assert one.part(name) == other.part(name), name
    assert one.part("word/styles.xml") != other.part("word/styles.xml")


def test_the_modern_look_has_other_type_and_colour_for_its_heads(both: Any) -> None:
    for name in ("Title", "Heading 1"):
        old, new = (both[look].word.styles[name].font for look in ("classic", "modern"))
        assert (old.name, new.name) == ("Cambria", None)
        assert old.color.rgb != new.color.rgb


def test_both_looks_have_the_same_styles_levels_lists_and_language(both: Any) -> None:
    def kept(look: str) -> list[bytes]:
        styles = both[look].word.styles.element
        names = ("w:name", "w:outlineLvl", "w:numPr", "w:lang")
        found = [one for name in names for one in styles.iter(qn(name))]
        return [etree.tostring(one) for one in found]

    assert len(kept("classic")) > 40
    assert kept("classic") == kept("modern")


def test_an_english_document_in_the_modern_look_stays_english(
    write: Any, demo: Any
) -> None:
    made = write("network_plan", wearing(demo("en"), "modern"), language="en")
    tags = {one.get(qn("w:val")) for one in made.word.styles.element.iter(qn("w:lang"))}
    assert tags == {"en-GB"}


def test_letter_and_cv_of_one_participant_match(
    write: Any, demo: Any, both: Any
) -> None:
    answers = wearing(demo("da"), "modern")
    letter = write("application", answers, answers["applications"][0]["id"])
    card = write("call_card", answers, answers["calls"][0]["id"])
    for style in ("Title", "Contact", "Heading 2", "Normal"):
        wanted = etree.tostring(both["modern"].word.styles[style].element)
        for made in (letter, card):
            assert etree.tostring(made.word.styles[style].element) == wanted


def test_a_coachs_own_modern_look_is_worn(write: Any, demo: Any, site: Path) -> None:
    shipped = packaged("data", "templates", "look.modern.docx").read_bytes()
    own = site / "templates" / "look.modern.docx"
    own.write_bytes(shipped)
    change(own, Title=GREEN)
    for look, ink in (("modern", GREEN), ("classic", RGBColor.from_string("262626"))):
        answers = wearing(demo("da"), look)
        made = write("network_plan", answers, settings=Settings(site=site))
        assert made.word.styles["Title"].font.color.rgb == ink


def test_a_look_changed_while_the_server_runs_is_worn_as_it_is_now(
    write: Any, demo: Any, site: Path
) -> None:
    own = site / "templates" / "look.modern.docx"
    answers = wearing(demo("da"), "modern")
    for size, names in enumerate([("Contact",), ("Contact", "Title")]):
        bare(own, *names)
        made = write("network_plan", answers, settings=Settings(site=site))
        assert (made.word.styles["Title"].font.color.rgb == GREEN) is bool(size)


def test_a_style_that_the_look_lacks_is_left_as_it_is(
    write: Any, demo: Any, site: Path, both: Any
) -> None:
    bare(site / "templates" / "look.modern.docx", "Contact")
    answers = wearing(demo("da"), "modern")
    made = write("cv", answers, "cv-general", settings=Settings(site=site))
    styles = {look: read.word.styles for look, read in both.items()}
    for name in ("Title", "Heading 1", "List Bullet"):
        left = etree.tostring(made.word.styles[name].element)
        assert left == etree.tostring(styles["classic"][name].element)
    assert made.word.styles["Contact"].font.color.rgb == GREEN


def test_a_look_without_lists_leaves_the_document_its_own(
    write: Any, demo: Any, site: Path, valid: Any
) -> None:
    bare(site / "templates" / "look.modern.docx", "List Bullet", "Check", "Label")
    answers = wearing(demo("da"), "modern")
    made = write("cv", answers, "cv-general", settings=Settings(site=site))
    style = made.word.styles["List Bullet"]
    assert style.font.color.rgb == GREEN
    assert style.element.pPr.numPr.numId.val == 1
    valid(made.file)


def test_what_a_style_of_the_look_does_not_say_is_not_kept_from_the_other_look(
    write: Any, demo: Any, site: Path
) -> None:
    bare(site / "templates" / "look.modern.docx", "Heading 1")
    answers = wearing(demo("da"), "modern")
    made = write("cv", answers, "cv-general", settings=Settings(site=site))
    font = made.word.styles["Heading 1"].font
    assert (font.name, font.size, font.color.rgb) == (None, None, GREEN)


def test_a_look_may_say_more_than_the_document_did(
    write: Any, demo: Any, site: Path, valid: Any
) -> None:
    """Also a style that has no paragraph properties of its own gets them in place."""
    coach = site / "templates" / "cv.da.docx"
    coach.write_bytes(packaged("data", "templates", "cv.da.docx").read_bytes())
    word = docx.Document(str(coach))
    contact = word.styles["Contact"].element
    contact.remove(contact.pPr)
    word.save(str(coach))
    answers = wearing(demo("da"), "modern")
    made = write("cv", answers, "cv-general", settings=Settings(site=site))
    assert made.word.styles["Contact"].paragraph_format.space_after == Pt(12)
    valid(made.file)


def test_a_coachs_template_that_lacks_styles_takes_the_look_on(
    write: Any, demo: Any, site: Path
) -> None:
    word = docx.Document()
    word.add_paragraph("{{ name }}", style="Title")
    word.add_paragraph("{% for line in contact %}{{ line }}{% endfor %}")
    word.save(str(site / "templates" / "cv.da.docx"))
    answers = wearing(demo("da"), "modern")
    made = write("cv", answers, "cv-general", settings=Settings(site=site))
    assert made.lines[0] == "Lene Hedekrog"
    title = made.word.styles["Title"].font
    assert (title.size, title.color.rgb) == (Pt(28), RGBColor.from_string("1F4E5F"))


def test_a_look_that_is_not_there_is_the_templates_own(
    write: Any, demo: Any, both: Any
) -> None:
    made = write("cv", wearing(demo("da"), "../../etc"), "cv-general")
    styles = both["classic"].part("word/styles.xml")
    assert made.part("word/styles.xml") == styles
