"""The list of records: a table of rows, to open, add, copy, sort and delete."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import traitlets

from workbook.forms.fields import Wording
from workbook.forms.screen import Screen


@dataclass(frozen=True)
class Row:
    """A record as its list shows it: the first cell names it."""

    record: str
    cells: tuple[str, ...]


class Records(Screen):
    """The list of one step's records.

    ``act`` is told what the participant wants: ``open``, ``close``, ``add``,
    ``duplicate``, ``delete``, ``bring_back``, ``move_up`` or ``move_down``, and the
    record's id.
    """

    ACTIONS: ClassVar = frozenset(
        {
            "open",
            "close",
            "add",
            "duplicate",
            "delete",
            "bring_back",
            "move_up",
            "move_down",
        }
    )
    source: ClassVar[str] = "workbook.forms:records"
    title = traitlets.Unicode().tag(sync=True)
    language = traitlets.Unicode("da").tag(sync=True)
    columns: Any = traitlets.List().tag(sync=True)
    rows: Any = traitlets.List().tag(sync=True)
    opened = traitlets.Unicode("").tag(sync=True)
    add = traitlets.Unicode().tag(sync=True)
    ordered = traitlets.Bool(False).tag(sync=True)
    message = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(self, act: Callable[[str, str], None]) -> None:
        """Make an empty list."""
        super().__init__()
        self._act = act

    def show(
        self,
        *,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Row],
        add: str,
        ordered: bool,
        opened: str,
        wording: Wording,
    ) -> None:
        """Show rows; an empty ``add`` hides the list, for a step of one record."""
        with self.showing():
            self.title = title
            self.language = wording.language
            self.texts = wording.texts.section("rows", wording.language)
            self.columns = list(columns)
            self.add = add
            self.ordered = ordered
            self.opened = opened
            self.rows = [[row.record, *row.cells] for row in rows]

    def listed(self) -> list[str]:
        """Return the ids of the records that are shown."""
        return [row[0] for row in self.rows]

    def tell(self, text: str, undo: str = "") -> None:
        """Say what was done; ``undo`` is the record that a button brings back."""
        self.message = {"text": text, "undo": undo}

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Pass on what the participant wants done with a record."""
        del buffers
        if kind in self.ACTIONS:
            self._act(kind, str(message.get("record", "")))
