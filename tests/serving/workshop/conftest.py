"""One workshop, and one fence, for all tests of a module."""

from collections.abc import Iterator

import pytest
from fenced import Fenced, Kernel
from workshop_served import Served, serve


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A workshop of four that runs."""
    served = serve(tmp_path_factory.mktemp("room"), 4)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def fenced(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Fenced]:
    """A workshop of two whose kernels are started without a server."""
    room, sockets = tmp_path_factory.mktemp("room"), tmp_path_factory.mktemp("s")
    fenced = Fenced.make(room / "ws", sockets)
    yield fenced
    fenced.stop()


@pytest.fixture(scope="module")
def first(fenced: Fenced) -> Kernel:
    """The kernel of participant 1."""
    return fenced.start("1")


@pytest.fixture(scope="module")
def second(fenced: Fenced) -> Kernel:
    """The kernel of participant 2."""
    return fenced.start("2")
