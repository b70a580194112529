"""The length and the pages of a document, at the width of a phone and of a desk."""

import io
from pathlib import Path
from typing import Any

import pypdf
import pytest
from participant import Participant, Visit
from playwright.sync_api import FrameLocator, Locator, expect

from workbook.book import Workbook
from workbook.documents.pdf import to_pdf
from workbook.settings import Settings

pytestmark = pytest.mark.browser

FAULTS = (Path(__file__).parent / "faults.js").read_text(encoding="utf-8")
PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture(scope="module")
def file(home: Path) -> Path:
    """The workbook of the fictional participant."""
    path = home / "lene.workbook"
    book = Workbook.open(path, settings=Settings())
    book.import_json(Settings().data("demo", "da.json").read_text(encoding="utf-8"))
    book.close()
    return path


@pytest.fixture(scope="module")
def printed(file: Path, opened: object) -> list[str]:
    """What stands on each printed page of the CV that is open, its words in a row."""
    del opened
    book = Workbook.open(file, settings=Settings())
    record = book.file.records("cv_targets")[0].record
    pdf = pypdf.PdfReader(io.BytesIO(to_pdf(book.make("cv", record, "da")[1])))
    book.close()
    return [in_a_row(page.extract_text()) for page in pdf.pages]


def in_a_row(text: str) -> str:
    return "".join(text.replace("•", "").split())


def part(he: Participant) -> Locator:
    return he.page.get_by_role("region", name=he.say("preview.title"), exact=True)


def frame(he: Participant) -> FrameLocator:
    return he.page.frame_locator(".wb-paper iframe")


def unfold(he: Participant) -> None:
    he.open("cv_targets")
    part(he).get_by_text(he.say("preview.look")).click()
    expect(frame(he).locator(".wb-sheet").first).to_be_visible()


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["phone", "desk"])
def test_the_pages_look_as_they_are_printed_and_fit_the_screen(
    visit: Visit, printed: list[str], screen: dict[str, Any], tmp_path: Path
) -> None:
    he = visit("/?step=cv_targets", **screen)
    unfold(he)
    sheets = frame(he).locator(".wb-sheet")
    expect(sheets).to_have_count(len(printed))
    for number, page in enumerate(printed):
        shown = in_a_row(sheets.nth(number).inner_text())
        assert len(shown) > 300
        # The order of a line with a date in it is the PDF's own.
        assert shown[:40] == page[:40]
        assert sorted(shown) == sorted(page)
    part(he).screenshot(path=tmp_path / "preview.png")
    paper = he.page.locator(".wb-paper").bounding_box()
    room = he.page.locator(".wb-papers").bounding_box()
    assert paper
    assert room
    assert paper["width"] <= room["width"] <= screen["viewport"]["width"]
    assert paper["height"] / paper["width"] == pytest.approx(2 * 1.414, rel=0.03)
    assert he.page.evaluate(FAULTS) == []
    assert he.watched.complaints == []


def test_on_a_phone_a_page_is_enlarged_and_scrolled_by_keyboard(visit: Visit) -> None:
    he = visit("/?step=cv_targets", **PHONE)
    unfold(he)
    box = he.page.locator(".wb-papers")
    wide = "node => node.scrollWidth - node.clientWidth"
    assert box.evaluate(wide) == 0
    he.button("preview.larger").click()
    assert box.evaluate(wide) > 300
    he.page.keyboard.press("Tab")
    expect(box).to_be_focused()
    he.page.keyboard.press("ArrowRight")
    expect(box).not_to_have_js_property("scrollLeft", 0)
    assert he.page.evaluate(FAULTS) == []
    he.button("preview.smaller").click()
    assert box.evaluate(wide) == 0


def test_length_and_pages_follow_what_he_writes(visit: Visit) -> None:
    he = visit("/?step=cv_targets", **DESK)
    expect(part(he)).to_contain_text(he.say("preview.counted"))
    expect(part(he)).to_contain_text("Dit CV fylder 2 sider.")
    unfold(he)
    he.fill("cv_targets", "headline", "Kok & <b>bager</b>")
    expect(frame(he).get_by_text("Kok & <b>bager</b>")).to_be_visible()
    he.fill("cv_targets", "profile", "Jeg får varerne frem til tiden. " * 100)
    expect(part(he)).to_contain_text(he.say("preview.long_cv"))
    expect(part(he)).to_contain_text("Dit CV fylder 3 sider.")
    expect(frame(he).locator(".wb-sheet")).to_have_count(3)
    he.speak("en")
    expect(part(he)).to_contain_text(he.say("preview.long_cv"))
    assert he.watched.complaints == []
    assert he.watched.elsewhere == []
