"""Open the one file: SQLite, plain or encrypted, or refuse it untouched."""

import os
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
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
    if fresh:
        make(path)
    else:
        _read(path, encrypted=key is not None)
        _prove(path, key)
    engine = _engine(path, key)
    try:
        with _told(path, key), outside_transaction(engine) as connection:
            if fresh:
                connection.execute(f"PRAGMA application_id = {APPLICATION}")
                connection.execute(f"PRAGMA user_version = {FORMAT}")
            connection.execute("PRAGMA journal_mode = WAL")
    except BaseException:
        engine.dispose()
        raise
    return engine


def writing(engine: sa.Engine) -> sa.Engine:
    """Return the engine for short writes: it takes the write lock at the start."""
    return engine.execution_options(write=True)


def watch(engine: sa.Engine, told: Callable[[], None]) -> None:
    """Call ``told`` whenever something that was written is about to be kept."""
    _use(engine).told.append(told)


def pass_on(engine: sa.Engine) -> None:
    """Let go of the file for good, and open the next one with the same engine.

    It has learnt what is asked of a file, and it holds nothing that stood in one. For
    a process that others are forked from: they need not learn it each for itself.
    """
    engine.dispose()
    use = _use(engine)
    _LEFT[_driver(use.key)] = engine
    use.path, use.key, use.told = Path(), None, []


def copy_to(engine: sa.Engine, path: Path) -> None:
    """Write a copy of the whole file, as it is now, with mode 0600."""
    path.unlink(missing_ok=True)
    make(path)
    with outside_transaction(engine) as connection:
        connection.execute("VACUUM INTO ?", (str(path),))


def beside(path: Path) -> list[Path]:
    """Return the files that SQLite keeps beside an open one."""
    return [path.with_name(path.name + ending) for ending in ("-wal", "-shm")]


def make(path: Path) -> None:
    """Make an empty file that only this user may read; StoreError if it cannot be."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
        path.chmod(0o600)
    except OSError as fault:
        raise StoreError("folder_not_writable", path=path.parent) from fault


def refuse(path: Path, content: bytes) -> None:
    """Raise StoreError when what begins like ``content`` is no workbook of ours.

    It is told by the header alone, without SQLite, which would leave files behind.
    """
    header = content[:100]
    if header[:16] != _MAGIC or len(header) < 100:
        raise StoreError("file_damaged", path=path)
    if int.from_bytes(header[68:72], "big") != APPLICATION:
        raise StoreError("file_not_workbook", path=path)
    if int.from_bytes(header[60:64], "big") > FORMAT:
        raise StoreError("file_newer", path=path)


def _read(path: Path, *, encrypted: bool) -> None:
    """Refuse a file that is no workbook, or shorter than it says."""
    try:
        with path.open("rb") as file:
            header = file.read(100)
    except OSError as fault:
        raise StoreError("file_unreadable", path=path) from fault
    if encrypted:
        return
    refuse(path, header)
    if not beside(path)[0].exists() and path.stat().st_size < length(header):
        raise StoreError("file_damaged", path=path)


def length(header: bytes) -> int:
    """Return how long the header says the file is, or was when it was last closed."""
    page = int.from_bytes(header[16:18], "big")
    return (65536 if page == 1 else page) * int.from_bytes(header[28:32], "big")


def _prove(path: Path, key: bytes | None) -> None:
    """Read the whole file: what is unsound is refused before anything is written.

    A connection that may not write leaves the file alone when it closes, even one
    whose last writes still stand beside it.
    """
    absent = [left for left in beside(path) if not left.exists()]
    try:
        with _told(path, key), closing(connect(path, key, mode="ro")) as connection:
            if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
                raise StoreError("file_damaged", path=path)
            if connection.execute("PRAGMA user_version").fetchone()[0] > FORMAT:
                raise StoreError("file_newer", path=path)
    except StoreError as fault:
        if fault.code in ("file_damaged", "file_newer"):
            for left in absent:
                left.unlink(missing_ok=True)
        raise


@dataclass
class _Use:
    """What an engine is used for: the file, its key, and who is told of writes."""

    path: Path
    key: bytes | None = field(repr=False)
    told: list[Callable[[], None]] = field(default_factory=list)

    def connect(self) -> Any:
        return connect(self.path, self.key)


_LEFT: dict[ModuleType, sa.Engine] = {}
"""By their driver, engines that have been passed on and are not in use."""


def _engine(path: Path, key: bytes | None) -> sa.Engine:
    engine = _LEFT.pop(_driver(key), None) or _new_engine(_Use(path, key))
    use = _use(engine)
    use.path, use.key = path, key
    return engine


def _use(engine: sa.Engine) -> _Use:
    use: _Use = engine.get_execution_options()["use"]
    return use


def _new_engine(use: _Use) -> sa.Engine:
    engine = sa.create_engine(
        "sqlite://",
        creator=use.connect,
        module=_driver(use.key),
        poolclass=QueuePool,
        pool_size=1,
        max_overflow=2,
        hide_parameters=True,  # an answer never stands in an error
        execution_options={"use": use},
    )

    @sa.event.listens_for(engine, "begin")
    def begin(connection: sa.Connection) -> None:
        write = connection.get_execution_options().get("write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")

    @sa.event.listens_for(engine, "commit")
    def commit(connection: sa.Connection) -> None:
        if connection.get_execution_options().get("write"):
            for told in use.told:
                told()

    return engine


def _driver(key: bytes | None) -> ModuleType:
    if key is None:
        return sqlite3
    try:
        from sqlcipher3 import dbapi2  # an extra: only encrypted files need it
    except ImportError as fault:
        raise StoreError("key_not_supported") from fault
    return dbapi2  # type: ignore[no-any-return]


def connect(path: Path, key: bytes | None, mode: str = "rw") -> Any:
    """Return the driver's own connection to a file that is there."""
    connection = _driver(key).connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=5.0,
        isolation_level=None,
        check_same_thread=False,
    )
    if key is not None:
        connection.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
    connection.execute("PRAGMA synchronous = FULL")
    return connection


@contextmanager
def _told(path: Path, key: bytes | None) -> Iterator[None]:
    """Turn what SQLite raises into a StoreError."""
    try:
        yield
    except _driver(key).DatabaseError as fault:
        code = _code(str(fault), encrypted=key is not None)
        raise StoreError(code, path=path) from fault


def _code(told: str, *, encrypted: bool) -> str:
    """Return the code of what SQLite tells; both of its drivers tell it alike."""
    if "locked" in told:
        return "file_locked"
    if "readonly" in told or "unable to open" in told:
        return "folder_not_writable"
    unread = encrypted and "not a database" in told
    return "wrong_key" if unread else "file_damaged"


@contextmanager
def outside_transaction(engine: sa.Engine) -> Iterator[Any]:
    """Hand out the driver's own connection: some pragmas work only outside a BEGIN."""
    connection = engine.raw_connection()
    try:
        yield connection.driver_connection
    finally:
        connection.close()
