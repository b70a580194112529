"""What a page needs of the workbook that it is handed."""

from typing import Protocol

import pandas as pd

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

    @property
    def served(self) -> bool:
        """Whether a workshop's server has the answers, not his own computer."""
        ...

    def frame(self, step: str) -> pd.DataFrame:
        """Return a step's records as a typed frame."""
        ...

    def example(self) -> "Book":
        """Return the workbook of a made-up participant, in this one's language."""
        ...

    def speak(self, language: Language) -> None:
        """Change the language, for good."""
        ...

    def make(
        self, document: str, record: str, language: Language, *, pdf: bool = False
    ) -> tuple[str, bytes]:
        """Return the name and content of a file to take along.

        ``document`` is ``cv``, ``application``, ``call_card``, ``follow_up_plan`` or
        ``network_plan``, each also with ``blank_`` before it and all these also as
        ``pdf``; ``calendar``; ``pack``; or ``kept``, the file of that id.
        """
        ...
