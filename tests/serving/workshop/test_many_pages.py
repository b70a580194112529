"""Four hundred pages, in a row and at once: none fails, and nothing is left of them."""

import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import psutil
import pytest
from simulated import Simulated
from workshop_served import Served, serve

PARTICIPANTS = 20
IN_A_ROW = 200
AT_ONCE = 10  # times all of them


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A room of twenty."""
    served = serve(tmp_path_factory.mktemp("many"), PARTICIPANTS)
    yield served
    served.stop()


@pytest.fixture(scope="module")
def room(served: Served) -> list[Simulated]:
    """All of them, logged in, with a page open for the first time and closed again."""
    persons = [Simulated(served, str(n)) for n in range(1, PARTICIPANTS + 1)]
    for person in persons:
        person.arrive()
        person.leave()
    return persons


def leftovers(served: Served) -> dict[str, int]:
    """Count what pages could leave: kernels, files they connect by, open ends."""
    server = psutil.Process(served.process.pid)
    folders = [Path(f"/proc/{server.pid}/cwd"), Path("/tmp")]
    connections = [
        found
        for folder in folders
        for found in folder.glob("voila_*/kernel-*")
        if found.parent.stat().st_ctime >= server.create_time() - 1
    ]
    return {
        "kernels": len(served.kernels()),
        "processes": len(server.children(recursive=True)),
        "connections": len(connections),
        "open": server.num_fds(),
    }


def come_to_rest(served: Served) -> dict[str, int]:
    """Wait until no kernel is left, and count."""
    until = time.monotonic() + 60
    while served.kernels() and time.monotonic() < until:
        time.sleep(0.5)
    time.sleep(1)
    return leftovers(served)


@pytest.mark.parametrize("way", ["in a row", "at once"])
def test_pages_come_and_go_and_nothing_is_left(
    way: str, served: Served, room: list[Simulated]
) -> None:
    before = come_to_rest(served)
    open_all(way, room)
    after = come_to_rest(served)
    assert after["kernels"] == 0
    assert after["processes"] == before["processes"]
    assert after["connections"] <= before["connections"]
    # A line that somebody may still hold open, but none per page.
    assert after["open"] <= before["open"] + PARTICIPANTS
    assert "Traceback" not in served.log.read_text(encoding="utf-8")


def open_all(way: str, room: list[Simulated]) -> None:
    if way == "in a row":
        for number in range(IN_A_ROW):
            visit(room[number % PARTICIPANTS])
        return
    with ThreadPoolExecutor(PARTICIPANTS) as beside:
        for _ in range(AT_ONCE):
            list(beside.map(visit, room))


def visit(person: Simulated) -> None:
    """Open the workbook, see its form, close it; a fault raises."""
    person.open("start")
    person.leave()
