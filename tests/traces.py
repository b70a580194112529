"""What a workbook file remembers of its promises, read by SQL alone."""

import json
import sqlite3
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

PROMISES: Final = "follow_ups"
_KEPT: Final = ("due", "kept_on", "outcome")
_THEY_CALL: Final = ("conversations", "they_by")


class Traces:
    """The past of all promises in a file: nothing that was said goes without one."""

    def __init__(self, path: Path) -> None:
        """Begin with an empty file."""
        self._path = path
        self._had: dict[tuple[str, str], set[Any]] = {}
        self._typed: set[str] = set()

    def ids(self, step: str, *, deleted: bool = False) -> list[str]:
        """Return the records of a step that ever were, or those that are deleted."""
        which = " WHERE _deleted_at NOT NULL" if deleted else ""
        # In the order they came: a run that is played again finds the same ones.
        found = self._sql(f'SELECT _record FROM "{step}"{which} ORDER BY rowid')
        return [record for (record,) in found]

    def typing(self, step: str, question: str) -> None:
        """Allow for a stretch of typing: of that the history has only the ends."""
        if (step, question) == _THEY_CALL:
            self._typed.add("due")
        elif step == PROMISES:
            self._typed.add(question)

    def age(self) -> None:
        """Let five minutes pass since all that was written."""
        for version, at in self._sql("SELECT version, at FROM _history"):
            earlier = (datetime.fromisoformat(at) - timedelta(minutes=5)).isoformat(" ")
            self._sql("UPDATE _history SET at = ? WHERE version = ?", earlier, version)

    def check(self) -> None:
        """Check that each promise's past leads from nothing to what it is now.

        So every answer that it had, its deletion too, can be told and brought back.
        """
        past = self._past()
        columns = [name for _, name, *_ in self._sql(f"PRAGMA table_info({PROMISES})")]
        rows = self._sql(f"SELECT * FROM {PROMISES}")
        now = {row[0]: dict(zip(columns, row, strict=True)) for row in rows}
        assert now.keys() >= {record for record, _ in self._had}
        for record, values in now.items():
            told = past.get(record, {})
            for question in values.keys() - {"_record", "_position"}:
                _leads(told.get(question, []), values[question])
            for question in _KEPT:
                self._keeps(record, question, told.get(question, []))
        self._typed.clear()

    def _past(self) -> dict[str, dict[str, list[tuple[Any, Any]]]]:
        found: dict[str, dict[str, list[tuple[Any, Any]]]] = {}
        told = "SELECT record, question, old, new FROM _history WHERE step = ?"
        for record, question, old, new in self._sql(
            f"{told} ORDER BY version", PROMISES
        ):
            change = json.loads(old or "null"), json.loads(new or "null")
            found.setdefault(record, {}).setdefault(question, []).append(change)
        return found

    def _keeps(
        self, record: str, question: str, changes: list[tuple[Any, Any]]
    ) -> None:
        told = {_plain(value) for change in changes for value in change if value}
        had = self._had.setdefault((record, question), set())
        if question in self._typed:
            had &= told
        assert had <= told
        if changes and changes[-1][1]:
            had.add(_plain(changes[-1][1]))

    def _sql(self, told: str, *values: object) -> list[Any]:
        with closing(sqlite3.connect(self._path)) as connection, connection:
            return connection.execute(told, values).fetchall()


def _leads(changes: list[tuple[Any, Any]], now: Any) -> None:
    before = None
    for old, new in changes:
        assert old == before
        before = new
    assert _plain(before) == _plain(now)


def _plain(value: Any) -> Any:
    """Return a moment as a moment, however it is written; anything else as it is."""
    try:
        return datetime.fromisoformat(value).isoformat()
    except (TypeError, ValueError):
        return value
