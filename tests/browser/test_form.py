"""What a form does while somebody writes in it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from opened import Opened
from participant import Participant
from playwright.sync_api import Locator, expect

from workbook.book import Workbook
from workbook.settings import Settings
from workbook.store import WorkbookFile

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def file(home: Path) -> Path:
    """The workbook of the fictional participant: answers of every kind."""
    path = home / "hanne.workbook"
    book = Workbook.open(path, settings=Settings())
    book.import_json(Settings().data("demo", "da.json").read_text(encoding="utf-8"))
    book.close()
    return path


@pytest.fixture
def kept(file: Path, content: object) -> Iterator[WorkbookFile]:
    """The file itself, to look into while the page is open."""
    found = WorkbookFile(file, content.steps)  # type: ignore[attr-defined]
    yield found
    found.close()


@pytest.fixture
def he(visit) -> Participant:  # type: ignore[no-untyped-def]
    """The participant at the step about his interests."""
    return visit("/?step=interests")
