"""What the papers of a workshop are told of it."""

from dataclasses import dataclass
from datetime import date, time

from workbook.documents.answers import clean
from workbook.documents.wording import long_date
from workbook.settings import Language


@dataclass(frozen=True)
class Occasion:
    """A workshop: its title, address, route, day of deletion, and when it starts.

    Whatever was typed as title and address, what is read from here fits a document.
    """

    title: str
    address: str
    route: str
    language: Language
    expires: date
    starts: time

    @property
    def called(self) -> str:
        """Its title, clean of what a document cannot hold."""
        return clean(self.title)

    @property
    def place(self) -> str:
        """Its address, to which ``/join`` may be added."""
        return clean(self.address).rstrip("/")

    @property
    def gone(self) -> str:
        """The day of deletion in words."""
        return long_date(self.expires, self.language)
