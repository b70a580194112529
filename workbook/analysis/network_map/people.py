"""Who is in his network, and through whom a way leads to which company."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

import pandas as pd

from workbook.analysis import ties
from workbook.analysis.paths import all_paths

Frames = Mapping[str, pd.DataFrame]

NETWORKS: Final = ("professional", "friends", "unknown", "family")
"""The sectors in their order round the map; ``unknown`` says no network of ours."""
FRESHNESS: Final = ("fresh", "fading", "old", "unknown")
# What is no letter would break the picture's file or show as an empty box.
_NO_LETTER: Final = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True)
class Contact:
    """A contact: where from, how well (1 to 3), how long ago they talked.

    ``told`` says that he has written how well they know each other.
    """

    record: str
    name: str
    network: str
    strength: int
    told: bool
    freshness: str
    last: date | None


@dataclass(frozen=True)
class Way:
    """A way to a company: the ``contacts`` it goes through, from himself outward.

    ``person`` and ``named`` are the record and the name of somebody there whom the
    last of them knows, "" where he is there himself; ``before`` says that whoever is
    meant has left the company. ``best`` is the first to go of those that are shown.
    """

    company: str
    contacts: tuple[str, ...]
    person: str = ""
    named: str = ""
    before: bool = False
    best: bool = False

    @property
    def contact(self) -> str:
        """The last contact on it, who leads outside."""
        return self.contacts[-1]


def contacts(frames: Frames, today: date) -> dict[str, Contact]:
    """Return the contacts that have a name, by id, in their order."""
    frame = frames["contacts"]
    last = ties.last_seen(frames)
    columns = (
        map(str, frame.index),
        frame["name"],
        frame["network"],
        ties.strength(frame),
        frame["strength"],
        ties.freshness(last, today),
        last,
    )
    found = (
        Contact(
            record,
            text(name),
            _network(network),
            int(tie),
            said in ties.STRENGTHS,
            str(fresh),
            _day(day),
        )
        for record, name, network, tie, said, fresh, day in zip(*columns, strict=True)
    )
    return {one.record: one for one in found if one.name}


def companies(frames: Frames) -> dict[str, str]:
    """Return the names of the companies by id, in their order."""
    frame = frames["companies"]
    named = zip(map(str, frame.index), map(text, frame["name"]), strict=True)
    return {record: name for record, name in named if name}


def ways(
    frames: Frames,
    known: Mapping[str, Contact],
    targets: Mapping[str, str],
    today: date,
) -> tuple[Way, ...]:
    """Return the ways through ``known`` contacts to the ``targets``.

    Company by company, the best first, as ``all_paths`` finds them.
    """
    relations = frames["relations"]
    names = dict(zip(map(str, relations.index), relations["person"], strict=True))
    found = (_way(row, names) for row in all_paths(frames, today).itertuples())
    return tuple(
        way
        for way in found
        if way and way.company in targets and known.keys() >= {*way.contacts}
    )


def text(value: object) -> str:
    """Return an answer on one line, only of what can be drawn; "" for none."""
    said = value if isinstance(value, str) else ""
    return " ".join(_NO_LETTER.sub(" ", said).split())


def _way(row: Any, names: Mapping[str, Any]) -> Way | None:
    """Return a path as a way, None where it leads through somebody without a name.

    Nobody stands on the map who is further away than the second degree.
    """
    *inside, last = row.hops
    person, named = str(last.record), text(names.get(str(last.record)))
    if last.step == "contacts":
        inside, person, named = [*inside, last], "", ""
    nameless = bool(person) and not named
    if nameless or not inside or any(hop.step != "contacts" for hop in inside):
        return None
    contacts = tuple(str(hop.record) for hop in inside)
    before = bool(row.kind == "before")
    return Way(str(row.company), contacts, person, named, before=before)


def _network(value: Any) -> str:
    return value if isinstance(value, str) and value in NETWORKS else "unknown"


def _day(value: Any) -> date | None:
    return value.date() if isinstance(value, datetime) and not pd.isna(value) else None
