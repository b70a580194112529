"""The shipped content, and a workbook in a folder of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from workbook import Workbook
from workbook.content import Content, Texts, load
from workbook.settings import Settings
from workbook.store import WorkbookFile


@pytest.fixture(scope="session")
def content() -> Content:
    """The content as shipped."""
    return load(Settings())


@pytest.fixture(scope="session")
def texts(content: Content) -> Texts:
    """All texts as shipped."""
    return content.texts


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the workbook file of this test is to be."""
    return tmp_path / "my.workbook"


@pytest.fixture
def book(
    path: Path, content: Content, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Workbook]:
    """An empty workbook that nobody told anything about its surroundings."""
    for name in ("QUERY_STRING", "WORKBOOK_SITE", "WORKBOOK_FILE", "WORKBOOK_LANGUAGE"):
        monkeypatch.delenv(name, raising=False)
    opened = Workbook(content, WorkbookFile(path, content.steps), Settings())
    yield opened
    opened.close()
