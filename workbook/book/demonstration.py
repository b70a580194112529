"""The demo participant: every document of a fictional Dane, in both languages."""

from collections.abc import Iterator
from pathlib import Path

from workbook.book.every_document import every_document
from workbook.book.workbook import Workbook
from workbook.settings import LANGUAGES, Settings


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
    for name, content in every_document(book, book.language):
        path = folder / name
        path.write_bytes(content)
        yield path
