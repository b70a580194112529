"""A server that cannot do what a participant asks, as he sees it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from workshop_served import Served, serve

from workbook.content import Content

pytestmark = pytest.mark.browser

PROGRAM = Path(__file__).parents[1] / "serving" / "serve_stuck.py"


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A workshop on a disk of which nothing can be deleted or copied."""
    served = serve(tmp_path, 2, (str(PROGRAM),))
    yield served
    served.stop()


@pytest.fixture
def mine(served: Served, chromium: Browser) -> Iterator[Page]:
    """Card 1 at the page of his own data, where his workbook is."""
    own = served.site.person_folder(1)
    own.mkdir(parents=True)
    (own / "my.workbook").touch()
    visitor = served.visitor("1")
    context = chromium.new_context()
    for cookie in visitor.http.cookies:
        told = {"name": cookie.name, "value": cookie.value or "", "url": served.root}
        context.add_cookies([told])  # type: ignore[list-item]
    page = context.new_page()
    page.goto(f"{served.root}/mine")
    yield page
    context.close()


def test_he_is_told_what_to_do_when_his_data_cannot_be_deleted(
    mine: Page, content: Content
) -> None:
    mine.locator("#sure").check()
    mine.locator("#delete").click()
    expect(mine.get_by_role("alert")).to_have_text(
        content.texts.say("mine.not_deleted", "da")
    )
    assert mine.url.endswith("/mine")


def test_he_is_told_what_to_do_when_his_copy_cannot_be_made(
    mine: Page, content: Content
) -> None:
    mine.locator("#out").click()
    expect(mine.get_by_role("alert")).to_have_text(
        content.texts.say("mine.not_taken", "da")
    )
