"""What is open: what he has asked, promised or sent and not closed.

A matter is all that passed between him and one person: conversations, letters sent,
promises. It is open until it is closed, and an open one needs a next action of his
own with a day. A mere name is no matter.
"""

from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

import networkx as nx
import pandas as pd

from workbook.content.promise import CLOSED, MOVED, settled

Frames = Mapping[str, pd.DataFrame]
COLUMNS: Final = [
    "step", "record", "whom", "contact", "company", "last", "unanswered", "calls",
    "letter", "open", "promise", "due", "state",
]  # fmt: skip
_ANSWERED: Final = frozenset({"reached", "talked"})
_TALKS, _LETTERS, _PROMISES = "conversations", "applications", "follow_ups"


@dataclass(frozen=True)
class _Event:
    """Something that passed: a conversation, a letter that was sent, a promise."""

    step: str
    record: str
    number: int
    whom: str
    contact: str
    company: str
    day: date | None
    outcome: str
    kept: date | None
    due: pd.Timestamp | None
    owners: tuple[str, ...] = ()

    @property
    def node(self) -> str:
        return f"{self.step}/{self.record}"

    @property
    def open(self) -> bool:
        """Whether it is a promise still to be kept."""
        return self.step == _PROMISES and not settled(self.kept, self.outcome)

    @property
    def when(self) -> tuple[date, int, int]:
        """Its place in time; of one day the letter comes after the conversation."""
        day = self.kept if self.step == _PROMISES else self.day
        order = (_TALKS, _LETTERS, _PROMISES).index(self.step)
        return day or date.min, order, self.number


def matters(frames: Frames) -> pd.DataFrame:
    """Return one row per matter, indexed by its latest conversation or letter.

    The index reads ``step/record``. Columns: ``step`` and ``record`` of the same;
    ``whom``, ``contact`` and ``company`` (an id, or empty) as it was last told;
    ``last``, the latest day something passed; ``unanswered`` and ``calls``, how many
    of the promises kept and of the conversations since the last answer or letter were
    not answered; ``letter``, whether that was a letter; ``open``, a tuple of the
    ids of all promises still to be kept; ``promise``, the next of them, a dated one
    before one without a day, or empty, and its ``due``; and
    ``state``: ``planned`` (there is a day), ``missing`` (there is none) or ``closed``.
    """
    events = [*_talks(frames), *_letters(frames), *_promises(frames)]
    rows = [_row(group) for group in _groups(events)]
    index = [f"{row['step']}/{row['record']}" for row in rows]
    found = pd.DataFrame(rows, index=pd.Index(index, dtype="string"), columns=COLUMNS)
    dates = {name: pd.to_datetime(found[name]) for name in ("last", "due")}
    return found.assign(**dates)


def _talks(frames: Frames) -> Iterator[_Event]:
    for number, row in enumerate(_rows(frames[_TALKS])):
        day = _day(row["held"])
        answered = "reached" if _text(row["reached"]) == "reached" else "unanswered"
        yield _Event(
            _TALKS, row["record"], number, _text(row["whom"]), _text(row["contact"]),
            _text(row["company"]), day, answered, None, None,
        )  # fmt: skip


def _letters(frames: Frames) -> Iterator[_Event]:
    promised = set(frames[_PROMISES]["application"].dropna())
    for number, row in enumerate(_rows(frames[_LETTERS])):
        sent = _day(row["sent_on"])
        if sent or row["record"] in promised:
            whom = _text(row["receiver"])
            yield _Event(
                _LETTERS, row["record"], number, whom, "", _text(row["company"]),
                sent, "", None, None,
            )  # fmt: skip


def _promises(frames: Frames) -> Iterator[_Event]:
    for number, row in enumerate(_rows(frames[_PROMISES])):
        ties = {_TALKS: "conversation", _LETTERS: "application"}
        owners = [f"{s}/{row[n]}" for s, n in ties.items() if _text(row[n])]
        due = None if pd.isna(row["due"]) else row["due"]
        yield _Event(
            _PROMISES, row["record"], number, _text(row["whom"]), "", "",
            None if due is None else due.date(), _text(row["outcome"]),
            _day(row["kept_on"]), due, tuple(owners),
        )  # fmt: skip


def _groups(events: list[_Event]) -> list[list[_Event]]:
    """Return the events of each matter: of one person, or tied to one another."""
    known = {event.node: event for event in events}
    graph: nx.Graph[Hashable] = nx.Graph()
    graph.add_nodes_from(known)
    for event in events:
        graph.add_edges_from((event.node, owner) for owner in event.owners)
        if event.contact:
            graph.add_edge(event.node, ("contact", event.contact))
    loose = [e for e in events if not any(owner in known for owner in e.owners)]
    graph.add_edges_from(_named(loose))
    parts = (known.keys() & part for part in nx.connected_components(graph))
    order = {node: place for place, node in enumerate(known)}
    groups = (sorted(part, key=order.__getitem__) for part in parts)
    told = sorted(groups, key=lambda group: order[group[0]])
    return [[known[node] for node in group] for group in told]


