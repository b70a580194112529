"""Carries a workbook out of the server and back, in a fenced process of its own.

``python -m workbook.serving.workshop.carry out|in``: the key and, on the way in, the
copy come by standard input, the copy or the code of what was wrong by standard
output. The server never holds a plain answer in a file.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from contextlib import closing
from pathlib import Path

from sqlalchemy.exc import SQLAlchemyError

from workbook.errors import StoreError
from workbook.serving.environment import kernel_environment
from workbook.serving.this_python import ONE_THREAD, PYTHON
from workbook.serving.workshop import fence
from workbook.serving.workshop.place import folder, made, variables
from workbook.serving.workshop.running import Workshop
from workbook.serving.workshop.sessions import Session
from workbook.settings import KEY_LENGTH, Settings

_SECONDS = 60
_WELL, _WRONG = b"+", b"-"


async def carry(
    workshop: Workshop, session: Session, way: str, content: bytes = b""
) -> bytes:
    """Return a copy of a person's workbook (``out``), or put one back (``in``).

    It takes one of the places of ``workshop.carrying``: its caller has waited for it.
    Raises StoreError when it is no workbook, or damaged, or newer.
    """
    made(workshop.site, session.person)
    own = variables(workshop.site, workshop.settings, session.person)
    place = folder(workshop.site, session.person)
    own[fence.TOLD] = fence.told(place, workshop.settings.site)
    process = await asyncio.create_subprocess_exec(
        *(*PYTHON, "workbook.serving.workshop.carry", way),
        stdin=PIPE,
        stdout=PIPE,
        stderr=DEVNULL,
        env=kernel_environment(os.environ) | own | ONE_THREAD,
    )
    key = b"" if "no_encryption" in workshop.missing else session.key
    try:
        told, _ = await asyncio.wait_for(
            process.communicate(key.ljust(KEY_LENGTH, b"\0") + content), _SECONDS
        )
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()  # what is deleted next must stay deleted
    if told[:1] == _WELL:
        return told[1:]
    code = told[1:].decode("ascii", "ignore") or "file_damaged"
    raise StoreError(code, path="")


def _main(way: str) -> bytes:
    whole = sys.stdin.buffer.read()
    key = whole[:KEY_LENGTH] if any(whole[:KEY_LENGTH]) else None
    fence.enclose_as_told()
    settings = Settings.from_environment()
    path = settings.workbook_file()
    if way == "out":
        return _copy(path, key, settings)
    from workbook.store.unlocked import put_back

    put_back(whole[KEY_LENGTH:], path, key, lambda new: _prove(new, key, settings))
    return b""


def _prove(path: Path, key: bytes | None, settings: Settings) -> None:
    """Read all of a file as his page will; StoreError when that would fail."""
    from workbook.content import load
    from workbook.store import WorkbookFile

    steps = load(settings).steps
    try:
        with closing(WorkbookFile(path, steps, key)) as file:
            for step in steps:
                for record in file.records(step):
                    file.versions(step, record.record)
    except (SQLAlchemyError, LookupError, TypeError, ValueError) as fault:
        raise StoreError("file_damaged", path=path) from fault


def _copy(path: Path, key: bytes | None, settings: Settings) -> bytes:
    from workbook.content import load
    from workbook.store import WorkbookFile

    with closing(WorkbookFile(path, load(settings).steps, key)) as file:
        return file.unlocked()


if __name__ == "__main__":
    try:
        answer = _WELL + _main(sys.argv[1])
    except StoreError as fault:
        answer = _WRONG + fault.code.encode("ascii")
    sys.stdout.buffer.write(answer)
