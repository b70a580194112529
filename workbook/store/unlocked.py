"""A workbook file to take along, without a key, and one that is put back."""

import re
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Final

import sqlalchemy as sa

from workbook.errors import StoreError
from workbook.store.engine import (
    APPLICATION,
    FORMAT,
    beside,
    connect,
    length,
    make,
    outside_transaction,
    refuse,
)

BEFORE: Final = ".before"
"""What ends the name of the file that was there before another was put back."""
_TYPE: Final = re.compile("[A-Za-z ]*")
_JOURNAL: Final = slice(18, 20)
"""Where a file says that its last writes may stand beside it; in memory none can."""


def copy(engine: sa.Engine) -> bytes:
    """Return the whole file as it is now, never encrypted.

    Nothing of it is on the disk meanwhile.
    """
    with (
        closing(sqlite3.connect(":memory:", isolation_level=None)) as plain,
        outside_transaction(engine) as connection,
    ):
        # In one transaction: an answer saved meanwhile is in it whole or not at all.
        connection.execute("BEGIN")
        try:
            _pour(connection, plain)
        finally:
            connection.execute("ROLLBACK")
        return plain.serialize()


def put_back(
    content: bytes,
    path: Path,
    key: bytes | None,
    prove: Callable[[Path], object] = lambda _path: None,
) -> None:
    """Put a copy in the place of the file at ``path``, locked with ``key``.

    Nobody may have that file open. It stays beside, its name ending in ``BEFORE``.
    Raises StoreError, with all as it was, when the copy is no sound workbook, and
    what ``prove`` raises, which is called with the new file before it takes its place.
    """
    glance(content, path)
    new = path.with_name(path.name + ".new")
    new.unlink(missing_ok=True)
    make(new)
    try:
        with closing(sqlite3.connect(":memory:", isolation_level=None)) as plain:
            _open(plain, content, path)
            with closing(connect(new, key)) as connection:
                _pour(plain, connection)
        prove(new)
        _set_aside(path)
        new.replace(path)
    finally:
        for left in (new, *beside(new)):
            left.unlink(missing_ok=True)


def glance(content: bytes, path: Path) -> None:
    """Raise StoreError when a copy is no workbook, or cut off: by its header alone."""
    refuse(path, content)
    if len(content) < length(content):
        raise StoreError("file_damaged", path=path)


def swap(path: Path) -> None:
    """Let a file and the one kept beside it change places.

    Nobody may have them open. Done twice, all is as before.
    """
    kept, between = (path.with_name(path.name + end) for end in (BEFORE, ".between"))
    _move(path, between)
    _move(kept, path)
    _move(between, kept)


def _set_aside(path: Path) -> None:
    """Keep a file beside itself; what was kept there before is gone."""
    kept = path.with_name(path.name + BEFORE)
    for name in (kept, *beside(kept)):
        name.unlink(missing_ok=True)
    _move(path, kept)


def _move(source: Path, target: Path) -> None:
    """Move a file and what SQLite keeps beside it."""
    names = zip((source, *beside(source)), (target, *beside(target)), strict=True)
    for old, new in names:
        with suppress(FileNotFoundError):
            old.replace(new)


def _open(plain: sqlite3.Connection, content: bytes, path: Path) -> None:
    """Read a copy in memory; StoreError when it is not sound."""
    whole = bytearray(content)
    whole[_JOURNAL] = b"\x01\x01"
    # No value in it is longer than all of it, unless it computes some.
    plain.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, len(content))
    try:
        plain.deserialize(bytes(whole))
        plain.execute("PRAGMA ignore_check_constraints = ON")
        check = "PRAGMA quick_check(1)"
        sound = _computes_nothing(plain) and plain.execute(check).fetchone() == ("ok",)
    except (sqlite3.DatabaseError, MemoryError):
        sound = False
    if not sound:
        raise StoreError("file_damaged", path=path)


def _computes_nothing(source: sqlite3.Connection) -> bool:
    """Tell whether all is tables of typed columns, as ours are: nothing is worked out.

    A few bytes of schema could otherwise ask for any amount of memory.
    """
    kinds = source.execute("SELECT type FROM pragma_table_list").fetchall()
    columns = (column for name in _tables(source) for column in _columns(source, name))
    return {kind for (kind,) in kinds} == {"table"} and not any(
        hidden or not _TYPE.fullmatch(declared) for _, declared, _, _, hidden in columns
    )


def _tables(source: Any) -> list[str]:
    asked = "SELECT name FROM sqlite_master WHERE type = 'table'"
    found = source.execute(f"{asked} AND name NOT LIKE 'sqlite_%'").fetchall()
    return [name for (name,) in found]


def _columns(source: Any, table: str) -> list[tuple[str, str, int, int, int]]:
    """Return name, type, whether empty is refused, place in the key, if computed."""
    asked = 'SELECT name, type, "notnull", pk, hidden FROM pragma_table_xinfo(?)'
    found: list[tuple[str, str, int, int, int]] = source.execute(
        asked, (table,)
    ).fetchall()
    return found


def _indexes(source: Any, table: str) -> Iterator[tuple[str, list[str]]]:
    """Give name and columns of each index of a table that is of columns alone."""
    asked = "SELECT name FROM pragma_index_list(?) WHERE origin = 'c' AND partial = 0"
    for (name,) in source.execute(asked, (table,)).fetchall():
        info = source.execute("SELECT name FROM pragma_index_info(?)", (name,))
        columns = [column for (column,) in info.fetchall()]
        if None not in columns:
            yield name, columns


def _pour(source: Any, target: Any) -> None:
    """Copy all tables into an empty file, whatever either is locked with."""
    target.execute("BEGIN")
    for name in _tables(source):
        columns = _columns(source, name)
        target.execute(f"CREATE TABLE {_quoted(name)} ({_declared(columns)})")
        rows = source.execute(f"SELECT * FROM {_quoted(name)}")
        places = ", ".join("?" * len(columns))
        target.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", rows)
        for index, indexed in _indexes(source, name):
            on = f"{_quoted(name)} ({', '.join(map(_quoted, indexed))})"
            target.execute(f"CREATE INDEX {_quoted(index)} ON {on}")
    target.execute("COMMIT")
    target.execute(f"PRAGMA application_id = {APPLICATION}")
    target.execute(f"PRAGMA user_version = {FORMAT}")


def _declared(columns: Sequence[tuple[str, str, int, int, int]]) -> str:
    """Return columns as CREATE TABLE wants them, and nothing else from the source."""
    parts = [
        f"{_quoted(name)} {kind}{' NOT NULL' if full else ''}"
        for name, kind, full, _, _ in columns
    ]
    key = sorted((place, name) for name, _, _, place, _ in columns if place)
    keys = ", ".join(_quoted(name) for _, name in key)
    return ", ".join([*parts, f"PRIMARY KEY ({keys})"] if keys else parts)


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
