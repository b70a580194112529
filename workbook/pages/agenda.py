"""What is to be done: promises by when they are due, and matters without a day."""

from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any, Final

from workbook import analysis
from workbook.content.moment import show_time, show_weekday
from workbook.content.working_day import working_day_after
from workbook.pages.book import Book
from workbook.pages.call_words import call_words
from workbook.pages.dealing import PROMISES
from workbook.pages.names import names

GROUPS: Final = ("missing", "late", "today", "week", "later")
_FRAMES: Final = (PROMISES, "conversations", "applications", "pauses")


@dataclass(frozen=True)
class Item:
    """A promise, or a matter that has no day.

    ``promise`` is the id of the promise, "" when there is none; ``matter`` names the
    matter. ``days`` are proposed, the first of them best, each an ISO day and its
    words. ``stage`` is the next step in the matter.
    """

    promise: str
    matter: str
    title: str
    company: str
    when: str
    words: str
    phone: str
    stage: str
    days: list[tuple[str, str]] = field(default_factory=list)


def agenda(book: Book, today: date) -> list[dict[str, Any]]:
    """Return the groups that hold something, in the order of ``GROUPS``.

    Each is a dict of ``key`` and ``items``, the fields of an ``Item``.
    """
    found: dict[str, list[Item]] = {key: [] for key in GROUPS}
    for key, item in _Agenda(book, today).items():
        found[key].append(item)
    return [
        {"key": key, "items": [asdict(item) for item in items]}
        for key, items in found.items()
        if items
    ]


def on_a_break(book: Book, today: date) -> str:
    """Return the last day of the break he is on, in words, "" when he is on none."""
    span = analysis.within(today, analysis.spans(book.frame("pauses")))
    return show_weekday(span[1], book.language) if span else ""


class _Agenda:
    """The items of one day, from frames that are read once."""

    def __init__(self, book: Book, today: date) -> None:
        self._book = book
        self._today = today
        self._frames = {step: book.frame(step) for step in _FRAMES}
        self._breaks = analysis.spans(self._frames["pauses"])
        self._companies = names(book, book.content.steps["companies"])

    def items(self) -> Iterator[tuple[str, Item]]:
        matters = analysis.matters(self._frames)
        for row in _rows(matters[matters["state"] == "missing"]):
            yield "missing", self._without_day(row)
        of = {promise: row for row in _rows(matters) for promise in row.open}
        follow_ups = self._frames[PROMISES]
        found = analysis.promises(follow_ups, self._today, self._breaks)
        for promise in _rows(found[found["state"].isin(GROUPS)]):
            yield str(promise.state), self._promise(promise, of[promise.Index])

    def _without_day(self, matter: Any) -> Item:
        whom = matter.whom or self._say("plan.somebody")
        step = analysis.next_step(matter, self._today, self._breaks)
        days = (step.day, self._tomorrow)
        return self._item(matter, step, matter.promise, whom, "", "", days)

    def _promise(self, promise: Any, matter: Any) -> Item:
        whom = _text(promise.whom) or matter.whom or self._say("plan.somebody")
        title = self._say(f"calendar.{_text(promise.way) or 'call'}", whom=whom)
        step = analysis.next_step(matter, self._today, self._breaks)
        when, days = self._when(promise.due), self._other_days(promise.due.date())
        said = _text(promise.said)
        return self._item(matter, step, promise.Index, title, when, said, days)

    def _item(
        self,
        matter: Any,
        step: analysis.NextStep,
        promise: str,
        title: str,
        when: str,
        said: str,
        days: tuple[date, ...],
    ) -> Item:
        language = self._book.language
        proposed = [
            (d.isoformat(), show_weekday(d, language)) for d in dict.fromkeys(days)
        ]
        return Item(
            promise=promise,
            matter=str(matter.Index),
            title=title,
            company=self._companies.get(matter.company, ""),
            when=when,
            words=said or call_words(self._book, matter, step),
            phone=self._phone(matter),
            stage=step.stage,
            days=proposed,
        )

    @property
    def _tomorrow(self) -> date:
        return analysis.after_breaks(working_day_after(self._today), self._breaks)

    def _other_days(self, due: date) -> tuple[date, ...]:
        """Return the days a promise may be moved to with one press."""
        week = analysis.in_a_week(self._today, self._breaks).date()
        days = tuple(day for day in (self._tomorrow, week) if day != due)
        later = analysis.after_breaks(working_day_after(due), self._breaks)
        return days or (later,)

    def _when(self, due: Any) -> str:
        day = "" if due.date() == self._today else self._weekday(due.date())
        return f"{day} {show_time(due, self._book.language)}".strip()

    def _weekday(self, day: date) -> str:
        return show_weekday(day, self._book.language)

    def _phone(self, matter: Any) -> str:
        tied = (("contacts", matter.contact), ("companies", matter.company))
        for step, record in tied:
            values = self._book.file.record(step, record).values if record else {}
            if phone := values.get("phone"):
                return str(phone)
        return ""

    def _say(self, key: str, **details: str) -> str:
        return self._book.content.texts.say(key, self._book.language, **details)


def _rows(frame: Any) -> Iterator[Any]:
    yield from frame.itertuples()


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
