"""Today: what is due, what waits, and what has no day yet, each with its buttons."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, ClassVar

import traitlets

from workbook import analysis
from workbook.content.moment import show_weekday
from workbook.forms import RefusedError, Screen
from workbook.pages.agenda import agenda, on_a_break
from workbook.pages.book import Book
from workbook.pages.dealing import Dealing


class Today(Screen):
    """Shows what he has to do and lets him deal with it.

    ``changed`` is called after each action, ``write`` with a promise when he wants
    to write more about it.
    """

    source: ClassVar[str] = "workbook.pages:today"
    language = traitlets.Unicode("da").tag(sync=True)
    shown_here = traitlets.Bool().tag(sync=True)
    from_day = traitlets.Unicode().tag(sync=True)
    groups: Any = traitlets.List().tag(sync=True)
    said = traitlets.Unicode().tag(sync=True)
    undoable = traitlets.Bool().tag(sync=True)
    opened = traitlets.Unicode().tag(sync=True)
    pause = traitlets.Unicode().tag(sync=True)
    texts = traitlets.Dict().tag(sync=True)

    def __init__(
        self, book: Book, changed: Callable[[], None], write: Callable[[str], None]
    ) -> None:
        """Show nothing yet."""
        super().__init__()
        self._book = book
        self._dealing = Dealing(book)
        self._changed = changed
        self._write = write

    def show(self, *, shown: bool) -> None:
        """Show what is open now, or hide it."""
        there = shown and analysis.NEEDS["today"] <= self._book.content.asked
        with self.showing():
            self.language = self._book.language
            self.texts = self._book.content.texts.section("today", self.language)
            self.shown_here = there
            self.from_day = date.today().isoformat()
            self.groups = agenda(self._book, date.today()) if there else []
            self.pause = on_a_break(self._book, date.today()) if there else ""
            if not there:
                self.said, self.undoable, self.opened = "", False, ""

    def receive(self, kind: str, message: dict[str, Any], buffers: list[Any]) -> None:
        """Do what he chose, say so, and show what is next."""
        del buffers
        act = getattr(self, f"_act_{kind}", None)
        if act is None:
            return
        told = {key: str(value) for key, value in message.items() if key != "kind"}
        said = act(told)
        if said is None:
            return
        self._changed()
        with self.showing():
            self.said = said
            self.undoable = kind != "undo"

    def _act_done(self, told: Mapping[str, str]) -> str:
        promise, outcome = told.get("promise", ""), told.get("outcome", "")
        matter = told.get("matter", "")
        self._dealing.keep(promise, outcome)
        self.opened = matter
        return self._say(f"done_{outcome}")

    def _act_move(self, told: Mapping[str, str]) -> str:
        day = _iso(told.get("day", ""))
        self._dealing.move(told.get("promise", ""), day)
        return self._say("moved", day)

    def _act_day(self, told: Mapping[str, str]) -> str:
        day = _iso(told.get("day", ""))
        self._dealing.set_day(told.get("matter", ""), day)
        self.opened = ""
        return self._say("day_set", day)

    def _act_close(self, told: Mapping[str, str]) -> str:
        by = told.get("by", "")
        self._dealing.close(told.get("matter", ""), by, told.get("learned", ""))
        return self._say(by)

    def _act_warm(self, told: Mapping[str, str]) -> str:
        self._dealing.keep_warm(told.get("matter", ""))
        return self._say("warm")

    def _act_undo(self, _told: Mapping[str, str]) -> str | None:
        return self._say("undone") if self._dealing.undo() else None

    def _act_write(self, told: Mapping[str, str]) -> None:
        self._write(told.get("promise", ""))

    def _say(self, key: str, day: date | None = None) -> str:
        language = self._book.language
        words = show_weekday(day, language) if day else ""
        return self._book.content.texts.say(f"today.{key}", language, day=words)


def _iso(day: str) -> date:
    """Return the day that the page sends; it is outside input."""
    try:
        found = date.fromisoformat(day)
    except ValueError:
        raise RefusedError from None
    if not 0 <= (found - date.today()).days < 3660:
        raise RefusedError
    return found
