"""A workbook file, plain or encrypted."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest
from asked import every_type

from workbook.content import Step
from workbook.store import WorkbookFile

KEY = bytes(range(32))
Opens = Callable[..., WorkbookFile]


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    """No key, or the key of an encrypted file."""
    found: bytes | None = request.param
    return found


@pytest.fixture
def opens(path: Path) -> Iterator[Opens]:
    """Open the file of this test, again and again, with a step of every type."""
    opened: list[WorkbookFile] = []
    things = {"things": every_type()}

    def open_it(
        steps: Mapping[str, Step] = things, key: bytes | None = None
    ) -> WorkbookFile:
        opened.append(WorkbookFile(path, steps, key))
        return opened[-1]

    yield open_it
    for file in opened:
        file.close()
