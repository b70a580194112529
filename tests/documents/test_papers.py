"""The papers for a room, printed by LibreOffice and read back."""

import io
import subprocess
from collections.abc import Mapping
from datetime import date, datetime, time
from itertools import pairwise
from pathlib import Path

import docx
import pypdf
import pytest
import zxingcpp
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from workbook.content import Content, load
from workbook.documents import papers
from workbook.documents.papers.cards import cards_context
from workbook.settings import LANGUAGES, Language, Settings, packaged

ADDRESS = "https://arbejdsbog.jobcenter-eksempelby-ved-fjorden.example.dk"
CODES = {"coach": "hest-sol-lampe-hund-anker"} | {
    str(n): f"kaffe-lampe-hund-ovn-{word}"
    for n, word in enumerate(("sofa", "gulv", "tiger", "hotel", "uglen", "pizza"), 1)
}


@pytest.fixture(scope="module")
def content() -> Content:
    return load(Settings())


def occasion(language: Language, route: str = "two_hours") -> papers.Occasion:
    return papers.Occasion(
        "Job på tværs <hold 3> & venner",
        ADDRESS,
        route,
        language,
        date(2027, 5, 26),
        time(9),
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def written(
    request: pytest.FixtureRequest,
    tmp_path_factory: pytest.TempPathFactory,
    content: Content,
) -> list[Path]:
    folder = tmp_path_factory.mktemp("papers") / "out"
    return papers.write(folder, occasion(request.param), CODES, content, Settings())


@pytest.fixture(scope="module")
def printed(written: list[Path]) -> list[pypdf.PdfReader]:
    folder = written[0].parent
    profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
    subprocess.run(
        [*command, str(folder), *map(str, written)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    return [pypdf.PdfReader(path.with_suffix(".pdf")) for path in written]


def words(path: Path) -> str:
    document = docx.Document(str(path))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def test_the_papers_come_in_the_order_they_are_needed(written: list[Path]) -> None:
    assert [path.name.split()[0] for path in written] == list("1234567")


def test_only_their_maker_may_read_the_codes(written: list[Path]) -> None:
    for path in written:
        assert path.stat().st_mode & 0o777 == 0o600


def test_every_card_stands_twice_with_its_code_card_and_counterfoil(
    written: list[Path],
) -> None:
    said = words(written[0])
    for person, code in CODES.items():
        assert said.count(code) == (1 if person == "coach" else 2)
    assert "Job på tværs <hold 3> & venner" in said


def test_a_camera_reads_each_card_from_the_printed_page(
    printed: list[pypdf.PdfReader], tmp_path: Path
) -> None:
    pdf = tmp_path / "cards.pdf"
    writer = pypdf.PdfWriter(clone_from=printed[0])
    writer.write(pdf)
    subprocess.run(
        ["pdftoppm", "-r", "110", "-gray", "-png", pdf, tmp_path / "page"], check=True
    )
    pages = [Image.open(path) for path in sorted(tmp_path.glob("page*.png"))]
    read = [code.text for page in pages for code in zxingcpp.read_barcodes(page)]
    assert sorted(read) == sorted(
        f"{ADDRESS}/join#{code}" for person, code in CODES.items() if person != "coach"
    )


def test_no_card_is_parted_by_the_foot_of_a_page(
    printed: list[pypdf.PdfReader],
) -> None:
    pages = [page.extract_text() for page in printed[0].pages]
    assert len(pages) == 3
    for person, code in CODES.items():
        last = code.rpartition("-")[2]
        there = [n for n, page in enumerate(pages) if last in page]
        assert len(there) == 1, person


def test_the_sheets_take_one_page_each(printed: list[pypdf.PdfReader]) -> None:
    assert [len(pdf.pages) for pdf in printed[2:]] == [1, 1, 1, 1, 1]


def test_all_pages_are_a4_and_of_one_ink(
    printed: list[pypdf.PdfReader], written: list[Path]
) -> None:
    for pdf in printed:
        for page in pdf.pages:
            assert [round(float(x)) for x in page.mediabox[2:]] == [595, 842]
    for path in written:
        for shape in docx.Document(str(path)).part.related_parts.values():
            if shape.content_type == "image/png":
                picture = Image.open(io.BytesIO(shape.blob))
                assert picture.convert("RGB").getcolors() is not None
                assert len(picture.convert("RGB").getcolors() or []) == 2


@pytest.mark.parametrize("route", ["two_hours", "two_days"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_the_clock_of_the_running_order_adds_up(
    content: Content, language: Language, route: str
) -> None:
    order = papers.running_order_context(
        content.routes[route],
        content,
        content.texts.section("papers", language),
        title="Hold 3",
        starts=time(9, 30),
        language=language,
    )
    form = "%H.%M" if language == "da" else "%H:%M"
    for day in order.days:
        clocks = [line.clock.split("–") for line in day.lines]
        assert datetime.strptime(clocks[0][0], form).time() == time(9, 30)
        for (_, ended), (began, _) in pairwise(clocks):
            assert ended == began
    assert len(order.days) == (2 if route == "two_days" else 1)


@pytest.mark.parametrize("route", ["two_hours", "two_days"])
def test_each_exercise_says_what_goes_wrong(content: Content, route: str) -> None:
    lines = content.routes[route].lines
    assert [line.words.da for line in lines if line.step and not line.wrong] == []
    assert sum(bool(line.save) for line in lines) >= 5


def test_without_new_codes_there_are_no_cards(content: Content, tmp_path: Path) -> None:
    made = papers.write(tmp_path / "p", occasion("da"), {}, content, Settings())
    assert made[0].name == "1 Drejebog.docx"
    assert not [p for p in made if any(code in words(p) for code in CODES.values())]


def test_a_coachs_own_template_is_used(content: Content, tmp_path: Path) -> None:
    own = tmp_path / "site" / "templates" / "papers"
    own.mkdir(parents=True)
    shipped = packaged("data", "templates", "papers", "ten_names.da.docx")
    document = docx.Document(str(shipped))
    document.paragraphs[0].text = "Navne, navne, navne"
    document.save(str(own / "ten_names.da.docx"))
    made = papers.write(
        tmp_path / "p", occasion("da"), {}, content, Settings(site=tmp_path / "site")
    )
    assert "Navne, navne, navne" in words(next(p for p in made if "Ti navne" in p.name))


SAY: Mapping[str, str] = {"cards": "Kort", "scanned": "QR"}


@settings(max_examples=40)
@given(st.text(max_size=120), st.integers(1, 8))
def test_any_title_is_printed_as_it_is(title: str, count: int) -> None:
    codes = {str(n): f"kaffe-{n}" for n in range(1, count + 1)}
    made = cards_context(title, ADDRESS + "/", codes, "26. maj 2027", SAY)
    assert [card.number for card in made.cards] == [str(n) for n in range(1, count + 1)]
    assert made.address == ADDRESS
