"""The forms of what stands within the open record: its promise, its scores."""

from collections.abc import Callable, Iterator

from workbook.content.step import Step
from workbook.forms import Form
from workbook.pages.book import Book
from workbook.pages.crossing import crossing
from workbook.pages.getting_back import THEY_CALL
from workbook.pages.keeper import Keeper
from workbook.pages.names import wording
from workbook.pages.progress import latest_within


class Within:
    """Shows for a step the forms of the steps that stand within its open record."""

    def __init__(
        self, book: Book, keeper: Keeper, new_form: Callable[[], Form]
    ) -> None:
        """Make the forms when they are first needed."""
        self._book = book
        self._keeper = keeper
        self._new_form = new_form
        self._forms: dict[str, Form] = {}

    def show(self, owner: Step, opened: str) -> list[Form]:
        """Fill the forms within a record and return them; empty ones without one."""
        return [
            self._across(owner, step, opened)
            if step.across
            else self._one(owner, step, opened)
            for step in self._steps(owner)
        ]

    def refresh(self, owner: Step, opened: str, question: str) -> None:
        """Bring up to date what an answer of the record changes in them."""
        source = f"{owner.name}.{question}"
        for step in self._steps(owner):
            fed = any(asked.feed(source) for asked in step.questions)
            if fed or source == THEY_CALL:
                answers = self._keeper.answers(step, self._record(owner, step, opened))
                self._form(step).refresh(answers)

    def _steps(self, owner: Step) -> Iterator[Step]:
        for step in self._book.content.order:
            if owner.name in step.within:
                yield step

    def _form(self, step: Step) -> Form:
        if step.name not in self._forms:
            self._forms[step.name] = self._new_form()
        return self._forms[step.name]

    def _record(self, owner: Step, step: Step, opened: str) -> str:
        """Return the record that is shown: of several promises the latest."""
        return latest_within(self._book, step, owner.name, opened).record

    def _one(self, owner: Step, step: Step, opened: str) -> Form:
        record = self._record(owner, step, opened) if opened else ""
        title = step.title.in_(self._book.language)
        form = self._form(step)
        fill_form(self._book, self._keeper, form, step, record, title)
        return form

    def _across(self, owner: Step, step: Step, opened: str) -> Form:
        """Show a step's one question once for each record that it stands across."""
        place, title = f"{step.name}/{opened}", step.title.in_(self._book.language)
        found = crossing(self._book, step, owner.name, opened)
        asked = found.questions if opened else []
        records = {q.name: found.records[q.name] for q in asked}
        answers = {
            name: self._keeper.answers(step, record)[found.asked]
            for name, record in records.items()
        }
        places = {n: f"{step.name}/{r}/{found.asked}" for n, r in records.items()}
        words, form = wording(self._book, step), self._form(step)
        form.show(place, title, asked, answers, words, heading=title, places=places)
        return form


def fill_form(
    book: Book,
    keeper: Keeper,
    form: Form,
    step: Step,
    record: str,
    heading: str,
    another: str = "",
) -> None:
    """Fill a form with a record's questions and answers, nothing without a record."""
    form.show(
        f"{step.name}/{record}",
        step.title.in_(book.language),
        [q for q in step.questions if record and q.name not in step.ties],
        keeper.answers(step, record) if record else {},
        wording(book, step),
        heading=heading,
        another=another,
    )
