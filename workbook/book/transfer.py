"""A whole workbook out to the project's own JSON, and in again."""

from collections.abc import Iterator

from workbook.content import Content
from workbook.content.record import plain, without_cpr
from workbook.errors import ExchangeError
from workbook.exchange.own_json import (
    Export,
    ExportedDraft,
    ExportedFile,
    ExportedOrigin,
    ExportedRecord,
)
from workbook.pages.sources import parse, spell
from workbook.settings import Language
from workbook.store import Origin, Place, Record, WorkbookFile


def export(content: Content, file: WorkbookFile, language: Language) -> Export:
    """Return all records with their drafts and origins, and all kept files."""
    records = [(s, found) for s in content.steps for found in file.records(s)]
    return Export(
        language=language,
        steps={step: _records(content, file, step) for step in content.steps},
        drafts=[draft for step, found in records for draft in _drafts(step, found)],
        origins=[o for step, found in records for o in _origins(file, step, found)],
        files=[ExportedFile.of(kept, *file.file(kept)) for kept in file.file_names()],
    )


def take_in(found: Export, content: Content, file: WorkbookFile) -> None:
    """Write an export into a file; a record of the same id is brought up to date.

    Raises ExchangeError, and changes nothing, when it names a step or question that
    is not there.
    """
    answers = list(_answers(found, content))
    origins = [
        (_spelt(content, kept.place), _origin(content, kept)) for kept in found.origins
    ]
    files = [(kept, kept.bytes()) for kept in found.files]
    for kept, data in files:
        file.keep_file(kept.file, without_cpr(kept.name), kept.media_type, data)
    for step, records in found.steps.items():
        file.ensure(step, *(record.record for record in records))
    file.save_all(answers)
    for place, origin in origins:
        file.keep_origin(place, origin)


def _records(content: Content, file: WorkbookFile, step: str) -> list[ExportedRecord]:
    asked = content.steps[step].answerable
    return [
        ExportedRecord(
            record=found.record,
            answers={
                question.name: plain(question, value)
                for question in asked
                if (value := found.values.get(question.name)) is not None
            },
        )
        for found in file.records(step)
    ]


def _drafts(step: str, found: Record) -> Iterator[ExportedDraft]:
    for question, draft in found.drafts.items():
        yield ExportedDraft(
            step=step, record=found.record, question=question, raw=draft.raw
        )


def _origins(file: WorkbookFile, step: str, found: Record) -> Iterator[ExportedOrigin]:
    for question, origins in file.origins(step, found.record).items():
        place = spell(Place(step, found.record, question))
        for origin in origins:
            source = spell(origin.source)
            yield ExportedOrigin(place=place, source=source, taken=origin.taken)


def _answers(found: Export, content: Content) -> Iterator[tuple[Place, object]]:
    for step, records in found.steps.items():
        if step not in content.steps:
            raise ExchangeError("import_unknown", step=step, question="")
        for record in records:
            for question, raw in record.answers.items():
                yield _place(content, step, record.record, question), raw
    for draft in found.drafts:
        yield _place(content, draft.step, draft.record, draft.question), draft.raw


def _place(content: Content, step: str, record: str, question: str) -> Place:
    known = content.steps.get(step)
    if known is None or question not in {asked.name for asked in known.answerable}:
        raise ExchangeError("import_unknown", step=step, question=question)
    return Place(step, record, question)


def _origin(content: Content, kept: ExportedOrigin) -> Origin:
    return Origin(_spelt(content, kept.source), without_cpr(kept.taken))


def _spelt(content: Content, place: str) -> Place:
    try:
        found = parse(place)
    except ValueError as fault:
        raise ExchangeError("import_not_ours") from fault
    return _place(content, found.step, found.record, found.question)
