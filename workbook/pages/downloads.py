"""Documents on the page: made when asked for, handed over without leaving it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Protocol

import traitlets

from workbook import documents
from workbook.content.texts import Texts
from workbook.errors import WorkbookError
from workbook.forms import Screen
from workbook.settings import LANGUAGES, Language


class Make(Protocol):
    """Makes a document of a record in a language, and returns its name and content."""

    def __call__(
        self, document: str, record: str, language: Language, *, pdf: bool = False
    ) -> tuple[str, bytes]:
        """Make it; DocumentError when it cannot be made."""
        ...


@dataclass(frozen=True)
class Offer:
    """A document on offer: which one, of which record, and what its button says.

    ``title`` names one that can be printed as PDF too.
    """

    document: str
    record: str
    label: str
    title: str = ""


class Downloads(Screen):
    """Buttons that make a Word file and hand it to the browser as a blob.

    A link to a file would fire ``beforeunload`` in some browsers and end the kernel.
    """

    source: ClassVar[str] = "workbook.pages:downloads"
    language = traitlets.Unicode("da").tag(sync=True)
    offers: Any = traitlets.List().tag(sync=True)
    hint = traitlets.Unicode().tag(sync=True)
    asked_in = traitlets.Unicode().tag(sync=True)
    office = traitlets.Bool().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, make: Make, go: Callable[[str], None], texts: Texts) -> None:
        """Make nothing yet.

        ``make`` is asked when a button is pressed; ``go`` is told the step where
        what is still missing is asked.
        """
        super().__init__()
        self._go = go
        self._make = make
        self._texts = texts

    def show(
        self, offers: Sequence[Offer], hint: str, asked_in: str, language: Language
    ) -> None:
        """Show offers, none to hide the whole.

        ``hint`` says what is still missing and leads to the step ``asked_in``.
        """
        with self.showing():
            self.language = language
            self.texts = self._texts.section("pages", language)
            self.office = documents.office() is not None
            self.hint = hint
            self.asked_in = asked_in if hint else ""
            self.offers = [vars(offer) for offer in offers]

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Make a document and send it, or go where its answers are asked."""
        del buffers
        language = next((x for x in LANGUAGES if x == message.get("language")), None)
        offer = (message.get("document"), message.get("record"))
        known = [(found["document"], found["record"]) for found in self.offers]
        if kind == "go" and self.asked_in:
            self._go(self.asked_in)
        elif kind == "make" and language and offer in known:
            pdf = message.get("pdf") is True
            self._hand_over(str(offer[0]), str(offer[1]), language, pdf=pdf)

    def _hand_over(
        self, document: str, record: str, language: Language, *, pdf: bool
    ) -> None:
        try:
            name, content = self._make(document, record, language, pdf=pdf)
        except WorkbookError as fault:
            here: Language = "en" if self.language == "en" else "da"
            self.send({"kind": "failed", "text": self._texts.error(fault, here)})
        else:
            self.send({"kind": "made", "name": name}, [content])