def _named(events: list[_Event]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Tie events of the same name; at two companies they are two persons.

    A letter to nobody in particular belongs to the one person he talks to there.
    """
    companies: dict[str, set[str]] = {}
    people: dict[str, set[str]] = {}
    for event in events:
        if name := _name(event.whom):
            companies.setdefault(name, set()).update({event.company} - {""})
            people.setdefault(event.company, set()).add(name)
    for event in events:
        there = people.get(event.company, set()) if event.company else set()
        alone = next(iter(there)) if len(there) == 1 else ""
        letter = event.step == _LETTERS
        if name := _name(event.whom) or (alone if letter else ""):
            one_place = len(companies.get(name, ())) < 2
            yield event.node, ("name", name, "" if one_place else event.company)


def _row(group: list[_Event]) -> dict[str, Any]:
    passed = sorted(group, key=lambda event: event.when)
    anchor = next((e for e in reversed(passed) if e.step != _PROMISES), passed[-1])
    still = [event for event in passed if event.open]
    ahead = min(
        still, key=lambda e: (e.due is None, e.due or 0, e.number), default=None
    )
    happened = [e for e in passed if not e.open and _happened(e)]
    days = [event.when[0] for event in happened if event.when[0] > date.min]
    return {
        "step": anchor.step,
        "record": anchor.record,
        "whom": (ahead.whom if ahead else "") or _latest(passed, "whom"),
        "contact": _latest(passed, "contact"),
        "company": _latest(passed, "company"),
        "last": max(days, default=None),
        **_tries(happened),
        "open": tuple(event.record for event in still),
        "promise": ahead.record if ahead else "",
        "due": ahead.due if ahead else None,
        "state": _state(group, ahead),
    }


def _happened(event: _Event) -> bool:
    """Tell whether they were in touch, or he tried: a promise moved is neither."""
    if event.step == _PROMISES:
        return event.outcome not in CLOSED | {MOVED}
    return event.step == _TALKS or event.day is not None


def _tries(happened: list[_Event]) -> dict[str, Any]:
    """Count what was not answered since the last answer or letter."""
    counts = {_PROMISES: 0, _TALKS: 0}
    letter = False
    for event in reversed(happened):
        letter = event.step == _LETTERS
        if letter or event.outcome in _ANSWERED:
            break
        counts[event.step] += 1
    return {
        "unanswered": counts[_PROMISES],
        "calls": counts[_TALKS],
        "letter": letter,
    }


def _state(group: list[_Event], ahead: _Event | None) -> str:
    if ahead:
        return "missing" if ahead.due is None else "planned"
    ends = [event for event in group if event.outcome in CLOSED]
    left = [e for e in group if not any(_ended(e, end, group) for end in ends)]
    return "missing" if any(not _goes_on(event) for event in left) else "closed"


def _goes_on(event: _Event) -> bool:
    """Tell whether nothing but another promise can say how this one goes on.

    One that was moved and names nobody has no tie to the one that follows it.
    """
    nobody = not (_name(event.whom) or event.owners)
    return nobody and event.outcome == MOVED


def _ended(event: _Event, closing: _Event, group: list[_Event]) -> bool:
    """Tell whether something was over when a matter was closed.

    That is what was closed itself, what had passed before it, and all that passed
    before the day of closing; of a day that nobody wrote down nothing else is known.
    """
    if event is closing or event.outcome in CLOSED | {MOVED}:
        return True
    closed = [e for e in group if e.node in closing.owners]
    if event.step != _PROMISES and any(event.when <= e.when for e in closed):
        return True
    days = [day for day in (closing.kept, *(e.day for e in closed)) if day]
    if not days or event.when[0] != max(days):
        return bool(days) and event.when[0] < max(days)
    return event.step == _PROMISES and event.number < closing.number


def _latest(passed: list[_Event], name: str) -> str:
    told = (getattr(event, name) for event in reversed(passed))
    return next((value for value in told if value), "")


def _name(whom: str) -> str:
    """Return a name without the title that follows it, as names are compared."""
    return " ".join(whom.partition(",")[0].casefold().split())


def _rows(frame: pd.DataFrame) -> list[dict[str, Any]]:
    told = zip(frame.index, frame.to_dict("records"), strict=True)
    return [
        {"record": str(r), **{str(k): v for k, v in row.items()}} for r, row in told
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _day(value: Any) -> date | None:
    return None if pd.isna(value) else value.date()
