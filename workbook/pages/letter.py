"""Beside an application: a draft to begin with, and the e-mail that it goes with."""

from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import traitlets

from workbook import documents
from workbook.documents.email_text import EmailText, email_text
from workbook.errors import DocumentError
from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.draft import APPLICATIONS, drafts

_STEPS = frozenset(need.split(".")[0] for need in documents.NEEDS["application"])


class Letter(Screen):
    """Offers a draft while a part is empty, and the e-mail as a text to copy.

    ``draft`` is asked to write it when the button is pressed.
    """

    source: ClassVar[str] = "workbook.pages:letter"
    language = traitlets.Unicode("da").tag(sync=True)
    drafts = traitlets.Bool().tag(sync=True)
    subject = traitlets.Unicode().tag(sync=True)
    email = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, draft: Callable[[], None]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._draft = draft

    def show(self, book: Book, step: str, opened: str) -> None:
        """Show what belongs to the open application; hide it beside other steps."""
        record = opened if step == APPLICATIONS else ""
        known = {found.record for found in book.file.records(step)} if record else set()
        made = _email(book, record) if record in known else None
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("letter_mail", book.language)
            self.drafts = made is not None and drafts(book, record)
            self.subject = made.subject if made else ""
            self.email = made.text if made else ""

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Write the draft."""
        del message, buffers
        if kind == "draft" and self.drafts:
            self._draft()


def _email(book: Book, record: str) -> EmailText | None:
    frames = {step: book.frame(step) for step in _STEPS if step in book.content.steps}
    words = documents.words_in(book.content, book.language)
    try:
        context = documents.application_context(
            frames, words, record=record, language=book.language, today=date.today()
        )
        return email_text(context, words)
    except DocumentError:
        return None  # a coach's text is missing; making the letter says which
