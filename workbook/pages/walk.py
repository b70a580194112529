"""The memory walk: place by place until the names are there, then make contacts."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Final

import traitlets

from workbook.content.question import Question
from workbook.content.record import read
from workbook.content.step import Step
from workbook.errors import AnswerError
from workbook.forms import Answer, RefusedError, Screen
from workbook.pages.book import Book
from workbook.pages.names import names
from workbook.pages.offers import folded, offers
from workbook.store import Record

MEMORY: Final = "memory"
CONTACTS: Final = "contacts"
TEN: Final = 10


@dataclass(frozen=True)
class Change:
    """What the page wants of a place: the line ``was`` becomes the lines ``now``.

    An empty ``was`` adds them, an empty ``now`` removes it.
    """

    place: str
    was: str
    now: tuple[str, ...]


class Walk(Screen):
    """Leads through the places where names are, one at a time.

    ``places`` are ``{name, label, prompts, example, names}``, each name with whether
    it is a contact already; none hides everything. ``offered`` is how many could
    become contacts, on a page that ``leads`` there. ``write`` saves an answer by its
    place, ``accept`` makes contacts of all that is offered.
    """

    source: ClassVar[str] = "workbook.pages:walk"
    owner = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode("da").tag(sync=True)
    places: Any = traitlets.List().tag(sync=True)
    goal = traitlets.Int(TEN).tag(sync=True)
    offered = traitlets.Int().tag(sync=True)
    leads = traitlets.Bool(False).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        owner: str,
        write: Callable[[str, str], Answer],
        accept: Callable[[list[tuple[str, str]]], None],
    ) -> None:
        """Show nothing yet; ``owner`` tells whose names a browser tab keeps."""
        # Apart from the form's: what this page has not sent is no form's answer.
        super().__init__(owner=f"{owner}:walk")
        self._write = write
        self._accept = accept
        self._book: Book | None = None

    def show(self, book: Book, step: Step, *, leads: bool) -> None:
        """Show the walk at its own step; nothing at any other."""
        self._book = book
        here = step.name == MEMORY
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("walk", book.language)
            self.places = _places(book, step) if here else []
            self.offered = len(wanted(book)) if here else 0
            self.leads = leads

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Write a name into its place, or make contacts of them all.

        A name may come late, when he has gone on to another step.
        """
        del buffers
        if self._book is None:
            return
        if kind == "save":
            fault = self._save(self._book, _change(message.get("raw")))
            texts, language = self._book.content.texts, self._book.language
            error = fault and texts.say(
                f"answers.{fault.code}", language, **fault.details
            )
            told = {"id": message.get("id"), "error": error or ""}
            self.send({"kind": "saved", **told})
        elif kind == "contacts" and self.leads:
            self._accept(wanted(self._book))

    def _save(self, book: Book, change: Change) -> AnswerError | None:
        """Write what a place says after a change; return what is wrong with it."""
        step = book.content.steps.get(MEMORY)
        known = {q.name: q for q in step.answerable} if step else {}
        if change.place not in known:
            raise RefusedError
        try:
            for name in change.now:
                read(known[change.place], name)
        except AnswerError as fault:
            return fault
        before = _text(book.file.record(MEMORY, MEMORY), known[change.place])
        after = changed(before, change.was, change.now)
        if after == before:
            return None
        return self._write(f"{MEMORY}/{MEMORY}/{change.place}", after).fault


def wanted(book: Book) -> list[tuple[str, str]]:
    """Return the (source, text) of each name of the walk that is no contact yet."""
    target = book.content.steps.get(CONTACTS)
    found = offers(book, target) if target else ()
    return [(o.source, o.text) for o in found if o.source.startswith(f"{MEMORY}/")]


def changed(text: str, was: str, now: Sequence[str]) -> str:
    """Return lines with the one that says ``was`` replaced, or with more at the end.

    A name that stands there already is not written again; all other lines stay.
    """
    lines = text.splitlines()
    at = next((n for n, line in enumerate(lines) if _same(line, was)), len(lines))
    rest = {folded(line) for n, line in enumerate(lines) if n != at}
    new = {folded(name): " ".join(name.split()) for name in now}
    fresh = [name for key, name in new.items() if key and key not in rest]
    return "\n".join([*lines[:at], *fresh, *lines[at + 1 :]])


def _same(line: str, name: str) -> bool:
    return bool(folded(name)) and folded(line) == folded(name)


def _change(raw: object) -> Change:
    """Return a change; RefusedError for anything else: the page is outside input."""
    told = raw if isinstance(raw, Mapping) else {}
    place, was, now = told.get("place"), told.get("was"), told.get("now")
    if not isinstance(place, str) or not isinstance(was, str):
        raise RefusedError
    if not isinstance(now, list) or not all(isinstance(name, str) for name in now):
        raise RefusedError
    return Change(place, was, tuple(now))


def _places(book: Book, step: Step) -> list[dict[str, Any]]:
    target = book.content.steps.get(CONTACTS)
    known = {folded(name) for name in names(book, target).values()} if target else set()
    record, language = book.file.record(MEMORY, MEMORY), book.language
    return [
        {
            "name": question.name,
            "label": question.label.in_(language),
            "prompts": question.hint.in_(language).splitlines()
            if question.hint
            else [],
            "example": question.example.in_(language) if question.example else "",
            "names": [
                [name, folded(name) in known]
                for line in _text(record, question).splitlines()
                if (name := line.strip())
            ],
        }
        for question in step.answerable
    ]


def _text(record: Record, question: Question) -> str:
    """Return what a place says, as it was typed where it cannot be read."""
    draft = record.drafts.get(question.name)
    return str((draft.raw if draft else record.values.get(question.name)) or "")
