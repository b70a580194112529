"""CPU for CV and application in a warm process, beside docxtpl and python-docx alone.

    python -m tests.bench.documents

Ours reads the answers of the demo participant from the file, builds the contexts and
renders both Word files as a page does. The first baseline is docxtpl on the same
templates with the same contexts, ready made; the second is python-docx writing the
same paragraphs in the same styles into an empty template.
"""

import io
import statistics
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import asdict
from datetime import date
from pathlib import Path

import docx
from docxtpl import DocxTemplate

from tests.bench.table import say
from workbook import Workbook, documents
from workbook.settings import Settings

ROUNDS = 31
Documents = tuple[tuple["documents.Document", str], ...]


def main() -> None:
    """Print the median CPU seconds of the three, their spread, and the ratios."""
    with (
        tempfile.TemporaryDirectory() as folder,
        closing(Workbook.open(Path(folder, "demo.workbook"))) as book,
    ):
        demo = Settings().data("demo", "da.json")
        book.import_json(demo.read_text(encoding="utf-8"))
        target = book.file.records("cv_targets")[1].record
        letter = book.file.records("applications")[0].record
        wanted: Documents = (("cv", target), ("application", letter))
        ways = {
            "ours, from the file": lambda: [book.make(d, r, "da") for d, r in wanted],
            "docxtpl, same contexts": _docxtpl(book, wanted),
            "python-docx, same text": _python_docx(book, wanted),
        }
        _tell(ways)


def _tell(ways: dict[str, Callable[[], object]]) -> None:
    times: dict[str, list[float]] = {name: [] for name in ways}
    for way in ways.values():
        way()
    for _ in range(ROUNDS):
        for name, way in ways.items():
            start = time.process_time()
            way()
            times[name].append(time.process_time() - start)
    ours = statistics.median(times["ours, from the file"])
    say(f"CPU seconds for CV and application, median of {ROUNDS} (spread), ours / it")
    for name, found in times.items():
        middle = statistics.median(found)
        spread = f"({min(found):.3f} to {max(found):.3f})"
        say(f"{name:26}{middle:7.3f} {spread}  {ours / middle:5.2f}")


def _docxtpl(book: Workbook, wanted: Documents) -> Callable[[], object]:
    words = documents.words_in(book.content, "da")
    contexts = [
        (
            str(Settings().data("templates", f"{document}.da.docx")),
            asdict(
                documents.context(
                    document,
                    book.frames(),
                    words,
                    record=record,
                    language="da",
                    today=date.today(),
                )
            ),
        )
        for document, record in wanted
    ]

    def render() -> None:
        for path, context in contexts:
            template = DocxTemplate(path)
            template.render(context, autoescape=True)
            template.save(io.BytesIO())

    return render


def _python_docx(book: Workbook, wanted: Documents) -> Callable[[], object]:
    made = [docx.Document(io.BytesIO(book.make(d, r, "da")[1])) for d, r in wanted]
    texts = [
        [(p.text, p.style and p.style.name) for p in word.paragraphs] for word in made
    ]
    paths = [str(Settings().data("templates", f"{d}.da.docx")) for d, _ in wanted]

    def write() -> None:
        for path, paragraphs in zip(paths, texts, strict=True):
            word = docx.Document(path)
            for old in word.paragraphs:
                old._p.getparent().remove(old._p)
            for text, style in paragraphs:
                word.add_paragraph(text, style)
            word.save(io.BytesIO())

    return write


if __name__ == "__main__":
    main()
