"""Kernel CPU to open a file with 500 records and show their list.

    python -m tests.bench.list_of_records

Every round is a fresh process whose imports are done before its clock starts. The
baseline reads the same rows with the sqlite3 of Python and puts them into one core
ipywidget; both end with the widget states as the JSON that goes to the page.
"""

import compileall
import json
import os
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tests.bench.table import say

ROUNDS = 7
RECORDS = 500
STEP = "jobs"


def main() -> None:
    """Print medians and spread of CPU seconds."""
    compileall.compile_dir("workbook", quiet=1)
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "many.workbook"
        _fill(file)
        say(f"{RECORDS} records, CPU seconds, median of {ROUNDS} fresh processes")
        for name in ("baseline", "ours"):
            runs = [_run(name, file) for _ in range(ROUNDS)]
            for part in runs[0]:
                found = [run[part] for run in runs]
                spread = f"{min(found):.3f} to {max(found):.3f}"
                say(f"{name:10}{part:16}{statistics.median(found):8.3f}   {spread}")


def _fill(path: Path) -> None:
    from workbook import Workbook
    from workbook.store import Place

    book = Workbook.open(path)
    answers: list[tuple[Place, object]] = []
    for number in range(RECORDS):
        for question, raw in (
            ("title", f"Stilling {number}"),
            ("employer", f"Virksomhed {number} & Søn"),
            ("from", "04.2016"),
            ("tasks", "Planlagde omkring 60 læs om ugen til ni lande"),
        ):
            answers.append((Place(STEP, f"job{number}", question), raw))
    book.file.save_all(answers)
    book.close()


def _run(name: str, file: Path) -> dict[str, float]:
    environment = {
        k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
    }
    answer = subprocess.run(
        [sys.executable, "-m", "tests.bench.list_of_records", name, file],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(answer.stdout.splitlines()[-1])
    return found


def _ours(file: Path) -> dict[str, float]:
    import ipywidgets

    from workbook.book import Workbook

    began = time.process_time()
    book = Workbook.open(file)
    opened = time.process_time()
    journey: Any = book.page("all_steps")
    shown = time.process_time()
    journey.go(STEP)
    gone = time.process_time()
    text = json.dumps(ipywidgets.Widget.get_manager_state(), default=str)
    ended = time.process_time()
    assert text.count("Virksomhed") >= RECORDS
    return {
        "open the file": opened - began,
        "first page": shown - opened,
        "go to the list": gone - shown,
        "serialise": ended - gone,
        "together": ended - began,
    }


def _baseline(file: Path) -> dict[str, float]:
    import ipywidgets

    began = time.process_time()
    connection = sqlite3.connect(file)
    rows = connection.execute(f"select * from {_table(connection)}").fetchall()
    lines = "".join(f"<tr><td>{'<td>'.join(map(str, row))}</tr>" for row in rows)
    ipywidgets.HTML(f"<table>{lines}</table>")
    text = json.dumps(ipywidgets.Widget.get_manager_state(), default=str)
    ended = time.process_time()
    connection.close()
    assert text.count("Virksomhed") >= RECORDS
    return {"together": ended - began}


def _table(connection: sqlite3.Connection) -> str:
    names = connection.execute("select name from sqlite_master where type = 'table'")
    return next(str(name) for (name,) in names if str(name).endswith(STEP))


if __name__ == "__main__":
    if len(sys.argv) > 1:
        measured = {"ours": _ours, "baseline": _baseline}[sys.argv[1]]
        say(json.dumps(measured(Path(sys.argv[2]))))
    else:
        main()
