"""What the workbook notes for itself, such as the language and the step he was at.

Every function works within the transaction of the connection it is handed.
"""

import sqlalchemy as sa

from workbook.store.tables import Tables


def find(connection: sa.Connection, tables: Tables, key: str) -> str | None:
    """Return a note, None when there is none."""
    table = tables.notes
    query = sa.select(table.c.value).where(table.c.key == key)
    found: str | None = connection.execute(query).scalar()
    return found


def write(connection: sa.Connection, tables: Tables, key: str, value: str) -> None:
    """Write a note in place of an older one."""
    table = tables.notes
    connection.execute(table.delete().where(table.c.key == key))
    connection.execute(table.insert().values(key=key, value=value))
