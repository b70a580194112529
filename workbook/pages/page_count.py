"""Counts pages with LibreOffice while he goes on writing."""

import asyncio
from collections.abc import Callable
from typing import Final

from workbook.documents.pdf import count_pages, office, to_pdf
from workbook.errors import DocumentError

_SECONDS_CALM: Final = 2.0
"""LibreOffice takes about a second of one processor: it waits for a pause."""


class PageCount:
    """Counts the pages of the latest document, one at a time, off the kernel's loop.

    ``tell`` is told the document and its number of pages, 0 when LibreOffice fails;
    nothing when it was replaced meanwhile. LibreOffice ends with the kernel.
    """

    def __init__(
        self, tell: Callable[[bytes, int], None], calm: float = _SECONDS_CALM
    ) -> None:
        """Count nothing yet; ``calm`` is how many seconds it waits for a newer one."""
        self._tell = tell
        self._calm = calm
        self._wanted: bytes | None = None
        self._counting: asyncio.Task[None] | None = None

    @staticmethod
    def possible() -> bool:
        """Tell whether pages are counted here: in a running kernel, by LibreOffice."""
        try:
            asyncio.get_running_loop()
        except RuntimeError:
            return False
        return office() is not None

    def count(self, word: bytes | None) -> None:
        """Count this document's pages next, None for no document."""
        self._wanted = word
        idle = self._counting is None or self._counting.done()
        if word is not None and idle and self.possible():
            self._counting = asyncio.get_running_loop().create_task(self._count())

    async def _count(self) -> None:
        while self._wanted is not None:
            word = self._wanted
            await asyncio.sleep(self._calm)
            if word is not self._wanted:
                continue
            pages = await asyncio.to_thread(_pages, word)
            if word is self._wanted:
                self._wanted = None
                self._tell(word, pages)


def _pages(word: bytes) -> int:
    """Return the number of pages, 0 when LibreOffice fails."""
    try:
        return count_pages(to_pdf(word))
    except DocumentError:
        return 0
