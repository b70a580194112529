"""The take-home pack: everything a participant has, in one zip."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from workbook.book.answers import Answers
from workbook.book.appointments import appointments
from workbook.book.every_document import every_document
from workbook.content.moment import show_date
from workbook.documents import pdf
from workbook.errors import DocumentError, ExchangeError, WorkbookError
from workbook.exchange import bundle, calendar
from workbook.exchange.file_names import safe, unlike
from workbook.exchange.reading_page import Link, Reading, reading_page
from workbook.exchange.spreadsheet import Table, write_csv, write_xlsx
from workbook.pages.joblog import joblog_table
from workbook.settings import Language, Settings, packaged

if TYPE_CHECKING:
    from workbook.book.workbook import Workbook

INDEX = "index.html"
_TEMPLATE = ("templates", "index.html.j2")
_DETAILS = "contact_details"
Entry = tuple[Link, bytes]


def take_home(
    book: "Workbook", language: Language, settings: Settings, day: date | None = None
) -> bytes:
    """Return the pack in a language, a zip: its ``index.html`` leads to all the rest.

    What cannot be made is left out, and the page says which and why. The workbook
    file in it opens without a key. Everything in it is dated ``day``, else today.
    """
    return _Pack(book, language, settings).zip(day or date.today())


class _Pack:
    def __init__(
        self, book: "Workbook", language: Language, settings: Settings
    ) -> None:
        self._book = book
        self._language: Language = language
        self._settings = settings
        self._words = book.content.texts.section("pack", language)
        self._answers = Answers(book.content, book.file, language)

    def zip(self, day: date) -> bytes:
        left_out: dict[str, None] = {}  # each sentence once, in order
        documents = _with_pdf(list(self._documents(left_out)))
        log = joblog_table(self._book, self._language, day)
        sheets = [*self._answers.tables(), *([log] if log else [])]
        data, tables = list(self._data(sheets)), list(self._tables(sheets))
        kept = self._kept()
        reading = Reading(
            language=self._language,
            name=self._name(),
            day=show_date(day, self._language),
            promises=self._answers.promises(),
            documents=tuple(map(_listed, documents)),
            without_pdf=any(len(formats) == 1 for formats in documents),
            files=tuple(link for link, _ in (*data, *kept.values())),
            tables=tuple(link for link, _ in tables),
            left_out=tuple(left_out),
            pages=self._answers.pages({id_: link for id_, (link, _) in kept.items()}),
        )
        entries = (*chain(*documents), *data, *tables, *kept.values())
        inside = [(link.path, content) for link, content in entries]
        return bundle.write([(INDEX, self._page(reading)), *inside], day=day)

    def _documents(self, left_out: dict[str, None]) -> Iterator[Entry]:
        def leave_out(document: str, fault: DocumentError) -> None:
            left_out[self._unmade(document, fault)] = None

        for name, content in every_document(self._book, self._language, leave_out):
            link, _ = self._entry("documents", name, content)
            yield replace(link, label="Word"), content

    def _data(self, sheets: list[Table]) -> Iterator[Entry]:
        book, name = self._book, self._words["file"]
        # Noted as exported before the file is copied, so that the copy knows of it.
        due = appointments(book.content, book.file, self._language)
        told = self._words["told_workbook"]
        yield self._entry("", f"{name}.workbook", book.file.unlocked(), told)
        if due:
            made, told = calendar.write(due), self._words["told_calendar"]
            yield self._entry("", f"{self._words['calendar']}.ics", made, told)
        if sheets:
            told = self._words["told_xlsx"]
            yield self._entry("data", f"{name}.xlsx", write_xlsx(sheets), told)
        made, told = book.export_json().encode(), self._words["told_json"]
        yield self._entry("data", f"{name}.json", made, told)

    def _tables(self, sheets: list[Table]) -> Iterator[Entry]:
        taken: set[str] = set()
        for table in sheets:
            name = unlike(f"{safe(table.title, table.name)}.csv", taken)
            link, content = self._entry("data", name, write_csv(table))
            yield replace(link, label=table.title), content

    def _kept(self) -> dict[str, Entry]:
        """Return the kept files by id, under their own names."""
        taken: set[str] = set()
        return {
            id_: self._entry(
                "files", unlike(safe(name, id_), taken), self._book.file.file(id_)[2]
            )
            for id_, name in self._answers.kept.items()
        }

    def _entry(self, folder: str, name: str, content: bytes, told: str = "") -> Entry:
        below = f"{self._words[folder]}/" if folder else ""
        return Link(name, f"{below}{name}", told), content

    def _page(self, reading: Reading) -> bytes:
        """Return the page; a coach's template that is at fault is said on ours."""
        template = self._settings.data(*_TEMPLATE)
        try:
            page = reading_page(reading, self._words, template)
        except ExchangeError as fault:
            left_out = (*reading.left_out, self._sentence(fault))
            reading = replace(reading, left_out=left_out)
            page = reading_page(reading, self._words, packaged("data", *_TEMPLATE))
        return page.encode()

    def _name(self) -> str:
        details = self._book.file.record(_DETAILS, _DETAILS).values
        return str(details.get("name") or "")

    def _unmade(self, document: str, fault: DocumentError) -> str:
        say = self._book.content.texts.say
        kind = document.removeprefix("blank_")
        name = say(f"document.{kind}", self._language)
        reason = self._sentence(fault)
        return say("pack.left_out_one", self._language, name=name, reason=reason)

    def _sentence(self, fault: WorkbookError) -> str:
        return self._book.content.texts.error(fault, self._language)


def _with_pdf(words: list[Entry]) -> list[tuple[Entry, ...]]:
    """Return each Word file with its PDF, or alone where none can be made."""
    try:
        made = pdf.to_pdfs([content for _, content in words])
    except DocumentError:
        return [(word,) for word in words]
    paths = (str(PurePosixPath(link.path).with_suffix(".pdf")) for link, _ in words)
    printed = zip(map(partial(Link, "PDF"), paths), made, strict=True)
    return list(zip(words, printed, strict=True))


def _listed(formats: tuple[Entry, ...]) -> tuple[str, tuple[Link, ...]]:
    links = tuple(link for link, _ in formats)
    return PurePosixPath(links[0].path).stem, links
