"""The same form in JupyterLab, for those who want to see inside."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from opened import Opened, run
from participant import Participant
from playwright.sync_api import Browser, expect

from workbook.content import Content
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser

TEXT = "Når R&D <ikke> virker – æøå ÆØÅ"


@pytest.fixture(scope="module")
def lab(file: Path, home: Path) -> Iterator[Opened]:
    """One `workbook lab`."""
    server = run("lab", file, home=home)
    yield server
    server.stop()


def test_a_form_in_jupyterlab_saves_into_the_same_file(
    lab: Opened, chromium: Browser, content: Content, file: Path
) -> None:
    context = chromium.new_context(viewport={"width": 1280, "height": 900})
    page = context.new_page()
    he = Participant(page, content)
    page.goto(lab.address.replace("00_start", "02_self"))
    # JupyterLab drops what it is told to run before its kernel is there.
    expect(page.locator("#jp-main-statusbar")).to_contain_text("Idle", timeout=60_000)
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).click()
    expect(
        page.get_by_role("heading", level=1, name=he.title("interests"))
    ).to_be_visible(timeout=60_000)
    he.fill("interests", "lose_time", TEXT)
    he.fill("interests", "interests", "motorer, æbler")
    he.option("interests", "energy", "4").check()
    he.saved("interests")
    kept = WorkbookFile(file, content.steps)
    found = kept.record("interests", "interests").values
    kept.close()
    assert found["lose_time"] == TEXT
    assert found["interests"] == ("motorer", "æbler")
    assert found["energy"] == 4
    assert "step=" not in page.url
    assert he.watched.elsewhere == []
    context.close()
