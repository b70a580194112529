"""The shipped content, a workbook in a folder of the test's own, a day that lasts."""

import os
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from workbook import Workbook
from workbook.content import Content, Texts, load
from workbook.settings import Settings
from workbook.store import WorkbookFile

MORNING = 8


def pytest_configure() -> None:
    """Live where it is morning: "today" is then the same day until the last test.

    Every process the tests start inherits the zone, and so does the browser. One that
    was set by hand, or by the process that shares out the tests, stays.
    """
    if "TZ" not in os.environ:
        ahead = (MORNING - datetime.now(UTC).hour) % 24
        east = ahead if ahead <= 14 else ahead - 24  # there is no zone beyond +14
        os.environ["TZ"] = f"Etc/GMT{-east:+d}"  # POSIX counts westwards
        time.tzset()


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
