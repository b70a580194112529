"""The workbook file: records saved answer by answer, each change in the history."""

import uuid
from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from pathlib import Path
from typing import Any, Final

import pandas as pd
import sqlalchemy as sa

from workbook.content.record import Value, keepable, read
from workbook.content.step import Step
from workbook.errors import AnswerError
from workbook.store import notes, trail, unlocked, uploads
from workbook.store.deletion import mark
from workbook.store.engine import copy_to, open_engine, watch, writing
from workbook.store.frames import frame
from workbook.store.places import Origin, Place, Record, Saved, Version
from workbook.store.tables import tables_of

_OWNER: Final = "owner"


class WorkbookFile:
    """One participant's file.

    Every write is one short durable transaction. Two tabs merge per question: the
    later write of the same question wins and the earlier one is in the history.
    """

    def __init__(
        self, path: Path, steps: Mapping[str, Step], key: bytes | None = None
    ) -> None:
        """Open the file, or make it; raises StoreError and leaves it untouched."""
        self.path = path
        self.steps = steps
        self._tables = tables_of(steps.values())
        self._engine = open_engine(path, key)
        self._writer = uuid.uuid4().hex
        self._grow()

    def watch(self, told: Callable[[], None]) -> None:
        """Call ``told`` at every write; what is written can be read soon after."""
        watch(self._engine, told)

    def close(self, how: Callable[[sa.Engine], None] = sa.Engine.dispose) -> None:
        """Let go of the file; ``how`` may be ``engine.pass_on``."""
        how(self._engine)

    def records(self, step: str) -> list[Record]:
        """Return a step's records in the participant's order, without deleted ones."""
        table = self._tables.steps[step]
        query = sa.select(table).where(table.c._deleted_at.is_(None))
        with self._engine.connect() as connection:
            rows = (
                connection.execute(query.order_by(table.c._position)).mappings().all()
            )
            drafts = trail.drafts(connection, self._tables, step)
        return [self._record(step, row, drafts) for row in rows]

    def record(self, step: str, record: str) -> Record:
        """Return one record; one that was never saved is empty."""
        table = self._tables.steps[step]
        query = sa.select(table).where(table.c._record == record)
        with self._engine.connect() as connection:
            row = connection.execute(query).mappings().one_or_none()
            drafts = trail.drafts(connection, self._tables, step)
        return self._record(step, row, drafts) if row else Record(record)

    def frame(self, step: str) -> pd.DataFrame:
        """Return a step's records as a typed frame; a file is shown by its name."""
        names = self.file_names()
        files = {q.name for q in self.steps[step].answerable if q.type == "file"}
        rows = (
            (
                found.record,
                {
                    name: names.get(str(value)) if name in files else value
                    for name, value in found.values.items()
                },
            )
            for found in self.records(step)
        )
        return frame(self.steps[step], rows)

    def save(self, place: Place, raw: object) -> Saved:
        """Write what was typed; what cannot be read is kept as a draft beside it."""
        with self._write() as connection:
            return self._save(connection, place, raw)

    def save_all(
        self,
        answers: Sequence[tuple[Place, object]],
        origins: Sequence[tuple[Place, Origin]] = (),
        *,
        apart: bool = False,
    ) -> list[Saved]:
        """Write many answers in one transaction, in their order.

        ``origins`` tell which were taken over: no typing joins their version in the
        history. With ``apart`` that holds for all of them.
        """
        taken = {place for place, _ in (answers if apart else origins)}
        with self._write() as connection:
            saved = [
                self._save(connection, p, raw, _once() if p in taken else "")
                for p, raw in answers
            ]
            for place, origin in origins:
                trail.keep_origin(connection, self._tables, place, origin)
        return saved

    def take(self, place: Place, raw: object, origin: Origin) -> Saved:
        """Write a taken-over text and its origin in one transaction."""
        return self.save_all([(place, raw)], [(place, origin)])[0]

    def keep_origin(self, place: Place, origin: Origin) -> None:
        """Note an origin anew: a changed source was seen and the own text kept."""
        with self._write() as connection:
            trail.keep_origin(connection, self._tables, place, origin)

    def origins(self, step: str, record: str) -> dict[str, list[Origin]]:
        """Return by question where a record's answers were taken from."""
        with self._engine.connect() as connection:
            return trail.origins(connection, self._tables, step, record)

    def add(self, step: str, answers: Mapping[str, Value] | None = None) -> str:
        """Add a record at the end and return its id."""
        record = uuid.uuid4().hex[:12]
        with self._write() as connection:
            self._insert(connection, step, record)
            for question, value in (answers or {}).items():
                self._set(connection, Place(step, record, question), value)
        return record

    def duplicate(self, step: str, record: str) -> str:
        """Add a copy of a record and return the copy's id."""
        return self.add(step, self.record(step, record).values)

    def delete(self, step: str, record: str) -> None:
        """Put a record away; ``bring_back`` undoes it."""
        with self._write() as connection:
            mark(connection, self._tables, self.steps, step, record, datetime.now())

    def bring_back(self, step: str, record: str) -> None:
        """Undo the deletion of a record."""
        with self._write() as connection:
            mark(connection, self._tables, self.steps, step, record, None)

    def move(self, step: str, record: str, places: int) -> None:
        """Move a record up (negative) or down in the participant's order."""
        order = [found.record for found in self.records(step)]
        here = order.index(record)
        order.insert(max(0, min(len(order) - 1, here + places)), order.pop(here))
        table = self._tables.steps[step]
        with self._write() as connection:
            for position, name in enumerate(order):
                connection.execute(
                    table.update()
                    .where(table.c._record == name)
                    .values(_position=position)
                )

    def versions(self, step: str, record: str) -> list[Version]:
        """Return what a record's answers were before, the latest change first."""
        with self._engine.connect() as connection:
            return trail.versions(connection, self._tables, step, record)

    def undo(self, place: Place) -> Saved | None:
        """Bring back what an answer was before its latest change."""
        found = self.versions(place.step, place.record)
        last = next((version for version in found if version.place == place), None)
        return self.restore(place, last.version) if last else None

    def restore(self, place: Place, version: int) -> Saved | None:
        """Bring a version back, as a change of its own; None if there is none such."""
        for found in self.versions(place.step, place.record):
            if found.place == place and found.version == version:
                with self._write() as connection:
                    return self._save(connection, place, found.old, _once())
        return None

    @property
    def owner(self) -> str:
        """An id of this file, made with it: tells one workbook from another."""
        if self.note(_OWNER) is None:
            self.write_note(_OWNER, uuid.uuid4().hex)
        return str(self.note(_OWNER))

    def ensure(self, step: str, *records: str) -> None:
        """Make records of these ids unless they are there, in their order."""
        with self._write() as connection:
            for record in records:
                self._insert(connection, step, record)

    def note(self, key: str) -> str | None:
        """Return what the workbook noted for itself, such as the language."""
        with self._engine.connect() as connection:
            return notes.find(connection, self._tables, key)

    def write_note(self, key: str, value: str) -> None:
        """Note something for the workbook itself."""
        with self._write() as connection:
            notes.write(connection, self._tables, key, value)

    def file_names(self) -> dict[str, str]:
        """Return the names of all kept files by id."""
        with self._engine.connect() as connection:
            return uploads.names(connection, self._tables)

    def file(self, file: str) -> tuple[str, str, bytes]:
        """Return a kept file's name, media type and content."""
        with self._engine.connect() as connection:
            return uploads.find(connection, self._tables, file)

    def keep_file(self, file: str, name: str, media_type: str, content: bytes) -> None:
        """Keep a file under an id of its own, in place of an older one."""
        row = (name, media_type, content)
        with self._write() as connection:
            uploads.keep(connection, self._tables, file, row)

    def unlocked(self) -> bytes:
        """Return a copy of the whole file that opens without a key."""
        return unlocked.copy(self._engine)

    def _grow(self) -> None:
        with self._engine.connect() as connection:
            missing = self._tables.missing(connection)
        if not missing:
            return
        if missing != list(self._tables.metadata.tables.values()):
            stamp = datetime.now().strftime("%Y%m%d-%H%M%S")
            copy_to(self._engine, self.path.with_suffix(f".{stamp}.workbook"))
        with self._write() as connection:
            # Asked again, now that nobody else can be adding the same.
            self._tables.add(connection, self._tables.missing(connection))

    def _write(self) -> AbstractContextManager[sa.Connection]:
        return writing(self._engine).begin()

    def _record(
        self, step: str, row: Mapping[Any, Any], drafts: trail.Drafts
    ) -> Record:
        values = {q.name: row[q.name] for q in self.steps[step].answerable}
        return Record(row["_record"], values, drafts.get(row["_record"], {}))

    def _save(
        self, connection: sa.Connection, place: Place, raw: object, writer: str = ""
    ) -> Saved:
        question = self.steps[place.step].question(place.question)
        now = datetime.now()
        try:
            if question.type == "file" and isinstance(raw, Mapping):
                raw = uploads.take_in(connection, self._tables, raw, question.accepts)
            value = read(question, raw)
        except AnswerError as fault:
            draft = keepable(raw)
            if question.type != "file" and trail.can_be_draft(draft):
                self._insert(connection, place.step, place.record)
                self._set(connection, place, None)
                trail.keep_draft(connection, self._tables, place, draft, fault)
            return Saved(None, now, fault)
        self._insert(connection, place.step, place.record)
        self._set(connection, place, value, writer)
        return Saved(value, now)

    def _insert(self, connection: sa.Connection, step: str, record: str) -> None:
        table = self._tables.steps[step]
        there = sa.select(table.c._record).where(table.c._record == record)
        if connection.execute(there).first() is None:
            last = sa.select(sa.func.coalesce(sa.func.max(table.c._position), -1) + 1)
            connection.execute(
                table.insert().values(_record=record, _position=last.scalar_subquery())
            )

    def _set(
        self, connection: sa.Connection, place: Place, value: Value, writer: str = ""
    ) -> None:
        table = self._tables.steps[place.step]
        here = table.c._record == place.record
        column = table.c[place.question]
        old = connection.execute(sa.select(column).where(here)).scalar_one()
        trail.forget(connection, self._tables.drafts, place)
        if value is None:
            trail.forget(connection, self._tables.origins, place)
        if old == value:
            return
        connection.execute(table.update().where(here).values({column: value}))
        question = self.steps[place.step].question(place.question)
        change = (old, value)
        by = writer or self._writer
        trail.remember(connection, self._tables, place, question, change, by)


def _once() -> str:
    """Return a writer who writes once: no typing joins his change in the history."""
    return uuid.uuid4().hex
