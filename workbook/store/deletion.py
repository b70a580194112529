"""Deleting and bringing back: a record and what stands within it."""

from collections.abc import Mapping
from datetime import datetime

import sqlalchemy as sa

from workbook.content.step import Step
from workbook.store.tables import Tables


def mark(
    connection: sa.Connection,
    tables: Tables,
    steps: Mapping[str, Step],
    step: str,
    record: str,
    deleted_at: datetime | None,
) -> None:
    """Mark a record as deleted, or with None as not deleted.

    The records of other steps that stand within it go with it.
    """
    table = tables.steps[step]
    marked: list[tuple[sa.Table, sa.ColumnElement[str]]] = [(table, table.c._record)]
    for inner in steps.values():
        tie = inner.refers_to(step) if step in inner.within else None
        if tie:
            table = tables.steps[inner.name]
            marked.append((table, table.c[tie.name]))
    for table, column in marked:
        changed = table.update().where(column == record)
        connection.execute(changed.values(_deleted_at=deleted_at))
