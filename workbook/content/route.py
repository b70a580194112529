"""The route: a plan through steps for a given time."""

from typing import Literal

from pydantic import Field

from workbook.content.question import Source
from workbook.content.text import Grammar, Name, Text

Way = Literal["alone", "pairs", "threes", "all"]
Sheet = Literal["ten_names", "call_card", "employers", "observer", "promises"]
"""The sheets of paper that a coach hands out."""


class Saving(Text):
    """A way to get a line done in so many minutes less."""

    minutes: int = Field(ge=1)


class Line(Grammar):
    """One line of a route: so many minutes, this way, on these questions.

    Without ``step`` it is time for something else, such as a break; ``title`` is what
    it is called, else it is called as its step. Without ``questions`` it means the
    whole step. It is done when so many ``records`` answer it. ``words`` are what the
    coach says, ``sheets`` what he hands out, ``wrong`` what may go wrong and what to
    do then, ``save`` how to get it done in less time. A ``new_day`` begins a day.
    """

    minutes: int
    way: Way
    words: Text
    step: Name | None = None
    title: Text | None = None
    questions: tuple[Name, ...] = ()
    records: int = Field(1, ge=1)
    paper: Text | None = None
    outcome: Text | None = None
    sheets: tuple[Sheet, ...] = ()
    wrong: Text | None = None
    save: Saving | None = None
    new_day: bool = False


class Route(Grammar):
    """A plan; it selects and orders steps and hides nothing."""

    name: Name
    title: Text
    lead: Text
    total: int
    lines: tuple[Line, ...]


class Arrow(Grammar):
    """One way that an answer must feed forward, as ``step.question``."""

    source: Source = Field(alias="from")
    target: Source = Field(alias="to")


class Curriculum(Grammar):
    """The file ``curriculum.toml``: known ids, and arrows that must be there."""

    ids: tuple[str, ...]
    arrows: tuple[Arrow, ...] = ()
