"""The call card on the page: large, to rehearse with, to ring from, to log after."""

from collections.abc import Callable
from dataclasses import asdict
from typing import Any, ClassVar, Final

import traitlets

from workbook.forms import Screen
from workbook.pages.book import Book
from workbook.pages.call_card import CallCard

CALLING: Final = "calling"
"""The note of a call that he went to make and has not told about yet."""
OUTCOMES: Final = ("reached", "voicemail", "try_again")


class Calling(Screen):
    """Shows the card of the open call.

    With ``asking`` it asks how the call went. ``rang`` is told that he rings,
    ``tell`` how it went ("" when he did not ring after all).
    """

    source: ClassVar[str] = "workbook.pages:calling"
    language = traitlets.Unicode("da").tag(sync=True)
    card: Any = traitlets.Dict().tag(sync=True)
    asking = traitlets.Bool(False).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self, rang: Callable[[str], None], tell: Callable[[str, str], None]
    ) -> None:
        """Show nothing yet."""
        super().__init__()
        self._rang = rang
        self._tell = tell

    def show(self, book: Book, card: CallCard | None) -> None:
        """Show a card, None to hide it."""
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("card", book.language)
            self.card = asdict(card) if card else {}
            self.asking = bool(card) and book.file.note(CALLING) == self.card["call"]

    def open_card(self) -> None:
        """Open the card as its own button does."""
        self.send({"kind": "open"})

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Note that he rings, or take how it went."""
        del message, buffers
        call = self.card.get("call")
        if call and kind == "rings":
            self._rang(call)
        elif call and kind in (*OUTCOMES, "not_called"):
            self._tell(call, kind if kind in OUTCOMES else "")
