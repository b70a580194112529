"""CPU seconds to draw the map of a network of three thousand.

    python -m tests.bench.network_map

Every round is a fresh process whose imports are done before its clock starts, and
whose frames are read. ``screen`` is layout and SVG, ``print`` layout and PNG for Word.
The baseline is what pandas takes to write the contacts as JSON: each touched once.
"""

import json
import sys
import time
from collections.abc import Callable
from typing import Any

from tests.bench.paths import COMPANIES, CONTACTS, TODAY, frames
from tests.bench.table import compare, say
from workbook.analysis.network_map import draw, network_map
from workbook.analysis.network_map.picture import png
from workbook.content import load
from workbook.pages.network_svg import svg
from workbook.pages.network_words import NetworkWords
from workbook.settings import Settings

Measure = Callable[[dict[str, Any]], int]


def main() -> None:
    """Print medians and spread of CPU seconds, and the ratios."""
    say(f"{CONTACTS} contacts, {COMPANIES} companies")
    compare("tests.bench.network_map", ("json", "screen", "print"), "bytes")


def _json(found: dict[str, Any]) -> int:
    return len(found["contacts"].to_json())


def _screen(found: dict[str, Any]) -> int:
    return len(svg(_drawn(found), "", ""))


def _print(found: dict[str, Any]) -> int:
    return len(png(_drawn(found), 6.3))


def _drawn(found: dict[str, Any]) -> Any:
    words = NetworkWords(load(Settings()), "da")
    laid_out = network_map(found, TODAY)
    assert laid_out
    return draw(laid_out, words.on_the_map())


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measure: Measure = {"json": _json, "screen": _screen, "print": _print}[
            sys.argv[1]
        ]
        told = frames()
        load(Settings())
        began = time.process_time()
        size = measure(told)
        say(json.dumps({"seconds": time.process_time() - began, "found": size}))
    else:
        main()
