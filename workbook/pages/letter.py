"""Around an application: above it a draft to begin with, below it the e-mail."""

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


class Draft(Screen):
    """Offers a draft while a part of the open application is empty.

    ``write`` is asked to write it when the button is pressed, and returns the labels
    of the questions that it answered.
    """

    source: ClassVar[str] = "workbook.pages:draft"
    language = traitlets.Unicode("da").tag(sync=True)
    offered = traitlets.Bool().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, write: Callable[[], list[str]]) -> None:
        """Show nothing yet."""
        super().__init__()
        self._write = write
        self._shown = ""

    def show(self, book: Book, step: str, opened: str) -> None:
        """Show it for the open application; hide it beside other steps."""
        there = _is_there(book, step, opened)
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("letter_mail", book.language)
            self.offered = there and drafts(book, opened)
            if not there or opened != self._shown:
                self.said = ""
        self._shown = opened

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Write the draft and say what it filled."""
        del message, buffers
        if kind == "draft" and self.offered:
            filled = " · ".join(self._write())
            with self.showing():
                self.said = str(self.texts["drafted"]).replace("{fields}", filled)


class Email(Screen):
    """Shows the e-mail of the open application as a text to copy."""

    source: ClassVar[str] = "workbook.pages:email"
    language = traitlets.Unicode("da").tag(sync=True)
    subject = traitlets.Unicode().tag(sync=True)
    email = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def show(self, book: Book, step: str, opened: str) -> None:
        """Show that of the open application; hide it beside other steps."""
        made = _email(book, opened) if _is_there(book, step, opened) else None
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("letter_mail", book.language)
            self.subject = made.subject if made else ""
            self.email = made.text if made else ""


def _is_there(book: Book, step: str, opened: str) -> bool:
    return step == APPLICATIONS and opened in {
        found.record for found in book.file.records(step)
    }


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
