"""The workbook: the one module that knows every floor."""

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, cast

from workbook import documents, pages
from workbook.content import Content, Finding, examine, load
from workbook.content.record import plain
from workbook.errors import ExchangeError
from workbook.exchange import own_json
from workbook.exchange.own_json import (
    Export,
    ExportedDraft,
    ExportedFile,
    ExportedOrigin,
    ExportedRecord,
)
from workbook.pages.suggestions import parse, spell
from workbook.settings import LANGUAGES, Language, Settings
from workbook.store import Origin, Place, WorkbookFile

if TYPE_CHECKING:
    import ipywidgets
    import pandas as pd

_LANGUAGE = "language"


class Workbook:
    """One participant's workbook: his answers, as pages, frames and documents.

    Raises FaultyContentError when the content does not hold together, and
    StoreError, with the file untouched, when it cannot be opened.
    """

    def __init__(
        self, content: Content, file: WorkbookFile, settings: Settings
    ) -> None:
        """Put a workbook together; ``Workbook.open`` does it for you."""
        self.content = content
        self.file = file
        self._settings = settings

    @classmethod
    def open(
        cls,
        path: Path | str | None = None,
        *,
        settings: Settings | None = None,
        key: bytes | None = None,
    ) -> "Workbook":
        """Open the file at ``path``, or the one in this user's data folder.

        A file that is not there is made. ``settings`` come from the environment if
        none are given; with ``key`` (32 bytes) the file is encrypted.
        """
        settings = settings or Settings.from_environment()
        content = load(settings)
        where = Path(path) if path else settings.workbook_file()
        return cls(content, WorkbookFile(where, content.steps, key), settings)

    def close(self) -> None:
        """Let go of the file; everything is saved already."""
        self.file.close()

    @property
    def language(self) -> Language:
        """The participant's language, as he chose it last."""
        chosen = self.file.note(_LANGUAGE)
        known = next((language for language in LANGUAGES if language == chosen), None)
        return known or self._settings.language

    def speak(self, language: Language) -> None:
        """Change the language, for good; no answer changes."""
        self.file.write_note(_LANGUAGE, language)

    def page(self, name: str) -> "ipywidgets.Widget":
        """Return a page by the name of its notebook: ``02_self``."""
        return pages.page(name, self)

    def frame(self, step: str) -> "pd.DataFrame":
        """Return a step's records as a typed frame, see ``store.frames``."""
        return self.file.frame(step)

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return the frames of all steps by name."""
        return {name: self.frame(name) for name in self.content.steps}

    def make(self, document: str, record: str, language: Language) -> tuple[str, bytes]:
        """Return name and content of a Word file.

        ``document`` is ``cv`` (of the CV target ``record``, or with none of
        everything), ``application`` (``record`` is its id), ``blank_cv`` or
        ``blank_application``. Raises DocumentError.
        """
        words = self.content.texts.section("document", language)
        frames = self.frames()
        settings = self._settings
        if document.startswith("blank_"):
            sheet = cast("documents.Document", document.removeprefix("blank_"))
            name = documents.blank_name(sheet, words)
            return name, documents.blank(
                sheet, words, language=language, settings=settings
            )
        if document == "cv":
            content = documents.cv(
                frames,
                words,
                target=record or None,
                language=language,
                settings=settings,
            )
            return documents.file_name("cv", frames, words, record=record), content
        content = documents.application(
            frames, words, record=record, language=language, settings=settings
        )
        return documents.file_name("application", frames, words, record=record), content

    def cv(self, target: str | None = None, language: Language | None = None) -> bytes:
        """Return the CV as a Word file, aimed at a CV target or at nobody."""
        return self.make("cv", target or "", language or self.language)[1]

    def application(self, record: str, language: Language | None = None) -> bytes:
        """Return the letter of one application as a Word file."""
        return self.make("application", record, language or self.language)[1]

    def export_json(self) -> str:
        """Return everything in the workbook as the project's own JSON."""
        return own_json.write(
            Export(
                language=self.language,
                steps={name: self._exported(name) for name in self.content.steps},
                drafts=list(self._drafts()),
                origins=list(self._origins()),
                files=[
                    ExportedFile.of(file, *self.file.file(file))
                    for file in self.file.file_names()
                ],
            )
        )

    def import_json(self, text: str) -> None:
        """Take in an export; a record of the same id is brought up to date.

        Raises ExchangeError, and changes nothing, when the text is no export or
        names a step or question that is not there.
        """
        found = own_json.read(text)
        answers = list(self._imported(found))
        for kept in found.files:
            self.file.keep_file(kept.file, kept.name, kept.media_type, kept.bytes())
        self.file.save_all(answers)
        for origin in found.origins:
            source = Origin(parse(origin.source), origin.taken)
            self.file.keep_origin(parse(origin.place), source)
        self.speak(found.language)

    def _exported(self, step: str) -> list[ExportedRecord]:
        asked = self.content.steps[step].answerable
        return [
            ExportedRecord(
                record=found.record,
                answers={
                    question.name: plain(question, value)
                    for question in asked
                    if (value := found.values.get(question.name)) is not None
                },
            )
            for found in self.file.records(step)
        ]

    def _drafts(self) -> Iterator[ExportedDraft]:
        for step in self.content.steps:
            for found in self.file.records(step):
                for question, draft in found.drafts.items():
                    yield ExportedDraft(
                        step=step,
                        record=found.record,
                        question=question,
                        raw=draft.raw,
                    )

    def _origins(self) -> Iterator[ExportedOrigin]:
        for step in self.content.steps:
            for found in self.file.records(step):
                origins = self.file.origins(step, found.record)
                for question, kept in origins.items():
                    place = spell(Place(step, found.record, question))
                    for origin in kept:
                        source = spell(origin.source)
                        yield ExportedOrigin(
                            place=place, source=source, taken=origin.taken
                        )

    def _imported(self, found: Export) -> Iterator[tuple[Place, object]]:
        for step, records in found.steps.items():
            for record in records:
                for question, raw in record.answers.items():
                    yield self._known(step, record.record, question), raw
        for draft in found.drafts:
            yield self._known(draft.step, draft.record, draft.question), draft.raw

    def _known(self, step: str, record: str, question: str) -> Place:
        names = {
            q.name for s in self.content.order if s.name == step for q in s.answerable
        }
        if question not in names:
            raise ExchangeError("import_unknown", step=step, question=question)
        return Place(step, record, question)


