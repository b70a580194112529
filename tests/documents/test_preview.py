"""A document as a web page: what its print looks like, and nothing that could run."""

import io
from html.parser import HTMLParser

import docx
import pytest
from docx.document import Document as WordDocument
from docx.enum.text import WD_BREAK
from docx.shared import Mm
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from workbook import Workbook
from workbook.documents.length import estimate
from workbook.documents.preview import preview
from workbook.errors import DocumentError
from workbook.settings import LANGUAGES, Language

VOID = {"br", "img"}
KNOWN = {
    *("div", "section", "p", "h3", "h4", "h5", "h6", "ul", "ol", "li", "span"),
    *("strong", "table", "thead", "tbody", "tr", "th", "td"),
    *VOID,
}
ATTRIBUTES = {"class", "style", "lang", "dir", "role", "scope", "src", "alt"}
ATTRIBUTES |= {"aria-hidden"}
SPEAKING = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs")))


class Outline(HTMLParser):
    """Reads HTML back: its tags, attributes, images, and the text of each block."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: set[str] = set()
        self.images: list[dict[str, str | None]] = []
        self.blocks: list[tuple[str, str]] = []
        self.open: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes |= {name for name, _ in attrs}
        if tag == "img":
            self.images.append(dict(attrs))
        if tag not in VOID:
            self.open.append(tag)
        if tag in ("p", "h3", "h4", "h5", "h6", "li"):
            self.blocks.append((tag, ""))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        tag, text = self.blocks[-1]
        self.blocks[-1] = tag, text + data

    def said(self, tag: str) -> list[str]:
        return [" ".join(text.split()) for name, text in self.blocks if name == tag]


def word(document: WordDocument) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def outline(document: WordDocument) -> Outline:
    return Outline(preview(word(document)).html)


def demo(book: Workbook, document: str, step: str, language: Language) -> bytes:
    book.speak(language)
    records = book.example().file.records(step)
    return book.example().make(document, records[0].record, language)[1]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("document", "step"),
    [
        ("cv", "cv_targets"),
        ("application", "applications"),
        ("call_card", "calls"),
        ("network_plan", "contacts"),
        ("follow_up_plan", "follow_ups"),
    ],
)
def test_every_word_of_a_document_is_shown_in_its_order(
    book: Workbook, document: str, step: str, language: Language
) -> None:
    made = demo(book, document, step, language)
    shown = preview(made)
    told = Outline(shown.html)
    assert told.open == []
    said = "".join(text for _, text in told.blocks)
    body = docx.Document(io.BytesIO(made)).element.body
    place = 0
    texts = [one.text for one in body.iter(docx.oxml.ns.qn("w:t")) if one.text]
    assert len(texts) > 10
    for text in texts:
        place = said.find(text, place)
        assert place >= 0, text
    assert shown.pages == round(estimate(made).pages + 0.5)


def test_headings_lists_and_tables_are_what_they_are(book: Workbook) -> None:
    cv = Outline(preview(demo(book, "cv", "cv_targets", "da")).html)
    name = book.example().file.record("contact_details", "contact_details")
    assert cv.said("h3") == [str(name.values["name"])]
    assert "Erhvervserfaring" in cv.said("h4")
    assert any("2016" in text for text in cv.said("h5"))
    assert len(cv.said("li")) > 10
    assert cv.tags.count("ul") > 2
    plan = Outline(preview(demo(book, "network_plan", "contacts", "da")).html)
    assert {"table", "thead", "th", "tbody", "td"} <= set(plan.tags)


def test_headings_leave_no_level_out() -> None:
    document = docx.Document()
    document.add_heading("First", 2)
    document.add_heading("Below", 3)
    assert [tag for tag, _ in outline(document).blocks] == ["h3", "h4"]


def test_a_date_stands_at_the_right_margin() -> None:
    document = docx.Document()
    tabbed = document.add_paragraph("Kok\t2019")
    tabbed.paragraph_format.tab_stops.add_tab_stop(
        Mm(150), docx.enum.text.WD_TAB_ALIGNMENT.RIGHT
    )
    html = preview(word(document)).html
    assert 'class="wb-cell" style="width:425.2pt"' in html
    assert outline(document).said("p") == ["Kok 2019"]


def test_a_document_over_several_pages_is_several_sheets_without_a_loss() -> None:
    document = docx.Document()
    long = " ".join(str(number) for number in range(2500))
    document.add_paragraph(long)
    shown = preview(word(document))
    assert shown.pages == shown.html.count('<section class="wb-sheet') > 2
    assert " ".join(Outline(shown.html).said("p")) == long


def test_the_foot_says_which_page_it_is() -> None:
    document = docx.Document()
    document.add_paragraph("first").add_run().add_break(WD_BREAK.PAGE)
    document.add_paragraph("second").add_run().add_break(WD_BREAK.PAGE)
    foot = document.sections[0].footer.paragraphs[0]
    for part in ("begin", " PAGE ", "separate", "9", "end"):
        run = foot.add_run("9" if part == "9" else "")
        if part == " PAGE ":
            run._r.append(run._r.makeelement(docx.oxml.ns.qn("w:instrText")))
            run._r[-1].text = part
        elif part != "9":
            mark = {docx.oxml.ns.qn("w:fldCharType"): part}
            run._r.append(run._r.makeelement(docx.oxml.ns.qn("w:fldChar"), mark))
    told = outline(document).said("p")
    assert [text for text in told if text.isdigit()] == ["1", "2", "3"]


def test_a_picture_is_in_the_page_with_its_words() -> None:
    picture = io.BytesIO()
    Image.new("RGB", (30, 40), "navy").save(picture, "PNG")
    document = docx.Document()
    shape = document.add_picture(picture, Mm(30))
    shape._inline.docPr.set("descr", 'Anna "A" <b>')
    (image,) = outline(document).images
    assert str(image["src"]).startswith("data:image/png;base64,")
    assert image["alt"] == 'Anna "A" <b>'
    assert "width:85.04pt" in str(image["style"])


@given(SPEAKING, SPEAKING)
def test_no_tag_and_no_attribute_comes_from_what_he_wrote(one: str, two: str) -> None:
    document = docx.Document()
    document.add_heading(f'"><script>alert(1)</script>{one}', 1)
    document.add_paragraph(f"{two}' onload='x", style="List Bullet").add_run(
        "</style><img src=x onerror=y>"
    ).bold = True
    document.add_table(1, 1).rows[0].cells[0].text = f"<td>{one}&amp;</td>"
    shown = preview(word(document))
    told = Outline(shown.html)
    assert set(told.tags) <= KNOWN
    assert told.attributes <= ATTRIBUTES
    assert told.images == []
    said = "".join(text for _, text in told.blocks)
    assert "<script>alert(1)</script>" in said
    assert "".join(f"<td>{one}&amp;</td>".split()) in "".join(said.split())


@given(st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"))))
def test_a_font_and_a_colour_cannot_leave_their_declaration(name: str) -> None:
    document = docx.Document()
    run = document.add_paragraph().add_run("Hej")
    run.font.name = f"{name}';}}</style><script>{name}"
    colour = run._r.get_or_add_rPr().get_or_add_color()
    colour.attrib[docx.oxml.ns.qn("w:val")] = "}x{\"'<"
    shown = preview(word(document))
    assert "<" not in shown.css
    assert "script>" not in shown.html
    told = Outline(shown.html)
    assert told.attributes <= ATTRIBUTES
    for rule in shown.css.strip().split("\n"):
        assert rule.startswith(".wb-sheets ")
        assert rule.count("{") == rule.count("}") == 1


def test_all_of_the_style_holds_good_below_one_class_alone(book: Workbook) -> None:
    css = preview(demo(book, "cv", "cv_targets", "da")).css
    rules = css.strip().split("\n")
    assert len(rules) > 15
    assert all(rule.startswith(".wb-sheets ") for rule in rules)


def test_what_is_no_word_file_is_refused() -> None:
    with pytest.raises(DocumentError, match="word_unreadable"):
        preview(b"Only text.")
