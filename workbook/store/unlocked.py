"""A copy of a workbook file to take along: one that opens without a key."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from workbook.store.engine import APPLICATION, FORMAT, copy_to, outside_transaction


def copy(engine: sa.Engine) -> bytes:
    """Return the whole file as it is now, never encrypted.

    It is written in a folder of its own that only this user may read, and that is gone
    when this returns.
    """
    with TemporaryDirectory(prefix="workbook-") as folder:
        path = Path(folder, "copy.workbook")
        with outside_transaction(engine) as connection:
            if encrypted := connection.execute("PRAGMA cipher_version").fetchone():
                _unlock(connection, path)
        if not encrypted:
            copy_to(engine, path)
        return path.read_bytes()


def _unlock(connection: Any, path: Path) -> None:
    """Export an encrypted file (SQLCipher API, ``sqlcipher_export``).

    It leaves out what tells a workbook from any other SQLite file.
    """
    path.touch(0o600)
    connection.execute("ATTACH DATABASE ? AS unlocked KEY ''", (str(path),))
    try:
        # In one transaction: an answer saved meanwhile is in it whole or not at all.
        connection.execute("BEGIN")
        connection.execute("SELECT sqlcipher_export('unlocked')").fetchall()
        connection.execute("COMMIT")
        connection.execute(f"PRAGMA unlocked.application_id = {APPLICATION}")
        connection.execute(f"PRAGMA unlocked.user_version = {FORMAT}")
    finally:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        connection.execute("DETACH DATABASE unlocked")
