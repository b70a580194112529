"""Pictures that are tables: bars drawn in their cells, readable at any width."""

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any, ClassVar

import traitlets

from workbook.forms import Screen
from workbook.settings import Language


@dataclass(frozen=True)
class Cell:
    """A cell: its words, a bar from 0 to 1 if any, and a mark: good, bad or none."""

    text: str
    bar: float | None = None
    mark: str = ""


@dataclass(frozen=True)
class Part:
    """One part of a panel: a heading, sentences, a table, ways to steps.

    The first cell of each row names it. ``ways`` are (step, words of its button).
    """

    title: str
    texts: Sequence[str] = ()
    head: Sequence[str] = ()
    rows: Sequence[Sequence[Cell]] = field(default_factory=list)
    ways: Sequence[tuple[str, str]] = ()
    source: str = ""


class Panel(Screen):
    """Shows parts beside a step; nothing is answered in it."""

    source: ClassVar[str] = "workbook.pages:panel"
    language = traitlets.Unicode("da").tag(sync=True)
    parts: Any = traitlets.List().tag(sync=True)

    def __init__(self, go: Callable[[str], None]) -> None:
        """Tell ``go`` the step that he chooses."""
        super().__init__()
        self._go = go

    def show(self, parts: Sequence[Part], language: Language) -> None:
        """Show parts, none to hide the whole."""
        with self.showing():
            self.language = language
            self.parts = [asdict(part) for part in parts]

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Go to a step."""
        del buffers
        if kind == "go":
            self._go(str(message.get("step")))
