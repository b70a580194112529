"""A workshop's papers in both languages: the Word files, and their printed pages."""

import subprocess
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, time
from functools import cached_property
from pathlib import Path

import docx
import pypdf
import pytest
from docx.document import Document as WordDocument
from PIL import Image

from workbook.content import Content
from workbook.documents import papers
from workbook.settings import LANGUAGES, Language, Settings

TITLE = "Job på tværs <hold 3> & venner"
ADDRESS = "https://arbejdsbog.jobcenter-eksempelby-ved-fjorden.eksempel.dk"
CODES = {"coach": "hest-sol-lampe-hund-anker"} | {
    str(number): f"kaffe-lampe-hund-ovn-{word}"
    for number, word in enumerate(
        ("sofa", "gulv", "tiger", "hotel", "ugle", "pizza", "zebra"), 1
    )
}


def paragraphs(word: WordDocument) -> list[str]:
    """Return the text of all paragraphs, those in tables too."""
    cells = [c for t in word.tables for row in t.rows for c in row.cells]
    inner = [p.text for cell in cells for p in cell.paragraphs]
    return [*(p.text for p in word.paragraphs), *inner]


def plain(text: str) -> str:
    """Return a text without blanks: a page breaks its lines where it likes."""
    return "".join(text.split())


@dataclass
class Printed:
    """Papers, printed by LibreOffice: the files by number, and what they were of."""

    language: Language
    files: dict[int, Path]
    title: str = TITLE
    address: str = ADDRESS

    def word(self, number: int) -> WordDocument:
        return docx.Document(str(self.files[number]))

    def said(self, number: int) -> str:
        return "\n".join(paragraphs(self.word(number)))

    def pdf(self, number: int) -> pypdf.PdfReader:
        return self._pdfs[number]

    def pages(self, number: int) -> list[str]:
        """Return the text of each page, without blanks."""
        return [plain(page.extract_text()) for page in self.pdf(number).pages]

    def pictures(self, number: int, folder: Path, dots: int) -> Iterator[Image.Image]:
        """Give the pages of a paper as a camera sees them."""
        path = self.files[number].with_suffix(".pdf")
        start = folder / f"page-{number}"
        subprocess.run(["pdftoppm", "-r", str(dots), "-png", path, start], check=True)
        for page in sorted(folder.glob(f"page-{number}-*.png")):
            yield Image.open(page)

    @cached_property
    def _pdfs(self) -> dict[int, pypdf.PdfReader]:
        folder = next(iter(self.files.values())).parent
        profile = f"-env:UserInstallation={(folder / 'office').as_uri()}"
        command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir"]
        files = [str(path) for path in self.files.values()]
        subprocess.run(
            [*command, str(folder), *files],
            check=True,
            capture_output=True,
            timeout=300,
        )
        return {
            number: pypdf.PdfReader(path.with_suffix(".pdf"))
            for number, path in self.files.items()
        }


Press = Callable[..., Printed]


@pytest.fixture(scope="session")
def occasion() -> Callable[..., papers.Occasion]:
    """Tell of a workshop, with what a test replaces."""

    def tell(language: Language = "da", **more: str | time) -> papers.Occasion:
        told = {
            "title": TITLE,
            "address": ADDRESS,
            "route": "two_hours",
            "language": language,
            "expires": date(2027, 5, 26),
            "starts": time(9),
        }
        return papers.Occasion(**(told | more))  # type: ignore[arg-type]

    return tell


@pytest.fixture(scope="session")
def press(
    tmp_path_factory: pytest.TempPathFactory,
    content: Content,
    occasion: Callable[..., papers.Occasion],
) -> Press:
    """Write papers; they are printed when a test asks for their pages."""

    def write(
        language: Language = "da",
        codes: dict[str, str] | None = None,
        settings: Settings | None = None,
        **more: str | time,
    ) -> Printed:
        folder = tmp_path_factory.mktemp("papers") / "out"
        told = occasion(language, **more)
        made = papers.write(
            folder, told, CODES if codes is None else codes, content,
            settings or Settings(),
        )  # fmt: skip
        files = {int(path.name.split()[0]): path for path in made}
        return Printed(language, files, told.title, told.address)

    return write


@pytest.fixture(scope="session", params=LANGUAGES)
def room(request: pytest.FixtureRequest, press: Press) -> Printed:
    """Return the papers of two hours for seven, in each language."""
    return press(request.param)


@pytest.fixture(scope="session")
def codes() -> dict[str, str]:
    return CODES
