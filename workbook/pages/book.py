"""What a page needs of the workbook that it is handed."""

from typing import Protocol

from workbook.content.loader import Content
from workbook.settings import Language
from workbook.store import WorkbookFile


class Book(Protocol):
    """The workbook as its pages know it."""

    @property
    def content(self) -> Content:
        """What is asked and said."""
        ...

    @property
    def file(self) -> WorkbookFile:
        """Where the answers are."""
        ...

    @property
    def language(self) -> Language:
        """The participant's language."""
        ...

    def speak(self, language: Language) -> None:
        """Change the language, for good."""
        ...

    def make(self, document: str, record: str, language: Language) -> tuple[str, bytes]:
        """Return the name and content of a Word file.

        ``document`` is ``cv``, ``application``, ``blank_cv`` or ``blank_application``.
        """
        ...
