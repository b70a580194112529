"""The list of records: a table of rows, to open, add, copy, sort and delete."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar

import traitlets

from workbook.forms.fields import Suggestion, Wording
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
    record's id; ``accept`` the source and the text of each offer that is to become a
    record.
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
    offers: Any = traitlets.List().tag(sync=True)
    several = traitlets.Bool(False).tag(sync=True)
    opened = traitlets.Unicode("").tag(sync=True)
    add = traitlets.Unicode().tag(sync=True)
    ordered = traitlets.Bool(False).tag(sync=True)
    message = traitlets.Dict().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self,
        act: Callable[[str, str], None],
        accept: Callable[[list[tuple[str, str]]], None],
    ) -> None:
        """Make an empty list."""
        super().__init__()
        self._act = act
        self._accept = accept

    def show(
        self,
        *,
        title: str,
        columns: Sequence[str],
        rows: Sequence[Row],
        offers: Sequence[Suggestion],
        several: bool,
        add: str,
        ordered: bool,
        opened: str,
        wording: Wording,
    ) -> None:
        """Show rows, and below them what other answers offer as further ones.

        An empty ``add`` hides the rows, for a step of one record. ``several`` puts a
        button there that takes all offers at once.
        """
        with self.showing():
            self.title = title
            self.language = wording.language
            self.texts = wording.texts.section("rows", wording.language)
            self.columns = list(columns)
            self.add = add
            self.ordered = ordered
            self.opened = opened
            self.several = several
            self.rows = [[row.record, *row.cells] for row in rows]
            self.offers = [vars(offer) for offer in offers]

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
        elif kind == "accept":
            wanted = message.get("offers")
            pairs = wanted if isinstance(wanted, list) else []
            known = [[found["source"], found["text"]] for found in self.offers]
            self._accept([(pair[0], pair[1]) for pair in known if pair in pairs])
