"""A workbook file to take along, without a key, and one that is put back."""

import sqlite3
from collections.abc import Callable
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
    try:
        plain.deserialize(bytes(whole))
        sound = plain.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        sound = False
    if not sound:
        raise StoreError("file_damaged", path=path)


def _pour(source: Any, target: Any) -> None:
    """Copy all tables into an empty file, whatever either is locked with."""
    asked = "SELECT type, name, sql FROM sqlite_master WHERE sql IS NOT NULL"
    made = source.execute(f"{asked} AND name NOT LIKE 'sqlite_%'").fetchall()
    target.execute("BEGIN")
    for _, name, sql in (one for one in made if one[0] == "table"):
        target.execute(sql)
        rows = source.execute(f"SELECT * FROM {_quoted(name)}")
        places = ", ".join("?" * len(rows.description))
        target.executemany(f"INSERT INTO {_quoted(name)} VALUES ({places})", rows)
    for _, _, sql in (one for one in made if one[0] == "index"):
        target.execute(sql)
    target.execute("COMMIT")
    target.execute(f"PRAGMA application_id = {APPLICATION}")
    target.execute(f"PRAGMA user_version = {FORMAT}")


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'
