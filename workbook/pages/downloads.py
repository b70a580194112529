"""Documents on the page: made when asked for, handed over without leaving it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import traitlets

from workbook.content.texts import Texts
from workbook.errors import WorkbookError
from workbook.forms import Screen
from workbook.settings import LANGUAGES, Language

Make = Callable[[str, str, Language], tuple[str, bytes]]


@dataclass(frozen=True)
class Offer:
    """A document on offer: which one, of which record, and what its button says."""

    document: str
    record: str
    label: str


class Downloads(Screen):
    """Buttons that make a Word file and hand it to the browser as a blob.

    A link to a file would fire ``beforeunload`` in some browsers and end the kernel.
    """

    source: ClassVar[str] = "workbook.pages:downloads"
    language = traitlets.Unicode("da").tag(sync=True)
    offers: Any = traitlets.List().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, make: Make, texts: Texts) -> None:
        """Make nothing yet; ``make`` is asked when a button is pressed."""
        super().__init__()
        self._make = make
        self._texts = texts

    def show(self, offers: Sequence[Offer], hint: str, language: Language) -> None:
        """Show offers, none to hide the whole; ``hint`` says what is still missing."""
        with self.showing():
            self.language = language
            self.texts = self._texts.section("pages", language)
            self.hint = hint
            self.offers = [vars(offer) for offer in offers]

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Make a document and send it, or say why it could not be made."""
        del buffers
        language = next((x for x in LANGUAGES if x == message.get("language")), None)
        offer = (message.get("document"), message.get("record"))
        known = [(found["document"], found["record"]) for found in self.offers]
        if kind != "make" or language is None or offer not in known:
            return
        try:
            name, content = self._make(str(offer[0]), str(offer[1]), language)
        except WorkbookError as fault:
            spoken = self._texts.error(
                fault, next(x for x in LANGUAGES if x == self.language)
            )
            self.send({"kind": "failed", "text": spoken})
            return
        self.send({"kind": "made", "name": name}, [content])
