"""The old CV beside the forms: its text in sections, to be taken over by the piece."""

from collections.abc import Callable, Mapping
from typing import Any, ClassVar, Final

import traitlets

from workbook.content.step import Step
from workbook.errors import ExchangeError
from workbook.exchange.old_cv import OTHER, OldCv, Piece, Section, read_old_cv
from workbook.forms import Answer, Screen
from workbook.pages.book import Book
from workbook.pages.old_cv_pieces import Parts, fitting, targets, used

OLD_CV: Final = "old_cv"
FILE: Final = "file"
HEADINGS: Final = "cv_headings"
SHOWN: Final = 60
"""So much of a piece is enough to say which one it was."""

BELONGS: Final[Mapping[str, tuple[str, ...]]] = {
    "contact_details": ("contact",),
    "cv_targets": ("profile",),
    "competences": ("competences", "it"),
    "jobs": ("jobs",),
    "education": ("education",),
    "courses": ("courses",),
    "languages": ("languages",),
    "volunteering": ("volunteering", "leisure"),
    "references": ("references",),
}
"""The kinds of section that belong to each step; the others stand below them."""

FIRST: Final = "jobs"
"""Where he first writes what his CV says is asked whether he has one."""

TakeIn = Callable[[str, str, str], Answer]


class OldCvView(Screen):
    """Shows the CV that he put in; each piece is a button that puts it into the form.

    ``sections`` are ``{heading, mine, pieces}``, a piece its key, its text and, where
    there are several, its parts, whose keys are the piece's and their number;
    ``targets`` are the questions to choose among as (name, label), none where there
    is no form; ``used`` holds the keys of what stands in an answer already.
    ``inviting`` asks for a CV where he is about to write what one says.
    """

    source: ClassVar[str] = "workbook.pages:old_cv"
    language = traitlets.Unicode("da").tag(sync=True)
    step = traitlets.Unicode().tag(sync=True)
    sections: Any = traitlets.List().tag(sync=True)
    targets: Any = traitlets.List().tag(sync=True)
    used: Any = traitlets.List().tag(sync=True)
    error = traitlets.Unicode().tag(sync=True)
    inviting = traitlets.Bool(False).tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, take_in: TakeIn, go: Callable[[str], None]) -> None:
        """Tell ``take_in`` the question, the place of the file and the text.

        ``go`` is told the step where a CV is put in.
        """
        super().__init__()
        self._go = go
        self._take_in = take_in
        self._book: Book | None = None
        self._step: Step | None = None
        self._file = ""
        self._read: OldCv | ExchangeError = OldCv(())
        self._pieces: dict[str, Parts] = {}

    def show(self, book: Book, step: Step) -> None:
        """Show the CV beside a step that it has something for; else nothing."""
        self._book, self._step = book, step
        file = _file(book) if step.name in (OLD_CV, *BELONGS) else ""
        found = self._reading(book, file) if file else OldCv(())
        whole = step.name == OLD_CV
        sections = found.sections if isinstance(found, OldCv) else ()
        with self.showing():
            self.language = book.language
            self.texts = book.content.texts.section("old_cv", book.language)
            self.step = step.name
            self.inviting = step.name == FIRST and not file and _begins(book, step)
            self.error = (
                book.content.texts.error(found, book.language)
                if isinstance(found, ExchangeError) and whole
                else ""
            )
            self.targets = [] if whole else _labelled(book, step)
            self.sections = self._shown(sections, BELONGS.get(step.name, ()))
        # Apart from the rest: a mark does not build the page anew under his finger.
        steps = [book.content.steps[name] for name in _known(book)] if whole else [step]
        self._pieces = {
            key: tuple(told) for s in self.sections for key, *told in s["pieces"]
        }
        self.used = used(book, steps, self._pieces)

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Put a piece into a question of the open form, or go where a CV is put in."""
        del buffers
        if kind == "go" and self.inviting:
            self._go(OLD_CV)
        text = self._text(str(message.get("key")))
        name = str(message.get("question"))
        if kind == "put" and text and name in dict(self.targets):
            self._put(name, text)

    def _text(self, key: str) -> str:
        """Return the text of a piece or a part; "" when there is none such."""
        for piece, (text, *parts) in self._pieces.items():
            apart = {f"{piece}.{number}": part for number, part in enumerate(parts)}
            if key == piece or key in apart:
                return apart.get(key, text)
        return ""

    def _put(self, name: str, text: str) -> None:
        if self._book is None or self._step is None:
            return
        fits = fitting(self._step.question(name), text)
        answer = self._take_in(name, f"{OLD_CV}/{OLD_CV}/{FILE}", fits)
        texts, language = self._book.content.texts, self._book.language
        short = fits if len(fits) <= SHOWN else f"{fits[:SHOWN].rstrip()} …"
        told = {"text": short, "question": dict(self.targets)[name]}
        if answer.fault:
            code, details = answer.fault.code, answer.fault.details
            error = texts.say(f"answers.{code}", language, **details)
            said = texts.say("old_cv.put_unread", language, **told, error=error)
        else:
            said = texts.say("old_cv.put", language, **told)
        self.send({"kind": "told", "text": said})

    def _reading(self, book: Book, file: str) -> OldCv | ExchangeError:
        """Return what a file says, read once, or what is wrong with it."""
        if file != self._file:
            _, _, content = book.file.file(file)
            try:
                self._read = read_old_cv(content, book.content.lists[HEADINGS])
            except ExchangeError as fault:
                self._read = fault
            self._file = file
        return self._read

    def _shown(
        self, sections: tuple[Section, ...], kinds: tuple[str, ...]
    ) -> list[dict[str, Any]]:
        """Return the sections as the page reads them."""
        return [
            {
                "heading": section.heading or self._place(section),
                "mine": section.kind in kinds,
                "pieces": [
                    [f"{number}.{line}", *_told(piece)]
                    for line, piece in enumerate(section.pieces)
                ],
            }
            for number, section in enumerate(sections)
        ]

    def _place(self, section: Section) -> str:
        """Say where a section stands that has no heading."""
        return str(self.texts["margins" if section.kind == OTHER else "first"])


def _told(piece: Piece) -> Parts:
    several = piece.parts != (piece.text,)
    return (piece.text, *piece.parts) if several else (piece.text,)


def _file(book: Book) -> str:
    """Return the id of the CV's file; "" without one, or when nobody asks for it."""
    if OLD_CV not in book.content.steps:
        return ""
    return str(book.file.record(OLD_CV, OLD_CV).values.get(FILE) or "")


def _begins(book: Book, step: Step) -> bool:
    """Tell whether he has yet to write anything in a step, and a CV is asked for."""
    return OLD_CV in book.content.steps and not book.file.records(step.name)


def _labelled(book: Book, step: Step) -> list[list[str]]:
    return [[q.name, q.label.in_(book.language)] for q in targets(step)]


def _known(book: Book) -> list[str]:
    return [name for name in BELONGS if name in book.content.steps]
