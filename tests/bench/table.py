"""Lines of a table on the screen, and fresh processes measured against each other."""

import compileall
import json
import os
import statistics
import subprocess
import sys
from typing import Any

ROUNDS = 7


def say(line: str) -> None:
    """Write one line at once."""
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


def compare(module: str, names: tuple[str, ...], things: str) -> None:
    """Print each one's CPU seconds, medians and spread, and its ratio to the first.

    ``python -m module name`` prints a line of JSON: ``seconds``, and how many
    ``things`` were ``found``. Each round is a process of its own.
    """
    compileall.compile_dir("workbook", quiet=1)
    say(f"CPU seconds, median of {ROUNDS} fresh processes")
    first = 0.0
    for name in names:
        runs = [_run(module, name) for _ in range(ROUNDS)]
        found = [run["seconds"] for run in runs]
        median = statistics.median(found)
        first = first or median
        spread = f"{min(found):.3f} to {max(found):.3f}"
        told = f"{runs[0]['found']} {things}, {median / first:.1f} x {names[0]}"
        say(f"{name:10}{median:8.3f}   {spread}   {told}")


def _run(module: str, name: str) -> dict[str, Any]:
    environment = {
        k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"
    }
    answer = subprocess.run(
        [sys.executable, "-m", module, name],
        env=environment,
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, Any] = json.loads(answer.stdout.splitlines()[-1])
    return found
