"""One workshop for all tests of a module."""

from collections.abc import Iterator

import pytest
from workshop_served import Served, serve


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workshop of four that runs."""
    served = serve(tmp_path_factory.mktemp("room"), 4)
    yield served
    served.stop()
