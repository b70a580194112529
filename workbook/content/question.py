"""The question: what is asked, how it is answered, and what it feeds on.

The types are XLSForm's, and one further: ``lines``. He ticks lines that he wrote in
another step, such as three of the seven results of a job. They are no records, so
``references`` cannot choose them, and no suggestion, since nothing is to be written
anew. An answer holds the lines as they were when ticked.
"""

from typing import Annotated, Any, Literal, get_args

from pydantic import BeforeValidator, Field

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
    "lines",
    "file",
    "note",
]
QUESTION_TYPES: tuple[QuestionType, ...] = get_args(QuestionType)

CHOOSES = frozenset({"select_one", "select_multiple"})
REFERS = frozenset({"reference", "references"})
MANY = frozenset({"select_multiple", "tags", "references", "lines"})
WRITES = frozenset({"text", "long_text"})
TELLS = WRITES | {"tags", "select_multiple"}
BOUNDED = MANY | WRITES | {"integer", "rating"}

Source = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")]


Ending = Annotated[str, Field(pattern=r"^\.[a-z0-9]+$")]


class Choice(Grammar):
    """One thing to choose: a stable name and its words."""

    name: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$")]
    label: Text


class Feed(Grammar):
    """One source of a question: ``from`` is another question as ``step.question``.

    In a content file a plain ``"step.question"`` is a feed without further keys.
    ``as`` is a sentence that takes the answer in, at ``{answer}``. ``via`` is the
    question of the own step that refers to the source's records, where several do.
    With ``copy`` a new record begins with the source's text. Where the question
    names the records of a list each thing said there is offered as a new record:
    ``carry`` then fills further questions with answers of the source's record, and
    ``set`` with a value of their own.
    """

    source: Source = Field(alias="from")
    phrase: Text | None = Field(None, alias="as")
    via: Name | None = None
    copied: bool = Field(False, alias="copy")
    carry: dict[Name, Name] = Field(default_factory=dict)
    fixed: dict[Name, str] = Field(default_factory=dict, alias="set")

    @property
    def step(self) -> str:
        """The step that the answer stands in."""
        return self.source.split(".")[0]

    @property
    def question(self) -> str:
        """The question that is answered there."""
        return self.source.split(".")[1]


def _feed(value: Any) -> Any:
    return {"from": value} if isinstance(value, str) else value


class Question(Grammar):
    """One question of a step; its ``name`` is a column and never changes.

    ``minimum`` and ``maximum`` bound an integer's value, a rating's scale, a text's
    characters, or how many are chosen. ``suggest`` names sources as
    ``step.question``; ``of`` is the step a reference chooses among, and ``lines_of``
    the ``step.question`` whose lines are ticked. With ``ordered`` what is chosen
    stands in his own order. ``accepts`` are the endings that a file may have.
    ``autocomplete`` is the browser's word for a contact detail of the participant's
    own, since only there may the browser fill in what it knows about him. ``lookup``
    is a reference list whose words are shown while he types. ``exercise`` is what to
    practise when a rating is low. ``begins`` is what a new record begins with, so that
    he writes it down in less than a minute: ``now`` of a time, ``today`` of a day, or
    the name of a choice.
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
    suggest: tuple[Annotated[Feed, BeforeValidator(_feed)], ...] = ()
    short: bool = False
    of: Name | None = None
    lines_of: Source | None = None
    ordered: bool = False
    accepts: tuple[Ending, ...] = ()
    autocomplete: str | None = None
    lookup: Name | None = None
    exercise: Text | None = None
    begins: str | None = None

    @property
    def answerable(self) -> bool:
        """Tell whether it takes an answer; a note only says something."""
        return self.type != "note"

    @property
    def scale(self) -> range:
        """The numbers of a rating, 1 to 5 unless it says otherwise."""
        low = 1 if self.minimum is None else self.minimum
        return range(low, (5 if self.maximum is None else self.maximum) + 1)

    @property
    def source(self) -> tuple[str, str]:
        """The step and the question whose lines are ticked; empty for other types."""
        step, _, question = (self.lines_of or "").partition(".")
        return step, question

    def feed(self, source: str) -> Feed | None:
        """Return the feed from a source, or None when it does not feed this."""
        return next((feed for feed in self.suggest if feed.source == source), None)

    def choice(self, name: str) -> Choice | None:
        """Return the choice of that name, or None when it was removed."""
        return next((c for c in self.choices if c.name == name), None)
