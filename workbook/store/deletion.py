"""Deleting and bringing back: a record and what stands within it."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from workbook.content.step import Step
from workbook.store import trail
from workbook.store.places import Place
from workbook.store.tables import Tables

DELETED = "_deleted_at"
"""The history tells by this name that a record was put away, or brought back."""


def mark(
    connection: sa.Connection,
    tables: Tables,
    steps: Mapping[str, Step],
    step: str,
    record: str,
    deleted_at: datetime | None,
) -> None:
    """Mark a record as deleted, or with None as not deleted.

    The records of other steps that stand within it go with it, and come back with
    it. The history keeps a trace of each.
    """
    table = tables.steps[step]
    own = sa.select(table.c._deleted_at).where(table.c._record == record)
    before = connection.execute(own).scalar()
    marked: list[tuple[sa.Table, sa.ColumnElement[str]]] = [(table, table.c._record)]
    for inner in steps.values():
        tie = inner.refers_to(step) if step in inner.within else None
        if tie:
            table = tables.steps[inner.name]
            marked.append((table, table.c[tie.name]))
    for table, column in marked:
        here = [column == record, _marked(table, before)]
        changed = table.update().where(*here).returning(table.c._record)
        for (found,) in connection.execute(changed.values(_deleted_at=deleted_at)):
            place = Place(table.name, found, DELETED)
            trail.remember_deletion(connection, tables, place, (before, deleted_at))


def _marked(table: sa.Table, at: datetime | None) -> sa.ColumnElement[bool]:
    """Return what picks out the records that were deleted at the same time.

    What was deleted before them does not come back with them, nor is it marked anew.
    """
    if at is None:
        return table.c._deleted_at.is_(None)
    return table.c._deleted_at == at
