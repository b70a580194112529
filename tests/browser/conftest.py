"""One Chromium for the whole run, one server for each module."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from opened import Opened, run
from participant import Participant, Visit
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from workbook.content import Content, load
from workbook.settings import Settings

expect.set_options(timeout=15_000)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The system's Chromium, else the one that Playwright installed."""
    own = shutil.which("chromium") or shutil.which("chromium-browser")
    quiet = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=own, args=quiet)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def content() -> Content:
    """What is asked and said, as shipped."""
    return load(Settings())


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A participant's own folder."""
    return tmp_path_factory.mktemp("home")


@pytest.fixture(scope="module")
def file(home: Path) -> Path:
    """Where his workbook is; a module that needs answers in it puts them there."""
    return home / "mine.workbook"


@pytest.fixture(scope="module")
def opened(file: Path, home: Path) -> Iterator[Opened]:
    """One `workbook open` for all tests of a module."""
    server = run("open", file, home=home)
    yield server
    server.stop()


@pytest.fixture(scope="module")
def known(opened: Opened, chromium: Browser) -> Iterator[BrowserContext]:
    """The browser that has opened the one-time address."""
    context = chromium.new_context(accept_downloads=True)
    context.request.get(opened.address, max_redirects=0)
    yield context
    context.close()


@pytest.fixture
def visit(
    opened: Opened, known: BrowserContext, chromium: Browser, content: Content
) -> Iterator[Visit]:
    """Opens tabs of the participant's browser; they are closed after the test."""
    contexts: list[BrowserContext] = []
    cookies = known.storage_state()

    def visit(
        path: str = "/",
        *,
        beside: Participant | None = None,
        before: Callable[[Page], object] = lambda _page: None,
        **how: Any,
    ) -> Participant:
        if beside:
            context = beside.page.context
        else:
            context = chromium.new_context(storage_state=cookies, **how)
            contexts.append(context)
        page = context.new_page()
        before(page)
        participant = Participant(page, content)
        participant.arrive(f"{opened.root}{path}")
        lang = page.locator("html").get_attribute("lang")
        participant.language = "en" if lang == "en" else "da"
        return participant

    yield visit
    for context in contexts:
        context.close()
