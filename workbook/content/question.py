"""The question: what is asked, how it is answered, and what it feeds on."""

from typing import Annotated, Literal, get_args

from pydantic import Field

from workbook.content.text import Grammar, Name, Text

QuestionType = Literal[
    "text",
    "long_text",
    "integer",
    "rating",
    "date",
    "month",
    "datetime",
    "email",
    "phone",
    "url",
    "select_one",
    "select_multiple",
    "tags",
    "reference",
    "references",
    "file",
    "note",
]
QUESTION_TYPES: tuple[QuestionType, ...] = get_args(QuestionType)

CHOOSES = frozenset({"select_one", "select_multiple"})
REFERS = frozenset({"reference", "references"})
MANY = frozenset({"select_multiple", "tags", "references"})
WRITES = frozenset({"text", "long_text"})
TELLS = WRITES | {"tags", "select_multiple"}
BOUNDED = MANY | WRITES | {"integer", "rating"}

Source = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]


class Choice(Grammar):
    """One thing to choose: a stable name and its words."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
    label: Text


class Question(Grammar):
    """One question of a step; its ``name`` is a column and never changes.

    ``minimum`` and ``maximum`` bound an integer's value, a rating's scale, a text's
    characters, or how many are chosen. ``suggest`` names sources as
    ``step.question``; ``of`` is the step a reference chooses among. ``autocomplete``
    is the browser's word for a contact detail of the participant's own, since only
    there may the browser fill in what it knows about him.
    """

    name: Name
    type: QuestionType
    label: Text
    hint: Text | None = None
    example: Text | None = None
    guidance: Text | None = None
    choices: tuple[Choice, ...] = ()
    required: bool = False
    minimum: int | None = None
    maximum: int | None = None
    covers: tuple[str, ...] = ()
    suggest: tuple[Source, ...] = ()
    short: bool = False
    of: Name | None = None
    autocomplete: str | None = None

    @property
    def answerable(self) -> bool:
        """Tell whether it takes an answer; a note only says something."""
        return self.type != "note"

    @property
    def scale(self) -> range:
        """The numbers of a rating, 1 to 5 unless it says otherwise."""
        low = 1 if self.minimum is None else self.minimum
        return range(low, (5 if self.maximum is None else self.maximum) + 1)

    def choice(self, name: str) -> Choice | None:
        """Return the choice of that name, or None when it was removed."""
        return next((c for c in self.choices if c.name == name), None)
