"""The step: one content file, one table, one form; and the page that shows steps."""

import re
from collections.abc import Mapping
from functools import cached_property

from workbook.content.question import Feed, Question
from workbook.content.text import Grammar, Name, Text


class Step(Grammar):
    """A step and its questions.

    With ``repeat`` it holds many records: ``columns`` are shown in their list and
    the first one names a record, ``add`` is the button, ``minimum`` the number
    needed before the step is done, ``ordered`` lets the participant sort them.
    ``within`` shows it inside the open record of other steps; with ``across`` there
    is then one record for each of that step's: a company's score by criterion.
    """

    name: Name
    title: Text
    lead: Text
    repeat: bool = False
    minimum: int = 0
    ordered: bool = False
    columns: tuple[Name, ...] = ()
    within: tuple[Name, ...] = ()
    across: Name | None = None
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

    def refers_to(self, step: str) -> Question | None:
        """Return the reference to one record of another step, if there is one."""
        return next(
            (q for q in self.questions if q.of == step and q.type == "reference"), None
        )

    def narrows(self, question: Question) -> Question | None:
        """Return the choice of records that a question's lines keep to, if any."""
        step, _ = question.source
        return next(
            (q for q in self.questions if q.of == step and q.type == "references"), None
        )

    @property
    def has_period(self) -> bool:
        """Tell whether its records run from one day or month to another."""
        times = {q.name for q in self.questions if q.type in ("month", "date")}
        return {"from", "to"} <= times

    @property
    def ties(self) -> frozenset[str]:
        """The references that tie a record to those it stands within or across.

        They follow from where it stands, so nobody is asked for them.
        """
        owners = [*self.within, *([self.across] if self.across else [])]
        found = (self.refers_to(owner) for owner in owners)
        return frozenset(question.name for question in found if question)

    def stand(self, owner: str, record: str, other: str = "", again: int = 0) -> str:
        """Return the id of a new record that stands within another step's record.

        ``other`` is the record it stands across; ``again`` counts those that were
        there before. The id tells where it stands, so that an answer which arrives
        late is tied to the right records.
        """
        across = f"-{self.across}-{other}" if self.across and other else ""
        return f"{owner}-{record}{f'-again-{again}' if again else ''}{across}"

    def stands(self, record: str) -> Mapping[str, str]:
        """Return by tie the records that an id of ``stand`` tells; else nothing."""
        across = rf"-{self.across}-(?P<other>.+)" if self.across else ""
        for owner in self.within:
            again = r"(-again-\d+)?"
            found = re.fullmatch(rf"{owner}-(?P<record>.+?){again}{across}", record)
            tie = self.refers_to(owner)
            if found and tie:
                other = self.refers_to(self.across) if self.across else None
                more = {other.name: found["other"]} if other else {}
                return {tie.name: found["record"], **more}
        return {}

    @property
    def copies(self) -> tuple[tuple[Question, Feed], ...]:
        """The questions that a new record begins with, and what each is copied from."""
        return tuple(
            (question, feed)
            for question in self.questions
            for feed in question.suggest
            if feed.copied
        )


class Page(Grammar):
    """A page: one notebook, showing steps in order.

    ``practises`` is the step in which he rates himself for this phase: what he rated
    lowest comes back on the page as an exercise.
    """

    name: str
    title: Text
    lead: Text
    steps: tuple[Name, ...]
    practises: Name | None = None


class Pages(Grammar):
    """The file ``pages.toml``: all pages in order."""

    pages: tuple[Page, ...]
