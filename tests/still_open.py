"""What is still open, by a second reader: the definition, without the code tested.

*Open* means: I have asked, promised or sent something and not closed it. One person's
things belong together: those of one contact, those of one name unless it is met at
two companies, a promise and what it was made in, and a letter to nobody in
particular with the only person he deals with at that company.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations

from workbook.content.record import Value
from workbook.store import Record, WorkbookFile

STEPS = ("conversations", "applications", "follow_ups")
_CLOSED = ("closed_by_me", "closed_by_them")


@dataclass(frozen=True)
class Thing:
    """A conversation, a letter that was sent or promised about, or a promise."""

    step: str
    record: str
    number: int
    name: str
    contact: object
    company: object
    day: date | None
    due: Value = None
    outcome: object = None
    kept: bool = False
    ties: frozenset[str] = field(default=frozenset())

    @property
    def key(self) -> str:
        return f"{self.step}/{self.record}"

    @property
    def is_promise(self) -> bool:
        return self.step == "follow_ups"

    @property
    def waits(self) -> bool:
        """Whether it is a promise still to be kept."""
        return self.is_promise and not (self.kept or self.over or self.moved)

    @property
    def over(self) -> bool:
        return self.outcome in _CLOSED

    @property
    def moved(self) -> bool:
        return self.outcome == "moved"

    @property
    def at(self) -> tuple[date, bool, int]:
        """Its place in time; of one day the letter comes after the conversation."""
        return self.day or date.min, self.step == "applications", self.number


def groups(file: WorkbookFile) -> list[list[Thing]]:
    """Return all things, those of one person together."""
    left = list(_things(file))
    found: list[list[Thing]] = []
    joined = _joined(left)
    while left:
        group = [left.pop(0)]
        for thing in group:
            group += [t for t in left if frozenset((t.key, thing.key)) in joined]
            left = [t for t in left if t not in group]
        found.append(group)
    return found


def next_days(group: Iterable[Thing]) -> list[Thing]:
    """Return the promises that wait and have a day."""
    return [thing for thing in group if thing.waits and thing.due]


def without_day(group: list[Thing]) -> bool:
    """Tell whether something in a group is open, and there is no day for any of it."""
    if next_days(group):
        return False
    ends = [thing for thing in group if thing.over]
    return any(not _closed(thing, ends, group) for thing in group if not thing.over)


def _closed(thing: Thing, ends: list[Thing], group: list[Thing]) -> bool:
    if thing.waits:
        return False
    nobody = not (thing.name or thing.ties)
    if thing.moved:  # it goes on as another, and is no end by itself
        return bool(ends) or nobody
    return any(_ends(end, thing, group) for end in ends)


def _ends(end: Thing, thing: Thing, group: list[Thing]) -> bool:
    """Tell whether a thing was over and done with when the matter was closed.

    The day of closing is known, or it is that of what was closed.
    """
    if thing.key in end.ties:
        return True
    closed = [t for t in group if t.key in end.ties]
    if not thing.is_promise and any(thing.at <= t.at for t in closed):
        return True
    days = [t.day for t in closed if t.day] + ([end.day] if end.day else [])
    if not days:
        return False
    on, happened = max(days), thing.day or date.min
    earlier = thing.is_promise and thing.number < end.number
    return happened < on or (happened == on and earlier)


def _things(file: WorkbookFile) -> Iterator[Thing]:
    told = {step: file.records(step) for step in STEPS}
    promised = {one.values["application"] for one in told["follow_ups"]}
    for number, one in enumerate(told["conversations"]):
        v = one.values
        day = _day(v["held"])
        yield Thing(
            "conversations", one.record, number, _name(v["whom"]), v["contact"],
            v["company"], day,
        )  # fmt: skip
    for number, one in enumerate(told["applications"]):
        v = one.values
        if v["sent_on"] or one.record in promised:
            yield Thing(
                "applications", one.record, number, _name(v["receiver"]), None,
                v["company"], _day(v["sent_on"]),
            )  # fmt: skip
    for number, one in enumerate(told["follow_ups"]):
        yield _promise(number, one)


def _promise(number: int, one: Record) -> Thing:
    v = one.values
    ties = {f"{s}s/{v[s]}" for s in ("conversation", "application") if v[s]}
    return Thing(
        "follow_ups", one.record, number, _name(v["whom"]), None, None,
        _day(v["kept_on"]), v["due"], v["outcome"], v["kept_on"] is not None,
        frozenset(ties),
    )  # fmt: skip


def _joined(things: list[Thing]) -> set[frozenset[str]]:
    """Return the pairs of things that belong together."""
    there = {thing.key for thing in things}
    free = [thing for thing in things if not thing.ties & there]
    names = {thing.key: _whose(thing, free) for thing in free}
    return {
        frozenset((a.key, b.key))
        for a, b in combinations(things, 2)
        if a.key in b.ties
        or b.key in a.ties
        or a.ties & b.ties
        or (a.contact and a.contact == b.contact)
        or _same(names.get(a.key), names.get(b.key), a, b, free)
    }


def _whose(thing: Thing, free: list[Thing]) -> str:
    if thing.name or thing.step != "applications" or not thing.company:
        return thing.name
    here = {t.name for t in free if t.name and t.company == thing.company}
    return here.pop() if len(here) == 1 else ""


def _same(
    one: str | None, other: str | None, a: Thing, b: Thing, free: list[Thing]
) -> bool:
    if not one or one != other:
        return False
    places = {t.company for t in free if t.name == one and t.company}
    return len(places) < 2 or a.company == b.company


def _name(whom: object) -> str:
    """Return a name as it is compared: without title, case and spaces aside."""
    told = whom if isinstance(whom, str) else ""
    return " ".join(told.split(",")[0].split()).casefold()


def _day(value: Value) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None
