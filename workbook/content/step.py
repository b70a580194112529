"""The step: one content file, one table, one form; and the page that shows steps."""

from functools import cached_property

from workbook.content.question import Question
from workbook.content.text import Grammar, Name, Text


class Step(Grammar):
    """A step and its questions.

    With ``repeat`` it holds many records: ``columns`` are shown in their list and
    the first one names a record, ``add`` is the button, ``minimum`` the number
    needed before the step is done, ``ordered`` lets the participant sort them.
    ``within`` shows it inside the open record of another step.
    """

    name: Name
    title: Text
    lead: Text
    repeat: bool = False
    minimum: int = 0
    ordered: bool = False
    columns: tuple[Name, ...] = ()
    within: Name | None = None
    add: Text | None = None
    questions: tuple[Question, ...]

    @cached_property
    def answerable(self) -> tuple[Question, ...]:
        """The questions that take an answer: the columns of the step's table."""
        return tuple(q for q in self.questions if q.answerable)

    def question(self, name: str) -> Question:
        """Return a question by name; KeyError when there is none."""
        found = next((q for q in self.questions if q.name == name), None)
        if found is None:
            raise KeyError(f"{self.name}.{name}")
        return found

    @property
    def naming(self) -> Question:
        """The question whose answer names a record."""
        return self.question(self.columns[0]) if self.columns else self.answerable[0]

    @property
    def parent(self) -> Question | None:
        """The reference to the record that a step ``within`` another belongs to."""
        return next((q for q in self.questions if q.of and q.of == self.within), None)


class Page(Grammar):
    """A page: one notebook, showing steps in order."""

    name: str
    title: Text
    lead: Text
    steps: tuple[Name, ...]


class Pages(Grammar):
    """The file ``pages.toml``: all pages in order."""

    pages: tuple[Page, ...]
