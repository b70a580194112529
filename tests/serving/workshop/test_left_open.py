"""How long a workbook is kept that nobody is connected to."""

import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from workshop_served import Served, Visitor, serve

MINUTES = 0.1
SECONDS = 60 * MINUTES


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    """A workshop that keeps what is left open for a few seconds."""
    served = serve(tmp_path, 2, idle_minutes=MINUTES)
    yield served
    served.stop()


def there(visitor: Visitor, kernel: str) -> bool:
    return visitor.get(f"/api/kernels/{kernel}").status_code == 200


def test_it_is_kept_while_somebody_is_connected_and_a_while_after_that(
    served: Served,
) -> None:
    anna = served.visitor("1")
    kernel = anna.open()
    line = anna.channel(kernel)
    time.sleep(3 * SECONDS)
    assert there(anna, kernel)
    line.close()
    left = time.monotonic()
    while there(anna, kernel) and time.monotonic() < left + 10 * SECONDS:
        time.sleep(0.2)
    # Not by when it was last busy: he may have read for an hour, then lost the line.
    assert SECONDS < time.monotonic() - left < 10 * SECONDS
