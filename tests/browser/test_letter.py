"""A letter from the draft to what was sent: by thumb, and by keyboard alone."""

import io
from pathlib import Path

import docx
import pytest
from participant import Participant, Visit
from playwright.sync_api import expect

from workbook.content import Content
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

PHONE = {"viewport": {"width": 390, "height": 844}, "has_touch": True}
DESK = {"viewport": {"width": 1280, "height": 800}}
NEEDS = "De mangler en, der kan styre lageret."


@pytest.fixture
def letter(file: Path, content: Content) -> str:
    """A file with a company and a letter to it, of which nothing is written yet."""
    made = WorkbookFile(file, content.steps)
    company = made.add("companies", {"name": "Åkilde Pumper", "needs": NEEDS})
    letter = made.add("applications", {"company": company})
    made.write_note("opened", f"applications/{letter}")
    made.close()
    return letter


def drafted(he: Participant, *, by_keyboard: bool) -> None:
    draft = he.button("letter_mail.draft")
    if by_keyboard:
        he.press(draft)
    else:
        draft.tap()
    expect(he.field("applications", "hook")).to_have_value(NEEDS)
    expect(draft).to_have_count(0)
    expect(he.field("follow_ups", "due")).not_to_have_value("")


@pytest.mark.parametrize("screen", [PHONE, DESK], ids=["thumb", "keyboard"])
def test_a_draft_is_written_and_what_is_sent_is_kept(
    letter: str, visit: Visit, screen: dict[str, object]
) -> None:
    he = visit("/?step=applications", **screen)
    by_keyboard = screen is DESK
    drafted(he, by_keyboard=by_keyboard)
    he.page.wait_for_timeout(100)  # Chromium loses keys right after an emulated tap
    email = he.page.get_by_text(he.say("letter_mail.email_title"))
    if by_keyboard:
        he.press(email)
    else:
        email.tap()
    text = he.page.get_by_role("textbox", name=he.say("letter_mail.email_title"))
    assert NEEDS in text.input_value()
    headline = f"Ro på lageret {letter}"
    he.fill("applications", "headline", headline)
    he.form("applications").locator(".wb-deeper > summary").click()
    he.fill("applications", "sent_on", "20.11.2026")
    wide = he.page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert wide <= 0
    he.go("sent")
    he.open("sent", headline)
    name = "Ansøgning Åkilde Pumper.docx"
    with he.page.expect_download() as got:
        he.button("pages.download_kept", name=name).click()
    kept = docx.Document(io.BytesIO(Path(got.value.path()).read_bytes()))
    assert NEEDS in [paragraph.text for paragraph in kept.paragraphs]
    assert he.watched.complaints == []
