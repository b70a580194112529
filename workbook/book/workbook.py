"""The workbook: what a participant has, as pages, frames and documents."""

from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, cast

from workbook import documents, pages
from workbook.book.appointments import calendar_file
from workbook.book.network_picture import network_picture
from workbook.book.take_home import take_home
from workbook.book.tally import Tally
from workbook.book.transfer import export, take_in
from workbook.content import Content, load
from workbook.exchange import own_json
from workbook.pages import route
from workbook.settings import LANGUAGES, Language, Settings
from workbook.store import WorkbookFile

if TYPE_CHECKING:
    import ipywidgets
    import pandas as pd

_LANGUAGE = "language"
_DETAILS = "contact_details"
_NAMING = (_DETAILS, "companies")
"""The steps that a document's file is named by, and its look is chosen in."""


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
        self.served = bool(settings.progress or settings.key)
        self._settings = settings
        self._language: Language | None = None
        self._examples: dict[Language, tuple[Workbook, TemporaryDirectory[str]]] = {}
        self.tally: Tally | None = None

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
        none are given; with ``key`` (32 bytes), here or there, the file is encrypted.
        """
        settings = settings or Settings.from_environment()
        content = load(settings)
        where = Path(path) if path else settings.workbook_file()
        file = WorkbookFile(where, content.steps, key or settings.key)
        book = cls(content, file, settings)
        if settings.progress:
            book.tally = Tally(book, settings.progress)
            file.watch(book.tally.changed)
        if settings.route and not route.chosen(book):
            route.choose(book, settings.route)
        return book

    def close(self) -> None:
        """Let go of the file; everything is saved already."""
        for example, folder in self._examples.values():
            example.close()
            folder.cleanup()
        self._examples.clear()
        if self.tally:
            self.tally.write()
        self.file.close()

    def example(self) -> "Workbook":
        """Return the demo participant's workbook in this one's language.

        It is made when first asked for, in a temporary folder of its own, so nothing
        that happens in it touches the participant's answers.
        """
        if self.language not in self._examples:
            folder: TemporaryDirectory[str] = TemporaryDirectory(prefix="workbook-")
            file = WorkbookFile(Path(folder.name, "demo.workbook"), self.content.steps)
            example = Workbook(self.content, file, self._settings)
            demo = self._settings.data("demo", f"{self.language}.json")
            example.import_json(demo.read_text(encoding="utf-8"))
            self._examples[self.language] = example, folder
        return self._examples[self.language][0]

    @property
    def language(self) -> Language:
        """The participant's language, as he had chosen it when this was opened.

        What another tab chooses meanwhile does not mix into the words of this one.
        """
        if self._language is None:
            chosen = self.file.note(_LANGUAGE)
            known = next((each for each in LANGUAGES if each == chosen), None)
            self._language = known or self._settings.language
        return self._language

    def speak(self, language: Language) -> None:
        """Change the language, for good; no answer changes."""
        self.file.write_note(_LANGUAGE, language)
        self._language = language

    def page(self, name: str) -> "ipywidgets.Widget":
        """Return a page by the name of its notebook: ``02_self``."""
        return pages.page(name, self)

    def frame(self, step: str) -> "pd.DataFrame":
        """Return a step's records as a typed frame, see ``store.frames``."""
        return self.file.frame(step)

    def frames(self) -> "dict[str, pd.DataFrame]":
        """Return the frames of all steps by name."""
        return {name: self.frame(name) for name in self.content.steps}

    def make(
        self, document: str, record: str, language: Language, *, pdf: bool = False
    ) -> tuple[str, bytes]:
        """Return name and content of a file to take along.

        ``document`` is ``cv`` (of the CV target ``record``, or with none of
        everything), ``application`` or ``call_card`` (``record`` is its id),
        ``follow_up_plan`` or ``network_plan``, or any of these with ``blank_``
        before it: Word files, with ``pdf`` as LibreOffice prints them; ``calendar``
        (of the follow-up ``record``, or with none of all that are open); ``pack``,
        see ``take_home``; or ``kept``, a file that was put in, by its id. Raises
        DocumentError.
        """
        if document == "calendar":
            name = self.content.texts.say("calendar.file", language)
            made = calendar_file(self.content, self.file, language, record)
            return f"{name}.ics", made
        if document == "pack":
            name = self.content.texts.say("pack.file", language)
            return f"{name}.zip", self.take_home(language)
        if document == "kept":
            name, _, content = self.file.file(record)
            return name, content
        blank = document.startswith("blank_")
        word = self._blank if blank else self._filled
        kind = cast("documents.Document", document.removeprefix("blank_"))
        name, content = word(kind, record, language)
        if pdf:
            return f"{name.removesuffix('.docx')}.pdf", documents.to_pdf(content)
        return name, content

    def _blank(
        self, document: "documents.Document", _record: str, language: Language
    ) -> tuple[str, bytes]:
        words = documents.words_in(self.content, language)
        content = documents.blank(
            document, words, language=language, settings=self._settings
        )
        return documents.blank_name(document, words), content

    def _filled(
        self, document: "documents.Document", record: str, language: Language
    ) -> tuple[str, bytes]:
        words = documents.words_in(self.content, language)
        needed = {need.split(".")[0] for need in documents.NEEDS[document]}
        known = self.content.steps.keys() & {*needed, *_NAMING}
        frames = {step: self.frame(step) for step in known}
        content = documents.filled(
            document,
            frames,
            words,
            record=record,
            language=language,
            settings=self._settings,
            files=self._photo(),
            drawn=self._map(language) if document == "network_plan" else None,
        )
        return documents.file_name(document, frames, words, record=record), content

    def _map(self, language: Language) -> "documents.Drawing | None":
        return network_picture(self, language, date.today())

    def _photo(self) -> dict[str, bytes]:
        """Return the participant's photo by the name that the frame has for it."""
        kept = str(self.file.record(_DETAILS, _DETAILS).values.get("photo") or "")
        if kept not in self.file.file_names():
            return {}
        name, _, content = self.file.file(kept)
        return {name: content}

    def cv(self, target: str | None = None, language: Language | None = None) -> bytes:
        """Return the CV as a Word file, aimed at a CV target or at nobody."""
        return self.make("cv", target or "", language or self.language)[1]

    def application(self, record: str, language: Language | None = None) -> bytes:
        """Return the letter of one application as a Word file."""
        return self.make("application", record, language or self.language)[1]

    def take_home(self, language: Language | None = None) -> bytes:
        """Return the take-home pack: a zip with all of it, and a page to read it."""
        return take_home(self, language or self.language, self._settings)

    def export_json(self) -> str:
        """Return everything in the workbook as the project's own JSON."""
        return own_json.write(export(self.content, self.file, self.language))

    def import_json(self, text: str) -> None:
        """Take in an export; a record of the same id is brought up to date.

        Raises ExchangeError, and changes nothing, when the text is no export or
        names a step or question that is not there.
        """
        found = own_json.read(text)
        take_in(found, self.content, self.file)
        self.speak(found.language)
