"""The tables, derived from the steps; they grow with the content, never shrink."""

import json
from collections.abc import Iterable, Mapping
from typing import Any, Final

import sqlalchemy as sa

from workbook.content.question import QuestionType
from workbook.content.step import Step


class Many(sa.types.TypeDecorator[tuple[str, ...]]):
    """Several texts in one column, as JSON."""

    impl = sa.Text
    cache_ok = True

    def process_bind_param(
        self, value: tuple[str, ...] | None, dialect: sa.Dialect
    ) -> str | None:
        """Return the texts as a JSON list."""
        del dialect
        return json.dumps(value, ensure_ascii=False) if value else None

    def process_result_value(
        self, value: str | None, dialect: sa.Dialect
    ) -> tuple[str, ...] | None:
        """Return the texts of a JSON list."""
        del dialect
        return tuple(json.loads(value)) if value else None


COLUMNS: Final[Mapping[QuestionType, type[sa.types.TypeEngine[Any]] | None]] = {
    "text": sa.Text,
    "long_text": sa.Text,
    "integer": sa.Integer,
    "rating": sa.Integer,
    "date": sa.Date,
    "month": sa.Date,
    "datetime": sa.DateTime,
    "email": sa.Text,
    "phone": sa.Text,
    "url": sa.Text,
    "select_one": sa.Text,
    "select_multiple": Many,
    "tags": Many,
    "reference": sa.Text,
    "references": Many,
    "lines": Many,
    "file": sa.Text,
    "note": None,
}


class Tables:
    """All tables of a workbook file.

    A step's table has a column per question, and the workbook's own begin with an
    underscore, which no question's name does: ``_record``, ``_position`` in the
    participant's order, ``_deleted_at`` for a record that can be brought back.
    """

    def __init__(self, steps: Iterable[Step]) -> None:
        """Derive the tables from the steps."""
        self.metadata = sa.MetaData()
        self._making: dict[str, list[str]] = {}
        self.steps = {step.name: self._step(step) for step in steps}
        self.notes = self._own("_notes", "key", value=sa.Text)
        self.files = self._own(
            "_files", "file", name=sa.Text, media_type=sa.Text, content=sa.LargeBinary
        )
        place = ("step", "record", "question")
        self.drafts = self._own(
            "_drafts", *place, raw=sa.JSON, code=sa.Text, details=sa.JSON
        )
        source = ("from_step", "from_record", "from_question")
        self.origins = self._own("_origins", *place, *source, taken=sa.Text)
        self.history = self._history()

    def _step(self, step: Step) -> sa.Table:
        columns = [
            sa.Column(question.name, column)
            for question in step.questions
            if (column := COLUMNS[question.type])
        ]
        return sa.Table(
            step.name,
            self.metadata,
            sa.Column("_record", sa.Text, primary_key=True),
            sa.Column("_position", sa.Integer),
            sa.Column("_deleted_at", sa.DateTime),
            *columns,
        )

    def _own(
        self, table: str, *keys: str, **columns: type[sa.types.TypeEngine[Any]]
    ) -> sa.Table:
        return sa.Table(
            table,
            self.metadata,
            *(sa.Column(key, sa.Text, primary_key=True) for key in keys),
            *(sa.Column(name, kind) for name, kind in columns.items()),
        )

    def _history(self) -> sa.Table:
        return sa.Table(
            "_history",
            self.metadata,
            sa.Column("version", sa.Integer, primary_key=True),
            sa.Column("at", sa.DateTime),
            sa.Column("writer", sa.Text),
            sa.Column("step", sa.Text),
            sa.Column("record", sa.Text),
            sa.Column("question", sa.Text),
            sa.Column("old", sa.JSON),
            sa.Column("new", sa.JSON),
            sa.Index("_history_place", "step", "record", "question"),
        )

    def missing(self, connection: sa.Connection) -> list[sa.Table | sa.Column[Any]]:
        """Return tables and columns that the content has and the file lacks."""
        named = "SELECT name FROM sqlite_master WHERE type = 'table'"
        there = set(connection.exec_driver_sql(named).scalars())
        inspector = sa.inspect(connection)
        found: list[sa.Table | sa.Column[Any]] = []
        for table in self.metadata.tables.values():
            if table.name not in there:
                found.append(table)
                continue
            columns = {column["name"] for column in inspector.get_columns(table.name)}
            found += [c for c in table.columns if c.name not in columns]
        return found

    def add(self, connection: sa.Connection, missing: Iterable[Any]) -> None:
        """Add what is missing; nothing is ever dropped or changed."""
        for part in missing:
            if isinstance(part, sa.Table):
                for words in self._words(part, connection.dialect):
                    connection.exec_driver_sql(words)
            else:
                kind = part.type.compile(connection.dialect)
                connection.exec_driver_sql(
                    f'ALTER TABLE "{part.table.name}" ADD COLUMN "{part.name}" {kind}'
                )

    def _words(self, table: sa.Table, dialect: sa.Dialect) -> list[str]:
        """Return what makes a table, put into words once for all files."""
        if table.name not in self._making:
            indexes = (sa.schema.CreateIndex(index) for index in table.indexes)
            parts: list[sa.schema.ExecutableDDLElement] = [
                sa.schema.CreateTable(table),
                *indexes,
            ]
            words = [str(part.compile(dialect=dialect)) for part in parts]
            self._making[table.name] = words
        return self._making[table.name]


_LATEST: list[tuple[tuple[Step, ...], Tables]] = []


def tables_of(steps: Iterable[Step]) -> Tables:
    """Return the tables of these steps, the same while the same steps are asked for.

    One content serves all files of a process, and all processes forked from it: what
    is derived from it takes megabytes, and time whenever a file is opened.
    """
    asked = tuple(steps)
    # By what they are and not by what they say, which would take longer to compare.
    if not _LATEST or [*map(id, _LATEST[0][0])] != [*map(id, asked)]:
        _LATEST[:] = [(asked, Tables(asked))]
    return _LATEST[0][1]
