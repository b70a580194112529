"""Open the one file: SQLite, plain or encrypted, or refuse it untouched."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import ModuleType
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.pool import QueuePool

from workbook.errors import StoreError

FORMAT: Final = 1
APPLICATION: Final = 0x50524F41  # "PROA": tells a workbook from any other SQLite file
_MAGIC: Final = b"SQLite format 3\x00"


def open_engine(path: Path, key: bytes | None = None) -> sa.Engine:
    """Return an engine on the file, made with mode 0600 if it is not there.

    With a ``key`` of 32 bytes the file is encrypted by SQLCipher. Raises StoreError
    when it is no workbook, damaged, of a newer version, or locked by a wrong key;
    the file is then as it was.
    """
    fresh = not path.exists() or path.stat().st_size == 0
    if not fresh:
        _refuse(path, encrypted=key is not None)
    else:
        _create(path)
    engine = _engine(path, key)
    try:
        _settle(engine, path, fresh=fresh)
    except BaseException:
        engine.dispose()
        raise
    return engine


def writing(engine: sa.Engine) -> sa.Engine:
    """Return the engine for short writes: it takes the write lock at the start."""
    return engine.execution_options(write=True)


def copy_to(engine: sa.Engine, path: Path) -> None:
    """Write a copy of the whole file, as it is now, with mode 0600."""
    path.unlink(missing_ok=True)
    _create(path)
    with _outside_transaction(engine) as connection:
        connection.execute("VACUUM INTO ?", (str(path),))


def _create(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError as fault:
        raise StoreError("folder_not_writable", path=path.parent) from fault


def _refuse(path: Path, *, encrypted: bool) -> None:
    """Read the header without SQLite, which would leave its own files behind."""
    try:
        header = path.open("rb").read(100)
    except OSError as fault:
        raise StoreError("file_unreadable", path=path) from fault
    if encrypted:
        return
    if header[:16] != _MAGIC or len(header) < 100:
        raise StoreError("file_damaged", path=path)
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise StoreError("file_not_workbook", path=path)
    if int.from_bytes(header[60:64], "big") > FORMAT:
        raise StoreError("file_newer", path=path)


def _engine(path: Path, key: bytes | None) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://",
        creator=_opener(path, key),
        module=_driver(key),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=2,
    )

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    return engine


def _driver(key: bytes | None) -> ModuleType:
    if key is None:
        return sqlite3
    from sqlcipher3 import dbapi2  # an extra: only encrypted files need it

    return dbapi2  # type: ignore[no-any-return]


def _opener(path: Path, key: bytes | None) -> Callable[[], Any]:
    driver = _driver(key)

    def connect() -> Any:
        connection = driver.connect(
            str(path), timeout=5.0, isolation_level=None, check_same_thread=False
        )
        if key is not None:
            connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        connection.execute("PRAGMA synchronous = FULL")
        return connection

    return connect


def _settle(engine: sa.Engine, path: Path, *, fresh: bool) -> None:
    try:
        with _outside_transaction(engine) as connection:
            if fresh:
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
            _sound(connection, path)
            connection.execute("PRAGMA journal_mode = WAL")
    except engine.dialect.dbapi.OperationalError as fault:  # type: ignore[union-attr]
        raise StoreError("file_locked", path=path) from fault
    except engine.dialect.dbapi.DatabaseError as fault:  # type: ignore[union-attr]
        raise StoreError("file_damaged", path=path) from fault


@contextmanager
def _outside_transaction(engine: sa.Engine) -> Iterator[Any]:
    """Hand out the driver's own connection: some pragmas work only outside a BEGIN."""
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()


def _sound(connection: Any, path: Path) -> None:
    if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
        raise StoreError("file_damaged", path=path)
    if connection.execute("PRAGMA user_version").fetchone()[0] > FORMAT:
        raise StoreError("file_newer", path=path)
