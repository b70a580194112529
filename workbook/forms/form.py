"""One form, one widget: a record's questions, each change saved by itself."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, ClassVar, Protocol, TypeVar

import traitlets

from workbook.content.moment import show_clock, show_date
from workbook.content.question import Question
from workbook.forms.fields import Answer, Wording, describe, shown
from workbook.forms.screen import RefusedError, Screen


@dataclass(frozen=True)
class Earlier:
    """What an answer was before: its place, the question in words, when and what."""

    place: str
    label: str
    version: int
    at: datetime
    text: str


class Answers(Protocol):
    """What a form asks of whoever keeps the answers; a place is step/record/question.

    Each call that writes returns the answer as it now stands, and the time. What is
    not there raises RefusedError.
    """

    def save(self, place: str, raw: object) -> tuple[Answer, datetime]:
        """Keep what was typed."""
        ...

    def take(self, place: str, source: str, text: str = "") -> tuple[Answer, datetime]:
        """Take a suggestion over: the text that its source says."""
        ...

    def keep_mine(self, place: str, source: str) -> tuple[Answer, datetime]:
        """Keep the own text although its source has changed."""
        ...

    def restore(self, place: str, version: int) -> tuple[Answer, datetime]:
        """Bring an earlier version back."""
        ...

    def versions(self, record: str) -> Sequence[Earlier]:
        """Return earlier versions of a record's answers, step/record."""
        ...


Told = TypeVar("Told", str, int)


class Form(Screen):
    """The form of one record.

    It knows questions, answers and words, nothing of where they are kept.
    """

    source: ClassVar[str] = "workbook.forms:form"
    owner = traitlets.Unicode().tag(sync=True)
    record = traitlets.Unicode().tag(sync=True)
    title = traitlets.Unicode().tag(sync=True)
    heading = traitlets.Unicode().tag(sync=True)
    another = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode("da").tag(sync=True)
    fields: Any = traitlets.List().tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        keeper: Answers,
        *,
        owner: str,
        saved: Callable[[str], None],
        add: Callable[[], None] = lambda: None,
    ) -> None:
        """Make an empty form.

        ``saved`` is told the place of each saved answer, ``add`` that he wants to
        write another record.
        """
        super().__init__(owner=owner)
        self._keeper = keeper
        self._saved = saved
        self._add = add
        self._questions: dict[str, Question] = {}
        self._places: dict[str, str] = {}
        self._wording: Wording | None = None

    def show(
        self,
        record: str,
        title: str,
        questions: Sequence[Question],
        answers: Mapping[str, Answer],
        wording: Wording,
        *,
        heading: str = "",
        another: str = "",
        places: Mapping[str, str] | None = None,
    ) -> None:
        """Show a record (step/record) and its answers in the wording's language.

        ``heading`` stands above the questions, and ``another`` on a button below
        them that asks for a further record; both may be empty. ``places`` are those
        of the answers by question where they are not the record's own.
        """
        self._questions = {question.name: question for question in questions}
        self._places = {name: f"{record}/{name}" for name in self._questions}
        self._places |= places or {}
        self._wording = wording
        with self.hold_sync():
            self.record = record
            self.title = title
            self.heading = heading
            self.another = another
            self.language = wording.language
            self.texts = wording.texts.section("form", wording.language)
            self.fields = describe(questions, wording, places or {})
            self.answers = self._as_shown(answers, wording)
            self.shown += 1

    def refresh(self, answers: Mapping[str, Answer]) -> None:
        """Bring the open record up to date without building its form anew.

        What other answers suggest changes with them, while he may be writing.
        """
        if self._wording is None:
            return
        now = self._as_shown(answers, self._wording)
        if now != self.answers:
            self.answers.clear()
            self.answers.update(now)
            self.send({"kind": "refreshed", "answers": now})

    def _as_shown(
        self, answers: Mapping[str, Answer], wording: Wording
    ) -> dict[str, dict[str, Any]]:
        return {
            name: as_shown
            for name, question in self._questions.items()
            if (as_shown := shown(question, answers.get(name, Answer()), wording))
        }

    def tell(self, place: str, answer: Answer, at: datetime) -> None:
        """Show an answer that was written elsewhere on the page."""
        self._acknowledge(place, answer, at, None, force=True)

    def focus(self) -> None:
        """Move the participant to the first field."""
        self.send({"kind": "focus"})

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Save, take over, keep, restore or list versions, as the page asks."""
        if kind == "another":
            self._add()
        elif kind == "versions":
            self._tell_versions(_told(message, "record", str))
        elif kind in ("save", "take", "keep_mine", "restore"):
            place = _told(message, "place", str)
            answer, at = self._act(kind, place, message, buffers)
            self._acknowledge(place, answer, at, message.get("id"), kind != "save")
            self._saved(place)

    def _act(
        self, kind: str, place: str, message: dict[str, Any], buffers: list[Any]
    ) -> tuple[Answer, datetime]:
        if kind == "restore":
            return self._keeper.restore(place, _told(message, "version", int))
        if kind == "save":
            raw = message.get("raw")
            if buffers and isinstance(raw, dict):
                raw = {**raw, "content": bytes(buffers[0])}
            return self._keeper.save(place, raw)
        source = _told(message, "source", str)
        if kind == "take":
            return self._keeper.take(place, source, _told(message, "text", str))
        return self._keeper.keep_mine(place, source)

    def _acknowledge(
        self, place: str, answer: Answer, at: datetime, number: object, force: bool
    ) -> None:
        """Answer the page; its state follows in silence, for a view made later."""
        if self._wording is None:
            return
        seen: dict[str, Any] = {}
        name = next((n for n, known in self._places.items() if known == place), "")
        if name:
            seen = shown(self._questions[name], answer, self._wording)
            self.answers[name] = seen
        self.send(
            {
                "kind": "saved",
                "id": number,
                "place": place,
                "question": name,
                "answer": seen,
                "at": show_clock(at, self._wording.language),
                "force": force,
            }
        )

    def _tell_versions(self, record: str) -> None:
        if self._wording is None:
            return
        language = self._wording.language

        def when(at: datetime) -> str:
            return f"{show_date(at, language)} {show_clock(at, language)}"

        versions = [
            {
                "place": found.place,
                "label": found.label,
                "version": found.version,
                "text": found.text,
                "at": when(found.at),
            }
            for found in self._keeper.versions(record)
        ]
        self.send({"kind": "versions", "versions": versions})


def _told(message: Mapping[str, Any], key: str, kind: type[Told]) -> Told:
    """Return what a message tells below a key, if it is of the right kind."""
    value = message.get(key)
    if not isinstance(value, kind):
        raise RefusedError
    return value
