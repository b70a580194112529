"""A room that arrives at once: seconds until each can write, and the memory it takes.

    python -m tests.bench.room burst

Each opens the workbook over HTTP and its widgets over the websocket, without a browser,
until the first form is there. Ours is `workbook workshop start` with fence, encryption
and a file each; they have logged in before. The baseline is stock Voilà on the same
notebook, with ordinary kernels and one open file for all. Where its page never comes,
as happens with many, there is a limit: what lies behind it is a bound.
"""

import tempfile
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

from tests.bench import crowd
from tests.bench.figures import Found, Value, last, median, values, within
from tests.bench.sides import Side, ours, stock_as_shipped

_SECONDS_BEFORE = 5  # a room does not arrive in the second in which the server starts

Start = Callable[[Path, int], AbstractContextManager[Side]]


def measured(room: int, rounds: int, limit: float) -> dict[str, Found]:
    """Return what a room of a size takes: stock and ours in turn, each afresh."""
    starts: tuple[Start, ...] = (lambda folder, _room: stock_as_shipped(folder), ours)
    sides: dict[str, Found] = {}
    for _ in range(rounds):
        for start in starts:
            with (
                tempfile.TemporaryDirectory() as folder,
                start(Path(folder), room) as s,
            ):
                found = sides.setdefault(s.name, {})
                for name, value in _round(s, room, limit).items():
                    found.setdefault(name, []).append(value)
    return sides


def _round(side: Side, room: int, limit: float) -> dict[str, Value]:
    time.sleep(_SECONDS_BEFORE)
    people = crowd.gathered(side, room, limit)
    seconds = within(people.come(), limit)
    late = any(value.at_least for value in seconds)
    found = {
        "form there, the first, s": min(seconds),
        "form there, median of the room, s": median(seconds),
        "form there, the last, s": last(seconds),
        f"still without after {limit:.0f} s": Value(
            sum(value.at_least for value in seconds)
        ),
        "PSS in all, MiB": Value(side.pss(), late),
        "private to a kernel, MiB": median(values(side.private())),
    }
    people.leave()
    return found
