"""What stands beside an answer: its draft, its origins, its history.

Every function works within the transaction of the connection it is handed.
"""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Final

import sqlalchemy as sa

from workbook.content.question import Question
from workbook.content.record import Value, plain
from workbook.errors import AnswerError
from workbook.store.places import Draft, Origin, Place, Version
from workbook.store.tables import Tables

PAUSE: Final = timedelta(minutes=2)

Drafts = Mapping[str, Mapping[str, Draft]]


def keep_draft(
    connection: sa.Connection,
    tables: Tables,
    place: Place,
    raw: object,
    fault: AnswerError,
) -> None:
    """Keep typed text that could not be read, with the code that says why."""
    forget(connection, tables.drafts, place)
    row = {"raw": raw, "code": fault.code, "details": fault.details}
    connection.execute(tables.drafts.insert().values(**_key(place), **row))


def can_be_draft(raw: object) -> bool:
    """Tell whether JSON can hold it and a page can be told it again."""
    try:
        json.dumps(raw, ensure_ascii=False, allow_nan=False).encode()
    except (TypeError, ValueError):
        return False
    return True


def drafts(connection: sa.Connection, tables: Tables, step: str) -> Drafts:
    """Return a step's drafts by record and question."""
    table = tables.drafts
    found: dict[str, dict[str, Draft]] = {}
    for row in connection.execute(sa.select(table).where(table.c.step == step)):
        draft = Draft(row.raw, row.code, row.details)
        found.setdefault(row.record, {})[row.question] = draft
    return found


def keep_origin(
    connection: sa.Connection, tables: Tables, place: Place, origin: Origin
) -> None:
    """Note where a text was taken from, and what it was then."""
    table, source = tables.origins, origin.source
    row = _key(place) | {
        "from_step": source.step,
        "from_record": source.record,
        "from_question": source.question,
    }
    same = [table.c[name] == value for name, value in row.items()]
    connection.execute(table.delete().where(*same))
    connection.execute(table.insert().values(**row, taken=origin.taken))


def origins(
    connection: sa.Connection, tables: Tables, step: str, record: str
) -> dict[str, list[Origin]]:
    """Return by question where a record's answers were taken from."""
    table = tables.origins
    query = sa.select(table).where(table.c.step == step, table.c.record == record)
    found: dict[str, list[Origin]] = {}
    for row in connection.execute(query):
        source = Place(row.from_step, row.from_record, row.from_question)
        found.setdefault(row.question, []).append(Origin(source, row.taken))
    return found


def remember(
    connection: sa.Connection,
    tables: Tables,
    place: Place,
    question: Question,
    change: tuple[Value, Value],
    writer: str,
) -> None:
    """Add a change to the history; one stretch of typing is one version.

    What empties an answer is a version of its own, however quickly it came.
    """
    table = tables.history
    query = sa.select(table).where(*at(table, place)).order_by(table.c.version.desc())
    last = connection.execute(query).first()
    old, new = (plain(question, value) for value in change)
    now = datetime.now()
    stretch = last and last.writer == writer and now - last.at < PAUSE
    if last and stretch and new is not None:
        same = table.c.version == last.version
        connection.execute(table.update().where(same).values(new=new))
        return
    row = {"at": now, "writer": writer, "old": old, "new": new}
    connection.execute(table.insert().values(**_key(place), **row))


def remember_deletion(
    connection: sa.Connection,
    tables: Tables,
    place: Place,
    change: tuple[datetime | None, datetime | None],
) -> None:
    """Add to the history that a record was put away, or brought back."""
    old, new = (at.isoformat() if at else None for at in change)
    row = {"at": datetime.now(), "writer": "", "old": old, "new": new}
    connection.execute(tables.history.insert().values(**_key(place), **row))


def versions(
    connection: sa.Connection, tables: Tables, step: str, record: str
) -> list[Version]:
    """Return what a record's answers were before, the latest change first."""
    table = tables.history
    query = sa.select(table).where(table.c.step == step, table.c.record == record)
    rows = connection.execute(query.order_by(table.c.version.desc()))
    return [
        Version(Place(row.step, row.record, row.question), row.version, row.at, row.old)
        for row in rows
    ]


def forget(connection: sa.Connection, table: sa.Table, place: Place) -> None:
    """Delete what one of these tables has at a place."""
    connection.execute(table.delete().where(*at(table, place)))


def at(table: sa.Table, place: Place) -> tuple[sa.ColumnElement[bool], ...]:
    """Return the conditions that pick out a place."""
    return tuple(table.c[name] == value for name, value in _key(place).items())


def _key(place: Place) -> dict[str, str]:
    return {"step": place.step, "record": place.record, "question": place.question}
