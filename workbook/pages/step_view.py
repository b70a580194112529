"""One step on the page: its list of records, the open form, what stands within it."""

from collections.abc import Callable
from datetime import datetime

import ipywidgets

from workbook.content.step import Step
from workbook.forms import Answer, Form, Records, Row
from workbook.pages.book import Book
from workbook.pages.draft import draft
from workbook.pages.keeper import Keeper
from workbook.pages.names import cell, record_name, referred, wording
from workbook.pages.offers import fresh, listable, offers
from workbook.pages.pausing import PAUSES, Pausing
from workbook.pages.sent import Snapshots
from workbook.pages.sources import parse
from workbook.pages.within import Within, fill_form

OPENED = "opened"


class StepView(ipywidgets.VBox):
    """Shows a step and lets the participant work in it.

    ``changed`` is called after each saved answer and each change of the list.
    """

    def __init__(self, book: Book, changed: Callable[[], None]) -> None:
        """Make the widgets once; ``show`` fills them again and again."""
        self._book = book
        self._keeper = Keeper(book)
        self._snapshots = Snapshots(book)
        self._pausing = Pausing(book)
        self._changed = changed
        self._records = Records(self._act, self.accept)
        self._form = self._new_form()
        self._within = Within(book, self._keeper, self._new_form)
        self._step = book.content.order[0]
        self.opened = ""
        super().__init__([self._records, self._form])

    def show(self, step: Step, *, another: bool = False) -> None:
        """Show a step with the record that is open there, or was last.

        With ``another`` a new one is begun.
        """
        if step != self._step or not self.opened:
            self.opened = fresh() if another else self._first(step)
        self._step = step
        self._records.tell("")
        self._show_rows()
        self._show_form()

    def renew(self) -> None:
        """Show anew what another part of the page has changed."""
        self._show_rows()
        self._show_form()
        self._changed()

    def open_record(self, record: str) -> None:
        """Open a record of the step that is shown; one that is not there is left."""
        if self._is_there(record, "open"):
            self._act("open", record)

    def focus(self) -> None:
        """Move the participant to the first field."""
        self._form.focus()

    def take_in(self, question: str, source: str, text: str) -> Answer:
        """Put a text from elsewhere into the open record, or into one begun for it.

        ``source`` is the place that it is from. Raises RefusedError for what is not
        asked here.
        """
        if not self.opened:
            self.opened = fresh()
            self._book.file.write_note(OPENED, f"{self._step.name}/{self.opened}")
            self._show_form()
        place = f"{self._step.name}/{self.opened}/{question}"
        return self._written(place, *self._keeper.put(place, source, text))

    def write(self, place: str, text: str) -> Answer:
        """Save an answer that another part of the page asks for; the form shows it."""
        return self._written(place, *self._keeper.save(place, text))

    def _written(self, place: str, answer: Answer, at: datetime) -> Answer:
        self._form.tell(place, answer, at)
        self._saved(place)
        return answer

    def draft(self) -> list[str]:
        """Begin the empty parts of the open letter; return what it answered."""
        filled = draft(self._book, self._keeper, self.opened)
        self.renew()
        self._form.focus()
        return filled

    def _first(self, step: Step) -> str:
        if not step.repeat:
            return step.name
        records = [found.record for found in self._book.file.records(step.name)]
        last_step, _, last = (self._book.file.note(OPENED) or "").partition("/")
        if last_step == step.name and last in records:
            return last
        if len(records) == 1:
            return records[0]
        return "" if records else fresh()

    def _new_form(self) -> Form:
        return Form(
            self._keeper,
            owner=self._book.file.owner,
            saved=self._saved,
            add=lambda: self._act("add", ""),
        )

    def _saved(self, place: str) -> None:
        step, _, question = place.split("/")
        self._snapshots.saved(parse(place))
        self._pausing.saved(parse(place))
        listed = not self._step.repeat or self.opened in self._records.listed()
        if step == self._step.name and (question in self._step.columns or not listed):
            self._show_rows()
        if step == self._step.name:
            self._refresh(question, begun=not listed)
        self._changed()

    def _refresh(self, question: str, *, begun: bool) -> None:
        """Bring up to date what an answer changes further down the page.

        A record's first answer brings with it all that a new record begins with.
        """
        if begun or self._step.question(question).of:
            self._form.refresh(self._keeper.answers(self._step, self.opened))
        self._within.refresh(self._step, self.opened, question)

    def _show_rows(self) -> None:
        step, language = self._step, self._book.language
        records = self._book.file.records(step.name) if step.repeat else []
        columns = [step.question(name) for name in step.columns]
        told = [(column, referred(self._book, column)) for column in columns]
        self._records.show(
            title=step.title.in_(language),
            columns=[column.label.in_(language) for column in columns],
            rows=[
                Row(r.record, tuple(cell(c, r, known, language) for c, known in told))
                for r in records
            ],
            offers=offers(self._book, step),
            several=listable(step),
            add=self._add_label() if records or not self.opened else "",
            ordered=step.ordered,
            opened=self.opened,
            wording=wording(self._book, step),
        )

    def _add_label(self) -> str:
        add = self._step.add
        return add.in_(self._book.language) if self._step.repeat and add else ""

    def _show_form(self) -> None:
        here = self._heading()
        another = self._add_label() if here else ""
        fill_form(
            self._book, self._keeper, self._form, self._step, self.opened, here, another
        )
        within = self._within.show(self._step, self.opened)
        self.children = [self._records, self._form, *within]

    def _heading(self) -> str:
        """Return the name of the open record; none for one that is being begun."""
        known = [found.record for found in self._book.file.records(self._step.name)]
        there = self._step.repeat and self.opened in known
        return self._named(self.opened) if there else ""

    def accept(self, wanted: list[tuple[str, str]]) -> None:
        """Make records of what other answers offer: the (source, text) of each."""
        made = self._keeper.accept(self._step, {fresh(): offer for offer in wanted})
        if made:
            # Of one he goes on to write more; of many none is the one.
            self.opened = next(iter(made)) if len(made) == 1 else ""
            self._book.file.write_note(OPENED, f"{self._step.name}/{self.opened}")
            self._show_form()
            self._tell("rows.added", " · ".join(made.values()))
        self._show_rows()
        self._changed()

    def _act(self, action: str, record: str) -> None:
        """Do what the list asks; a record that is not there is left alone."""
        if not self._step.repeat:
            return
        if action in ("add", "close") or self._is_there(record, action):
            getattr(self, f"_{action}")(record)
        self._show_rows()
        self._changed()

    def _is_there(self, record: str, action: str) -> bool:
        """Tell whether a record can be acted on; another tab may have deleted it."""
        if action == "bring_back":
            return bool(self._book.file.record(self._step.name, record).values)
        return record in [r.record for r in self._book.file.records(self._step.name)]

    def _add(self, _record: str) -> None:
        self._open(fresh())

    def _open(self, record: str) -> None:
        self.opened = record
        self._book.file.write_note(OPENED, f"{self._step.name}/{record}")
        self._show_form()
        self._form.focus()

    def _close(self, _record: str) -> None:
        self.opened = ""
        self._book.file.write_note(OPENED, "")
        self._show_form()

    def _duplicate(self, record: str) -> None:
        name = self._named(record)
        self._open(self._book.file.duplicate(self._step.name, record))
        self._tell("rows.copied", name)

    def _delete(self, record: str) -> None:
        self._book.file.delete(self._step.name, record)
        self._rests(record)
        if record == self.opened:
            self._close(record)
        self._tell("rows.deleted", self._named(record), undo=record)

    def _bring_back(self, record: str) -> None:
        self._book.file.bring_back(self._step.name, record)
        self._rests(record)
        self._tell("rows.restored", self._named(record))

    def _rests(self, record: str) -> None:
        """Move the promises when a break is taken back, or is there again."""
        if self._step.name == PAUSES:
            self._pausing.settle(record)

    def _move_up(self, record: str) -> None:
        self._move(record, -1)

    def _move_down(self, record: str) -> None:
        self._move(record, 1)

    def _move(self, record: str, places: int) -> None:
        self._book.file.move(self._step.name, record, places)
        order = [found.record for found in self._book.file.records(self._step.name)]
        position = order.index(record) + 1
        self._tell("rows.moved", self._named(record), position=position, of=len(order))

    def _named(self, record: str) -> str:
        found = self._book.file.record(self._step.name, record)
        return record_name(self._book, self._step, found)

    def _tell(
        self, key: str, what: str, undo: str = "", position: int = 0, of: int = 0
    ) -> None:
        say = self._book.content.texts.say
        text = say(key, self._book.language, what=what, position=position, total=of)
        self._records.tell(text, undo)
