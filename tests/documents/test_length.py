"""The estimate of a document's length against LibreOffice, and how its lines break."""

import copy
import io
import json
import random
from collections.abc import Iterator
from typing import Any

import docx
import pytest
from docx.enum.text import WD_LINE_SPACING
from docx.shared import Pt
from hypothesis import given
from hypothesis import strategies as st

from workbook import Workbook
from workbook.documents.layout import Form, Letters, Paragraph, Run
from workbook.documents.layout_reader import layout
from workbook.documents.length import MARGIN, Length, estimate
from workbook.documents.lines import lines, width
from workbook.documents.paging import body_height, pages, pieces
from workbook.documents.pdf import count_pages, to_pdfs
from workbook.errors import DocumentError
from workbook.settings import LANGUAGES, Language, Settings

BODY = Letters(size=11, font="Calibri")


# --- against LibreOffice -----------------------------------------------------------


def varied(demo: dict[str, Any], chance: random.Random) -> dict[str, Any]:
    """Return the demo participant with longer and shorter answers in her words."""
    told = copy.deepcopy(demo)
    answers = [r["answers"] for records in told["steps"].values() for r in records]
    sentences = [v for a in answers for v in a.values() if str(v).count(" ") > 2]
    words = " ".join(str(v) for v in sentences).split()

    def text(old: str) -> str:
        many = max(1, round(len(old.split()) * chance.choice((0.3, 0.7, 1, 1.5, 2.5))))
        start = chance.randrange(len(words))
        return " ".join((words + words)[start : start + many])

    for one in answers:
        for key, value in one.items():
            if isinstance(value, str) and value.count(" ") > 2:
                kept = [text(line) for line in value.split("\n")]
                one[key] = "\n".join(kept * chance.choice((1, 1, 1, 2)))
    for step in ("jobs", "contacts", "follow_ups"):
        records = told["steps"][step]
        more = chance.randrange(len(records))
        told["steps"][step] += [
            {**one, "record": f"{one['record']}-{number}"}
            for number, one in enumerate(copy.deepcopy(records[:more]))
        ]
    return told


def made(book: Workbook, language: Language) -> Iterator[tuple[str, bytes]]:
    """Yield the documents of a workbook, by name."""
    first = book.file.records("calls")[:1]
    wanted = [("cv", ""), ("follow_up_plan", ""), ("network_plan", "")]
    wanted += [("call_card", one.record) for one in first]
    for step, document in (("cv_targets", "cv"), ("applications", "application")):
        wanted += [(document, one.record) for one in book.file.records(step)]
    for document, record in wanted:
        yield f"{document} {record}", book.make(document, record, language)[1]


@pytest.fixture(scope="module")
def documents(
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, tuple[bytes, int]]:
    """Word files and how many pages LibreOffice prints of them."""
    folder = tmp_path_factory.mktemp("varied")
    found: dict[str, bytes] = {}
    for seed in range(8):
        language = LANGUAGES[seed % 2]
        path = Settings().data("demo", f"{language}.json")
        told = json.loads(path.read_text(encoding="utf-8"))
        if seed >= len(LANGUAGES):
            told = varied(told, random.Random(seed))
        book = Workbook.open(folder / f"{seed}.workbook", settings=Settings())
        book.import_json(json.dumps(told))
        found |= {f"{seed} {n}": w for n, w in made(book, language)}
        book.close()
    counts = [count_pages(one) for one in to_pdfs(list(found.values()))]
    return dict(zip(found, zip(found.values(), counts, strict=True), strict=True))


def test_the_true_number_of_pages_lies_between_low_and_high(
    documents: dict[str, tuple[bytes, int]],
) -> None:
    told = {name: (estimate(word), n) for name, (word, n) in documents.items()}
    assert len(told) > 50
    assert {n for _, n in told.values()} >= {1, 2, 3}
    wrong = {
        name: (found, n)
        for name, (found, n) in told.items()
        if not found.low <= n <= found.high
    }
    assert wrong == {}


def test_an_estimate_is_mostly_one_number(
    documents: dict[str, tuple[bytes, int]],
) -> None:
    told = [estimate(word) for word, _ in documents.values()]
    several = [found for found in told if found.low != found.high]
    assert len(several) < len(told) / 6
    assert all(found.high - found.low == 1 for found in several)


# --- what makes a page -------------------------------------------------------------


def word(document: Any) -> bytes:
    file = io.BytesIO()
    document.save(file)
    return file.getvalue()


def of_lines(count: int, height: float) -> Any:
    """Return a document of so many lines, each ``height`` points."""
    document = docx.Document()
    style = document.styles["Normal"].paragraph_format
    style.space_before = style.space_after = Pt(0)
    style.line_spacing_rule, style.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(height)
    for number in range(count):
        document.add_paragraph(str(number))
    return document


