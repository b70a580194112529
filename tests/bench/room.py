"""What a room takes, each figure beside its baseline of the same run.

    python -m tests.bench.room [burst] [load] [full] [others]

Without a name all four are measured. A line has the median of its rounds, their spread,
and the ratio to the first line of its group. ``≥`` stands where somebody had not come
when the clock was stopped. ``--help`` lists the sizes; on two idle cores all of it
takes about an hour.
"""

import argparse
import asyncio
import compileall
import os
import sys
from collections.abc import Mapping

from tests.bench import burst, full_room, load, others
from tests.bench.figures import Found, lines
from tests.bench.table import say

PARTS = ("burst", "load", "full", "others")


def main(wanted: argparse.Namespace) -> None:
    """Print a table for each part as soon as it is measured."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    for folder in ("workbook", sys.prefix):
        compileall.compile_dir(folder, quiet=2, workers=0)
    for part in wanted.parts or PARTS:
        {"burst": _burst, "load": _load, "full": _full, "others": _others}[part](wanted)


def _burst(wanted: argparse.Namespace) -> None:
    for room in wanted.rooms:
        found = burst.measured(room, wanted.rounds or 3, wanted.limit)
        _tell(f"{room} arrive at once, {wanted.rounds or 3} rounds", found)


def _load(wanted: argparse.Namespace) -> None:
    rounds = wanted.rounds or 7
    _tell(f"First load, {rounds} visits", asyncio.run(load.measured(rounds)))


def _full(wanted: argparse.Namespace) -> None:
    people, rounds, seconds = wanted.people, wanted.rounds or 3, wanted.seconds
    found = asyncio.run(full_room.measured(people, rounds, seconds))
    title = f"{people} connected, {rounds} rounds, typing for {seconds:.0f} s"
    _tell(f"{title} (the page's 400 ms after the last key come on top)", found)


def _others(wanted: argparse.Namespace) -> None:
    rounds, pages = wanted.rounds or 7, wanted.pages
    found = asyncio.run(others.loads(rounds))
    _tell(f"The same form of 30 questions, first load, {rounds} visits", found)
    rounds = wanted.rounds or 3
    found = asyncio.run(others.bursts(pages, rounds))
    _tell(f"The same form, {pages} pages of Chromium at once, {rounds} rounds", found)


def _tell(title: str, found: Mapping[str, Found]) -> None:
    say(f"\n{title}")
    for line in lines(found):
        say(line)


def _wanted() -> argparse.Namespace:
    asked = argparse.ArgumentParser(prog="python -m tests.bench.room")
    names = "{" + ",".join(PARTS) + "}"
    asked.add_argument("parts", nargs="*", choices=[*PARTS, []], metavar=names)
    asked.add_argument("--rounds", type=int, help="instead of 3, or of 7 visits")
    asked.add_argument("--rooms", type=int, nargs="+", default=[10, 20, 40, 80])
    asked.add_argument("--limit", type=float, default=240, help="seconds to arrive")
    asked.add_argument("--people", type=int, default=40, help="connected in `full`")
    asked.add_argument("--seconds", type=float, default=120, help="of typing")
    asked.add_argument("--pages", type=int, default=10, help="at once in `others`")
    return asked.parse_args()


if __name__ == "__main__":
    main(_wanted())
