"""How long a document is and what it looks like, beside the steps that write it."""

from collections.abc import Mapping
from dataclasses import asdict
from io import BytesIO
from typing import Any, ClassVar, Final
from zipfile import ZipFile

import traitlets

from workbook.documents.length import Length, estimate
from workbook.documents.preview import GAP, preview
from workbook.errors import WorkbookError
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.page_count import PageCount

MOST: Final[Mapping[str, int]] = {"cv": 2, "application": 1}
"""How many pages a document may take, see ``practice.md``."""
_FULL, _LITTLE = 0.85, 0.35
"""How full the last page is when it counts as whole, or as hardly begun."""
_WORDS = 2
"""From so many pages on a length is said in figures."""


class Preview(Screen):
    """Tells a document's length after each save, and shows its pages when asked to.

    The length is estimated at once; where LibreOffice is, the true number of pages
    follows when he pauses.
    """

    source: ClassVar[str] = "workbook.pages:preview"
    language = traitlets.Unicode("da").tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)
    length = traitlets.Unicode().tag(sync=True)
    verdict = traitlets.Unicode().tag(sync=True)
    how_known = traitlets.Unicode().tag(sync=True)
    fits = traitlets.Bool(True).tag(sync=True)
    unfolded = traitlets.Bool(False).tag(sync=True)
    sheets: Any = traitlets.Dict().tag(sync=True)

    def __init__(self) -> None:
        """Show nothing yet."""
        super().__init__()
        self._count = PageCount(self._counted)
        self._book: Book | None = None
        self._document = ""
        self._word = b""

    def show(self, book: Book, subject: tuple[str, str] | None) -> None:
        """Show a document of a record, see ``writing.subject``; None to hide it.

        A document that cannot be made says why in place of its length.
        """
        self._book = book
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("preview", book.language)
            self._make(book, subject)
            self._draw()

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Unfold or fold the pages; folded they are not drawn."""
        del message, buffers
        if kind in ("open", "close"):
            with self.showing():
                self.unfolded = kind == "open"
                self._draw()

    def _make(self, book: Book, subject: tuple[str, str] | None) -> None:
        self._document = subject[0] if subject else ""
        try:
            word = book.make(*subject, book.language)[1] if subject else b""
            if not word:
                self.length = self.verdict = self.how_known = ""
            elif not _same(word, self._word):
                counting = PageCount.possible()
                found = estimate(word)
                self._tell(found, self._say(*_rounded(found)))
                self.how_known = self._say("counting" if counting else "estimated")
        except WorkbookError as fault:
            word, self.fits = b"", False
            self.length = book.content.texts.error(fault, book.language)
            self.verdict = self.how_known = ""
        if not word or not _same(word, self._word):
            self._word = word
            self._count.count(word or None)

    def _draw(self) -> None:
        drawn = preview(self._word) if self.unfolded and self._word else None
        self.sheets = asdict(drawn) | {"gap": GAP} if drawn else {}

    def _tell(self, found: Length, length: str) -> None:
        self.length = self._say(f"takes_{self._document}", length=length)
        self.fits = found.high <= MOST[self._document]
        self.verdict = self._say(f"{_verdict(self._document, found)}_{self._document}")

    def _counted(self, word: bytes, pages: int) -> None:
        """Put the true number in the estimate's place; of 0 pages nothing is known."""
        if word is not self._word:
            return
        with self.showing():
            if pages:
                length = self._say("page" if pages == 1 else "pages", pages)
                self._tell(Length(pages, pages, pages), length)
            self.how_known = self._say("counted" if pages else "estimated")

    def _say(self, key: str, pages: int = 0, length: str = "") -> str:
        if self._book is None:
            return ""
        return self._book.content.texts.say(
            f"preview.{key}", self._book.language, pages=pages, length=length
        )


def _same(word: bytes, other: bytes) -> bool:
    """Tell whether two Word files hold the same, whenever they were made."""
    return _sums(word) == _sums(other)


def _sums(word: bytes) -> list[tuple[str, int]]:
    if not word:
        return []
    with ZipFile(BytesIO(word)) as file:
        return [(part.filename, part.CRC) for part in file.infolist()]


def _rounded(found: Length) -> tuple[str, int]:
    """Return the key of a length in words, to half a page, and its whole pages."""
    whole = int(found.pages)
    part = found.pages - whole
    if part >= _FULL or (whole and not part):
        whole += part > 0
        return ("full_1" if whole == 1 else "full"), whole
    kind = "half" if part >= _LITTLE else "over"
    return (f"{kind}_{whole}" if whole < _WORDS else kind), whole


def _verdict(document: str, found: Length) -> str:
    """Return the key of what to say about a length."""
    if found.high <= MOST[document]:
        return "fits"
    return "close" if found.low <= MOST[document] else "long"
