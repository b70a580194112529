"""What a workshop may know of a participant: how many and how far, never what."""

import asyncio
import json
import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from workbook.pages import Book
from workbook.pages.progress import states
from workbook.store import Record

_SECONDS_BETWEEN = 3.0


def counts(book: Book) -> dict[str, object]:
    """Return numbers and states, no text that anybody typed.

    ``names`` written, calls ``tried`` and people ``reached``, call ``cards`` with an
    opening, ``promises`` with a day; ``steps`` that are ``begun`` or ``ready`` by
    their names in the content; ``active``, the minute of this (ISO 8601, UTC).
    """
    read = book.file.records
    talks = read("conversations")
    found = states(book, book.content.order)
    return {
        "active": datetime.now(UTC).isoformat(timespec="minutes"),
        "names": _answered(read("contacts"), "name"),
        "tried": _answered(talks, "reached"),
        "reached": sum(talk.values.get("reached") == "reached" for talk in talks),
        "cards": _answered(read("calls"), "opening"),
        "promises": _answered(read("follow_ups"), "due"),
        "steps": {name: how for name, how in found.items() if how != "open"},
    }


def _answered(records: Iterable[Record], question: str) -> int:
    return sum(record.values.get(question) is not None for record in records)


class Tally:
    """Keeps a file of counts up to date, at most every few seconds."""

    def __init__(self, book: Book, path: Path) -> None:
        """Write it when the page is there; at once where there is none to wait for."""
        self._book = book
        self._path = path
        self._due: asyncio.TimerHandle | None = None
        self.changed()
        if self._due is None:
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
