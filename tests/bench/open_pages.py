"""Kernel CPU to open each page with the demo participant, imports done.

    python -m tests.bench.open_pages

Every round is a fresh process whose imports are done before its clock starts; it
opens the file, makes the page of one notebook, shows each of its steps in turn and
serialises the widget states. The baseline reads the same steps with the sqlite3 of
Python into core ipywidgets, one for each answer. Both read the same copy of the file.
"""

import compileall
import json
import os
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.bench.table import say

ROUNDS = 5


def main() -> None:
    """Print medians and spread of CPU seconds, and the ratio to the baseline."""
    from workbook.content import load
    from workbook.settings import Settings

    compileall.compile_dir("workbook", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "demo.workbook"
        _fill(file)
        say(f"CPU seconds, median of {ROUNDS} fresh processes (spread), baseline")
        for page in load(Settings()).pages:
            ours = [_run("ours", file, page.name) for _ in range(ROUNDS)]
            base = [_run("baseline", file, page.name) for _ in range(ROUNDS)]
            opened = [run["open"] for run in ours]
            steps = [run["longest step"] for run in ours]
            middle = statistics.median(opened)
            say(
                f"{page.name:20}{middle:7.3f} ({min(opened):.3f} to {max(opened):.3f})"
                f"  longest step {statistics.median(steps):.3f}"
                f"  baseline {statistics.median(r['open'] for r in base):.3f}"
            )


def _fill(path: Path) -> None:
    from workbook import Workbook
    from workbook.settings import Settings

    with closing(Workbook.open(path)) as book:
        demo = Settings().data("demo", "da.json")
        book.import_json(demo.read_text(encoding="utf-8"))


def _run(name: str, file: Path, page: str) -> dict[str, float]:
    environment = {
        k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
    }
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.open_pages", name, file, page],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _ours(file: Path, page: str) -> dict[str, float]:
    import ipywidgets

    from workbook.book import Workbook

    began = time.process_time()
    book = Workbook.open(file)
    journey: Any = book.page(page)
    json.dumps(ipywidgets.Widget.get_manager_state(), default=str)
    opened = time.process_time() - began
    steps = []
    for step in journey._steps:
        before = time.process_time()
        journey.go(step.name)
        steps.append(time.process_time() - before)
    return {"open": opened, "longest step": max(steps)}


def _baseline(file: Path, page: str) -> dict[str, float]:
    import ipywidgets

    from workbook.content import load
    from workbook.settings import Settings

    names = next(p.steps for p in load(Settings()).pages if p.name == page)
    began = time.process_time()
    with closing(sqlite3.connect(file)) as connection:
        for name in names:
            for row in connection.execute(f'select * from "{name}"'):
                ipywidgets.VBox([ipywidgets.Text(str(value or "")) for value in row])
    json.dumps(ipywidgets.Widget.get_manager_state(), default=str)
    return {"open": time.process_time() - began}


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measured = {"ours": _ours, "baseline": _baseline}[sys.argv[1]]
        with tempfile.TemporaryDirectory() as own:
            copy = shutil.copy(sys.argv[2], own)
            say(json.dumps(measured(Path(copy), sys.argv[3])))
    else:
        main()
