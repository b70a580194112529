"""An old CV is put in, and a job is begun from it: by thumb and by keyboard."""

from collections.abc import Iterator
from pathlib import Path

import docx
import pytest
from participant import Participant, Visit
from playwright.sync_api import Locator, expect

from workbook.content import Content
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
KEYS_AFTER_TAP = 100  # ms; Chromium loses keys right after an emulated tap


@pytest.fixture
def kept(file: Path, content: Content) -> Iterator[WorkbookFile]:
    """The file itself, to look into while the page is open."""
    found = WorkbookFile(file, content.steps)
    yield found
    found.close()


@pytest.fixture
def cv(tmp_path: Path) -> Path:
    """An old CV as many have it: a table beside the text, periods, tabs."""
    document = docx.Document()
    document.add_heading("Hanne Fiktiv", 0)
    document.add_paragraph("hanne@example.com | +45 20 12 34 56 | Ikast")
    document.add_paragraph("PROFIL")
    document.add_paragraph("Kok med sans for råvarer og ro, når der er travlt.")
    document.add_paragraph("ERFARING")
    for period, title, employer in (
        ("aug. 2016 – nu", "Kok", "Café Blå"),
        ("jan. 2007 – juli 2016", "Kokkeelev", "Hotel Fiktiv"),
    ):
        document.add_paragraph(f"{period}\t{title}\t{employer}")
        document.add_paragraph("Lavede mad til 80", style="List Bullet")
        document.add_paragraph(f"Bestilte varer som {title.lower()}")
    document.add_paragraph("Sprog")
    table = document.add_table(1, 2)
    table.cell(0, 0).text, table.cell(0, 1).text = "Dansk", "Modersmål"
    document.save(str(tmp_path / "cv æøå.docx"))
    return tmp_path / "cv æøå.docx"


def region(he: Participant) -> Locator:
    title = he.say("old_cv.title")
    return he.page.get_by_role("region", name=title, exact=True)


def piece(he: Participant, text: str) -> Locator:
    return region(he).get_by_role("button", name=text, exact=True).first


def choose(he: Participant, question: str) -> None:
    label = he.step("jobs").question(question).label.in_(he.language)
    region(he).get_by_label(he.say("old_cv.target")).select_option(label=label)


def in_view(he: Participant) -> None:
    """Nothing sticks out of the page at the side."""
    wide = he.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0


def test_a_job_is_begun_from_the_old_cv_on_a_telephone(
    visit: Visit, kept: WorkbookFile, cv: Path, tmp_path: Path
) -> None:
    he = visit("/?step=old_cv", **PHONE)
    he.field("old_cv", "file").set_input_files(cv)
    he.saved("old_cv")
    expect(region(he)).to_contain_text("Kok med sans for råvarer")
    expect(region(he).get_by_role("button")).to_have_count(0)
    in_view(he)
    he.page.screenshot(path=str(tmp_path / "old_cv_390.png"), full_page=True)
    he.go("jobs")
    for question, text in (
        ("title", "Kok"),
        ("employer", "Café Blå"),
        ("from", "aug. 2016"),
        ("tasks", "Lavede mad til 80"),
    ):
        choose(he, question)
        piece(he, text).tap()
        he.page.wait_for_timeout(KEYS_AFTER_TAP)
        label = he.step("jobs").question(question).label.in_(he.language)
        said = he.say("old_cv.put", text=text, question=label)
        expect(region(he).get_by_role("status")).to_have_text(said)
        used = f"{text} ({he.say('old_cv.used')})"
        expect(region(he).get_by_role("button", name=used).first).to_be_visible()
    expect(he.field("jobs", "title")).to_have_value("Kok")
    expect(he.field("jobs", "from")).to_have_value("08.2016")
    he.saved("jobs")
    in_view(he)
    he.page.screenshot(path=str(tmp_path / "jobs_390.png"), full_page=True)
    (job,) = kept.records("jobs")
    assert job.values["employer"] == "Café Blå"
    assert job.values["tasks"] == "Lavede mad til 80"
    small = (
        region(he)
        .locator("button, summary, select")
        .evaluate_all(
            "all => all.filter(n => n.offsetHeight && n.offsetHeight < 44).length"
        )
    )
    assert small == 0
    assert he.watched.complaints == []
    assert he.watched.elsewhere == []


def test_the_next_job_is_begun_by_keyboard_and_what_he_typed_stays(
    visit: Visit, kept: WorkbookFile, tmp_path: Path
) -> None:
    he = visit("/?step=jobs", viewport={"width": 1280, "height": 900})
    he.press(he.page.get_by_role("button", name=he.step("jobs").add.da).first)
    expect(he.field("jobs", "title")).to_be_focused()
    he.page.keyboard.type("Elev")
    he.tab_to(piece(he, "Kokkeelev"), back=True)
    he.page.keyboard.press("Enter")
    expect(he.field("jobs", "title")).to_have_value("Elev, Kokkeelev")
    used = f"Kokkeelev ({he.say('old_cv.used')})"
    expect(region(he).get_by_role("button", name=used)).to_be_focused()
    target = region(he).get_by_label(he.say("old_cv.target"))
    he.tab_to(target, back=True)
    he.page.keyboard.press("ArrowDown")
    he.tab_to(piece(he, "Hotel Fiktiv"))
    he.page.keyboard.press("Space")
    expect(he.field("jobs", "employer")).to_have_value("Hotel Fiktiv")
    rest = region(he).get_by_text(he.say("old_cv.rest"))
    he.tab_to(rest)
    he.page.keyboard.press("Enter")
    expect(piece(he, "Modersmål")).to_be_visible()
    he.page.screenshot(path=str(tmp_path / "jobs_1280.png"), full_page=True)
    titles = [record.values["title"] for record in kept.records("jobs")]
    assert titles == ["Kok", "Elev, Kokkeelev"]
    he.speak("en")
    expect(region(he)).to_contain_text(he.say("old_cv.lead"))
    expect(piece(he, "Hotel Fiktiv (used)")).to_be_visible()
    assert he.watched.complaints == []


def test_a_file_that_cannot_be_read_says_what_to_do(
    visit: Visit, tmp_path: Path
) -> None:
    he = visit("/?step=old_cv", **PHONE)
    (tmp_path / "scannet.pdf").write_bytes(b"%PDF-1.4 i stykker")
    he.field("old_cv", "file").set_input_files(tmp_path / "scannet.pdf")
    expect(region(he)).to_contain_text(he.say("errors.old_cv_broken"))
    in_view(he)
