"""Files that the participant put in beside his answers, kept whole.

Every function works within the transaction of the connection it is handed.
"""

import uuid
from typing import Any, Final

import sqlalchemy as sa

from workbook.content.record import clean, holds_cpr
from workbook.errors import AnswerError
from workbook.store.tables import Tables

LARGEST_FILE: Final = 5 * 1024 * 1024


def take_in(
    connection: sa.Connection, tables: Tables, raw: Any, accepts: tuple[str, ...] = ()
) -> str:
    """Keep an upload and return its id; raises AnswerError when something is wrong.

    ``raw`` maps name, media_type, size and content, as far as the page sent them.
    ``accepts`` are the endings that its name may have, any when there are none.
    """
    content, size = raw.get("content"), raw.get("size")
    length = len(content) if isinstance(content, bytes) else None
    if max(length or 0, size if isinstance(size, int) else 0) > LARGEST_FILE:
        raise AnswerError("file_too_large", maximum=LARGEST_FILE // 1024**2)
    name = _alone(raw.get("name", ""))
    if length is None or size not in (None, length) or not name:
        raise AnswerError("file")
    if holds_cpr(name):
        raise AnswerError("file_name_cpr")
    if accepts and not name.lower().endswith(accepts):
        raise AnswerError("file_kind", endings=", ".join(accepts))
    file = uuid.uuid4().hex[:12]
    media_type = clean(str(raw.get("media_type", "")))[:100]
    row = {"name": name, "media_type": media_type, "content": content}
    connection.execute(tables.files.insert().values(file=file, **row))
    return file


def keep(
    connection: sa.Connection,
    tables: Tables,
    file: str,
    row: tuple[str, str, bytes],
) -> None:
    """Keep name, media type and content under an id, in place of an older file."""
    name, media_type, content = row
    table = tables.files
    connection.execute(table.delete().where(table.c.file == file))
    connection.execute(
        table.insert().values(
            file=file,
            name=_alone(name) or file,
            media_type=media_type,
            content=content,
        )
    )


def names(connection: sa.Connection, tables: Tables) -> dict[str, str]:
    """Return the names of all kept files by id."""
    table = tables.files
    rows = connection.execute(sa.select(table.c.file, table.c.name)).all()
    return {row.file: row.name for row in rows}


def find(
    connection: sa.Connection, tables: Tables, file: str
) -> tuple[str, str, bytes]:
    """Return a kept file's name, media type and content."""
    table = tables.files
    row = connection.execute(sa.select(table).where(table.c.file == file)).one()
    return row.name, row.media_type, row.content


def _alone(told: object) -> str:
    """Return the name alone, without the folders or dots that lead elsewhere."""
    name = clean(str(told).replace("\\", "/").rpartition("/")[2])
    name = " ".join(name.split())[-200:]
    return name if name.strip(". ") else ""