def test_a_page_is_full_when_no_further_line_goes_on_it() -> None:
    full = body_height(layout(word(of_lines(1, 20))))
    many = int(full // 20)
    assert estimate(word(of_lines(many // 2, 20))).pages == pytest.approx(
        many // 2 * 20 / full
    )
    for count, on_it in ((many, 1), (many + 1, 2), (2 * many, 2), (2 * many + 1, 3)):
        told = layout(word(of_lines(count, 20)))
        assert len(pages(pieces(told), full)) == on_it


def test_a_length_near_the_end_of_a_page_is_two_numbers() -> None:
    full = body_height(layout(word(of_lines(1, 20))))
    almost = of_lines(20, full * (1 - MARGIN / 2) / 20)
    assert estimate(word(almost)).low == 1
    assert estimate(word(almost)).high == 2


def test_a_heading_goes_over_with_its_first_line() -> None:
    document = of_lines(0, 20)
    full = body_height(layout(word(document)))
    for _ in range(int(full // 20) - 1):
        document.add_paragraph("line")
    document.add_paragraph("heading").paragraph_format.keep_with_next = True
    document.add_paragraph("first line")
    found = layout(word(document))
    last = pages(pieces(found), full)[-1]
    blocks = [found.blocks[piece.block] for piece in last]
    assert [b.text for b in blocks if isinstance(b, Paragraph)] == [
        "heading",
        "first line",
    ]


def test_no_line_of_a_paragraph_stands_alone_on_a_page() -> None:
    document = of_lines(0, 20)
    full = body_height(layout(word(document)))
    for _ in range(int(full // 20) - 1):
        document.add_paragraph("line")
    document.add_paragraph("\n".join("abcd"))
    found = layout(word(document))
    assert [len(page) for page in pages(pieces(found), full)][-1] == 4


def test_the_heads_of_a_table_stand_on_every_page() -> None:
    document = of_lines(0, 20)
    table = document.add_table(80, 2)
    for number, row in enumerate(table.rows):
        row.cells[0].text = f"row {number}"
    head = table.rows[0]._tr.get_or_add_trPr()
    head.append(head.makeelement(docx.oxml.ns.qn("w:tblHeader")))
    found = layout(word(document))
    told = pages(pieces(found), body_height(found))
    assert len(told) > 2
    firsts = [page[0].part.cells[0].paragraphs[0].text for page in told]
    assert set(firsts) == {"row 0"}


def test_a_row_higher_than_a_page_takes_as_many_as_it_needs() -> None:
    document = of_lines(0, 20)
    table = document.add_table(2, 1)
    table.rows[0].cells[0].text = "\n".join(str(n) for n in range(80))
    assert estimate(word(document)).low == 3


def test_a_page_break_begins_a_page() -> None:
    document = of_lines(2, 20)
    document.add_page_break()
    document.add_paragraph("more")
    document.add_paragraph("last").paragraph_format.page_break_before = True
    found = estimate(word(document))
    assert (found.low, found.high) == (3, 3)


def test_what_is_no_word_file_is_refused() -> None:
    for other in (b"", b"PK", b"Only text."):
        with pytest.raises(DocumentError, match="word_unreadable"):
            estimate(other)


def test_an_empty_document_is_one_page() -> None:
    found = estimate(word(docx.Document()))
    assert found == Length(found.pages, 1, 1)
    assert found.pages < 0.1


# --- lines -------------------------------------------------------------------------


def paragraph(text: str, form: Form | None = None) -> Paragraph:
    return Paragraph((Run(text, BODY),), form or Form(), BODY)


def broken(text: str, room: float, form: Form | None = None) -> list[str]:
    found = lines(paragraph(text, form), lambda _below: room)
    return [text[line.start : line.end] for line in found]


def test_letters_are_as_wide_as_in_their_font() -> None:
    assert width("m", BODY) > 2 * width("i", BODY)
    assert width("æøå", BODY) > width("iii", BODY)
    bold = Letters(size=11, font="Calibri", bold=True)
    assert width("Erhvervserfaring", bold) > width("Erhvervserfaring", BODY)
    caps = Letters(size=11, font="Calibri", caps=True)
    assert width("profil", caps) == width("PROFIL", BODY)
    # A figure of Calibri is 1038 units of 2048 wide.
    assert width("0123456789", BODY) == pytest.approx(110 * 1038 / 2048, abs=0.05)


def test_lines_break_after_spaces_and_hyphens_only() -> None:
    room = width("arbejds- og ", BODY)
    assert broken("arbejds- og miljø", room) == ["arbejds- og ", "miljø"]
    assert broken("c a\xa0b", width("c a b", BODY) - 1) == ["c ", "a\xa0b"]
    assert broken("en\nto", 500) == ["en\n", "to"]


def test_a_date_at_the_right_tab_stays_on_its_line() -> None:
    form = Form(tabs=((400.0, "right", "none"),))
    assert broken("Kok\t2019 – 2021", 400, form) == ["Kok\t2019 – 2021"]


@given(st.text(max_size=200), st.floats(5, 500))
def test_no_letter_is_lost_and_no_line_is_too_long(text: str, room: float) -> None:
    found = broken(text, room)
    assert "".join(found) == text
    for line in found:
        shown = line.rstrip().split("\t")[0]
        assert width(shown, BODY) <= room + 0.03 or len(shown) <= 1


@given(st.text(alphabet=st.characters(codec="utf-8"), max_size=50))
def test_every_letter_has_a_width(text: str) -> None:
    assert 0 <= width(text, BODY) <= len(text.upper()) * BODY.size * 1.3
