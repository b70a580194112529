"""What a workshop may know of a participant: how many and how far, never what."""

import asyncio
import json
import os
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd

from workbook.pages import Book
from workbook.pages.progress import state

_SECONDS_BETWEEN = 3.0


def counts(book: Book) -> dict[str, object]:
    """Return numbers and states, no text that anybody typed.

    ``names`` written, calls ``tried`` and people ``reached``, call ``cards`` with an
    opening, ``promises`` with a day; ``steps`` that are ``begun`` or ``ready`` by
    their names in the content; ``active``, the minute of this (ISO 8601, UTC).
    """
    talks, names = book.frame("conversations"), book.frame("contacts")
    cards, promises = book.frame("calls"), book.frame("follow_ups")
    states = {step.name: state(book, step) for step in book.content.order}
    return {
        "active": datetime.now(UTC).isoformat(timespec="minutes"),
        "names": _answered(names, "name"),
        "tried": _answered(talks, "reached"),
        "reached": int((talks["reached"] == "reached").sum()),
        "cards": _answered(cards, "opening"),
        "promises": _answered(promises, "due"),
        "steps": {name: found for name, found in states.items() if found != "open"},
    }


def _answered(frame: pd.DataFrame, question: str) -> int:
    return int(frame[question].notna().sum())


class Tally:
    """Keeps a file of counts up to date, at most every few seconds."""

    def __init__(self, book: Book, path: Path) -> None:
        """Write it once at the start."""
        self._book = book
        self._path = path
        self._due: asyncio.TimerHandle | None = None
        self.write()

    def changed(self) -> None:
        """Write it soon; where there is no loop to wait in, when it is next written."""
        if self._due is None:
            with suppress(RuntimeError):
                loop = asyncio.get_running_loop()
                self._due = loop.call_later(_SECONDS_BETWEEN, self.write)

    def write(self) -> None:
        """Put a new file in place, whole, for this user alone.

        Where that cannot be done, nothing is said: what he writes matters more.
        """
        self._due = None
        with suppress(OSError):
            _put(self._path, counts(self._book))


def _put(path: Path, found: Mapping[str, object]) -> None:
    beside = path.with_suffix(".new")
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(found, file)
    beside.replace(path)
