"""The first load in Chromium: stock Voilà's shell and ours, on the same notebook.

    python -m tests.bench.room load

Each visit is a browser of its own with an empty cache, at the first step, by somebody
who has logged in and has no file yet. The sides take turns; the first visit of each is
not counted. Hosts are those that the page asks of: where there is no network, what
they would have sent is not in the bytes.
"""

import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from playwright.async_api import Browser

from tests.bench.browsing import Wire, chromium, first_load
from tests.bench.figures import Found, Value
from tests.bench.sides import Side, ours, stock

FULL = "ours, ?shell=full"
_KILOBYTE = 1000


async def measured(rounds: int) -> dict[str, Found]:
    """Return what the first load costs, on three sides in turn."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        here = Path(folder)
        base = running.enter_context(stock(made(here / "stock")))
        # Each comes once, to the page as it is and to the full shell.
        light = running.enter_context(ours(made(here / "ours"), 2 * rounds + 2))
        async with chromium() as browser:
            return await in_turn(browser, (base, light, full(light)), rounds)


def full(side: Side) -> Side:
    """Return our side with the stock front end instead of our own."""
    return replace(side, name=FULL, path=f"{side.path}&shell=full")


def made(folder: Path) -> Path:
    folder.mkdir()
    return folder


async def in_turn(
    browser: Browser, sides: Sequence[Side], rounds: int
) -> dict[str, Found]:
    """Open each side once a round, and once before; nobody comes twice."""
    found: dict[str, Found] = {side.name: {} for side in sides}
    come = dict.fromkeys((side.server for side in sides), 0)
    for turn in range(rounds + 1):
        for side in sides:
            come[side.server] += 1
            seconds, wire = await first_load(browser, side, come[side.server])
            for name, value in _told(seconds, wire).items() if turn else ():
                found[side.name].setdefault(name, []).append(Value(value))
    return found


def _told(seconds: float, wire: Wire) -> dict[str, float]:
    return {
        "first usable field, s": seconds,
        "HTTP and websocket, kB": wire.bytes / _KILOBYTE,
        "of it HTTP, kB": wire.http / _KILOBYTE,
        "requests": wire.requests,
        "hosts other than ours": len(wire.elsewhere),
    }