def check(settings: Settings) -> tuple[Finding, ...]:
    """Return all findings on the content and the Word templates, at once."""
    _, findings = examine(settings)
    return (*findings, *_templates(settings))


def _templates(settings: Settings) -> Iterator[Finding]:
    for path in settings.data_files("templates", ending=".docx"):
        document = cast("documents.Document", path.name.partition(".")[0])
        for variable in documents.unknown_variables(document, path):
            yield Finding("unknown_variable", path.name, details={"variable": variable})


def demo(folder: Path, settings: Settings) -> list[Path]:
    """Write the demo participant's workbook and documents in both languages.

    The files are below ``folder/da`` and ``folder/en``; returns them in order.
    """
    written: list[Path] = []
    for language in LANGUAGES:
        here = folder / language
        here.mkdir(parents=True, exist_ok=True)
        path = here / "demo.workbook"
        path.unlink(missing_ok=True)
        book = Workbook.open(path, settings=settings)
        text = settings.data("demo", f"{language}.json").read_text(encoding="utf-8")
        book.import_json(text)
        written += [path, *_documents(book, here)]
        book.close()
    return written


def _documents(book: Workbook, folder: Path) -> Iterator[Path]:
    wanted = [("cv", record.record) for record in book.file.records("cv_targets")]
    wanted += [("application", r.record) for r in book.file.records("applications")]
    wanted += [("blank_cv", ""), ("blank_application", "")]
    for document, record in wanted:
        name, content = book.make(document, record, book.language)
        path = folder / name
        path.write_bytes(content)
        yield path
