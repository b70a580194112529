"""A room in which forty are connected: the step change, and two minutes of typing.

    python -m tests.bench.room full

Both servers run at once, each with its own forty, who came a few at a time; while one
is measured the other's sit still. In stock Voilà each has a file of his own too.

A step change is from the click on the button to the next step's own form with a field
that can be written into, as the page sees it, by one more participant in Chromium.
While typing, each saves a growing answer every 3 to 5 seconds, as bursts of keys do;
the seconds are from sending to the answer that it is on the disk. The page waits
0.4 seconds after the last key before it sends: they come on top, on both sides.
"""

import tempfile
import time
from contextlib import ExitStack, nullcontext
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Browser

from tests.bench.browsing import chromium, context, usable
from tests.bench.crowd import Crowd, Typed, gathered
from tests.bench.figures import Found, Value, median, percentile, values
from tests.bench.load import full, made
from tests.bench.sides import Side, ours, stock

_AT_ONCE = 2  # one for each core: nobody measures how they come
_SECONDS_TO_COME = 900
_CHANGES = 8  # from the first step on, along the route

_CHANGE = """() => new Promise((done, fail) => {
    const button = () => document.querySelector("button.wb-next");
    const words = button().textContent;
    const title = words.split(": ").slice(1).join(": ");
    const began = performance.now();
    const passed = () => performance.now() - began;
    let took = 0;
    const look = () => {
        const form = document.querySelector(`form.wb-form[aria-label="${title}"]`);
        const field = form?.querySelector(":is(input, textarea, select):enabled");
        if (!took && field?.checkVisibility()) took = passed();
        // The button itself is drawn a little later; the next click waits for it.
        if (took && button() && button().textContent !== words) done(took);
        else if (passed() > 60_000) fail(new Error(title));
        else requestAnimationFrame(look);
    };
    button().click();
    look();
})"""


@dataclass
class Room:
    """A side and those who are connected to it."""

    side: Side
    crowd: Crowd
    found: Found

    def add(self, name: str, value: Value) -> None:
        """Keep a round's value."""
        self.found.setdefault(name, []).append(value)


async def measured(people: int, rounds: int, seconds: float) -> dict[str, Found]:
    """Return step changes and typing with a number of people, on both sides in turn."""
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        here = Path(folder)
        base = running.enter_context(stock(made(here / "stock")))
        # Three more open the page in a browser, each round and shell anew.
        own = running.enter_context(ours(made(here / "ours"), people + 2))
        rooms = [_filled(side, people) for side in (base, own)]
        shell = Room(full(own), rooms[1].crowd, {})
        async with chromium() as browser:
            for _ in range(rounds):
                for room in (*rooms, shell):
                    for typing in (False, True):
                        await _step_changes(browser, room, people, typing=typing)
        for _ in range(rounds):
            for room in rooms:
                _typing(room, seconds)
        for room in rooms:
            room.crowd.leave()
        return {room.side.name: room.found for room in (*rooms, shell)}


def _filled(side: Side, people: int) -> Room:
    crowd = gathered(side, people, _SECONDS_TO_COME, at_once=_AT_ONCE)
    here = [came for came in crowd.come() if came is not None]
    found: Found = {"connected": [Value(len(here))]}
    return Room(side, crowd, found)


async def _step_changes(
    browser: Browser, room: Room, people: int, *, typing: bool
) -> None:
    """Walk through the first steps once."""
    number = people + (2 if "shell" in room.side.path else 1)
    own = await context(browser, room.side, number)
    page = await own.new_page()
    await usable(page, room.side)
    with room.crowd.typing() if typing else nullcontext():
        milliseconds = [await page.evaluate(_CHANGE) for _ in range(_CHANGES)]
    await own.close()
    how = "typing" if typing else "idle"
    room.add(f"step change, others {how}, ms", median(values(milliseconds)))
    room.add(f"the slowest of {_CHANGES}, others {how}, ms", Value(max(milliseconds)))


def _typing(room: Room, seconds: float) -> None:
    before, began = room.side.cpu(), time.monotonic()
    with room.crowd.typing() as typed:
        time.sleep(seconds)
    took = time.monotonic() - began
    after = room.side.cpu()
    server, kernels = (
        100 * (late - early) / took for early, late in zip(before, after, strict=True)
    )
    room.add("sent to on the disk, p50, ms", _milliseconds(typed, 0.5))
    room.add("sent to on the disk, p99, ms", _milliseconds(typed, 0.99))
    room.add("saves", Value(len(typed.seconds)))
    room.add("saves without an answer", Value(typed.failed))
    room.add("CPU of the server, % of one core", Value(server))
    room.add("CPU of the kernels, % of one core", Value(kernels))


def _milliseconds(typed: Typed, share: float) -> Value:
    return Value(1000 * percentile(typed.seconds, share))
