"""What was sent is kept as it looked on the day: letter, CV, receiver and date."""

import uuid
from datetime import datetime, timedelta
from typing import Final

from workbook.errors import DocumentError
from workbook.pages.book import Book
from workbook.store import Place, Record

SENT: Final = "sent"
_APPLICATIONS: Final = "applications"
WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_CORRECTED_WITHIN = timedelta(days=1)


class Snapshots:
    """Keeps each application when its date of sending is written.

    A date that is corrected within a day corrects the snapshot; later on it tells of
    another sending, and the first stays.
    """

    def __init__(self, book: Book) -> None:
        """Keep snapshots in this workbook."""
        self._book = book

    def saved(self, place: Place) -> None:
        """Keep an application if what was saved is the day that it was sent."""
        if (place.step, place.question) != (_APPLICATIONS, "sent_on"):
            return
        letter = self._book.file.record(place.step, place.record)
        if SENT in self._book.content.steps and letter.values.get("sent_on"):
            self._keep(letter)

    def _keep(self, letter: Record) -> None:
        if any(_tells(one, letter) for one in self._book.file.records(SENT)):
            return
        record = self._just_kept(letter.record) or self._book.file.add(SENT)
        known = {q.name for q in self._book.content.steps[SENT].answerable}
        told = {
            **{n: letter.values.get(n) for n in ("company", "receiver", "sent_on")},
            "headline": letter.values.get("headline"),
            "application": letter.record,
            "letter": self._file("application", letter.record),
            "cv": self._file("cv", str(letter.values.get("cv_target") or "")),
        }
        self._book.file.save_all(
            [(Place(SENT, record, n), v) for n, v in told.items() if v and n in known]
        )
        now = datetime.now().isoformat()
        self._book.file.write_note(f"{SENT}/{letter.record}", f"{record} {now}")

    def _just_kept(self, letter: str) -> str:
        """Return the snapshot that was made of a letter within the last day, or ""."""
        record, _, at = (self._book.file.note(f"{SENT}/{letter}") or "").partition(" ")
        known = [one.record for one in self._book.file.records(SENT)]
        recent = at and datetime.now() - datetime.fromisoformat(at) < _CORRECTED_WITHIN
        return record if recent and record in known else ""

    def _file(self, document: str, record: str) -> str | None:
        """Keep a document as it looks now; None when it cannot be made."""
        try:
            name, content = self._book.make(document, record, self._book.language)
        except DocumentError:
            return None
        kept = uuid.uuid4().hex[:12]
        self._book.file.keep_file(kept, name, WORD, content)
        return kept


def _tells(sent: Record, letter: Record) -> bool:
    same = sent.values.get("application") == letter.record
    return same and sent.values.get("sent_on") == letter.values.get("sent_on")
