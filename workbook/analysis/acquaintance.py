"""Who knows whom: the graph from me to all who can be reached, each with its reason."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any, Final, NamedTuple

import networkx as nx
import pandas as pd

from workbook.analysis import ties

Frames = Mapping[str, pd.DataFrame]

MOST: Final = 3
"""So many people stand between me and a company at most."""
ONWARD: Final = 2.0
"""What it costs to be led on by somebody: how well those two get on is unknown."""
_BY_FRESHNESS: Final[Mapping[str, float]] = {
    "fresh": 0.0, "fading": 1.0, "old": 2.0, "unknown": 1.0
}  # fmt: skip
FOR_THEM = "for_them"


class Person(NamedTuple):
    """Who it is: a record of ``contacts``, or of ``relations`` if he is no contact."""

    step: str
    record: str


class Tie(NamedTuple):
    """Why one can be reached from the one before.

    ``kind`` is ``own`` (I know him), ``named`` (the one before gave me the name, see
    ``contacts.known_through``) or ``relation`` (the one before knows him, as that
    record of ``relations`` says).
    """

    kind: str
    relation: str = ""


class Node(NamedTuple):
    """A person as the ``place``-th one on the way from me, who am at place 0."""

    place: int
    person: Person


ME: Final = Node(0, Person("", ""))


def acquaintance(frames: Frames, today: date) -> "nx.DiGraph[Node]":
    """Return the graph from ``ME`` to the people up to ``MOST`` ties away.

    A person stands in it once for each place on the way that he can have. Each edge
    has a ``tie`` and a ``cost`` above 0: the stronger and fresher a tie to one of my
    own contacts, the cheaper. One whose name somebody gave me, and with whom I have
    not talked yet, is reached through that one only. Who is known in a circle, with
    no way in, counts as known to me.
    """
    last = ties.last_seen(frames)
    costs = _costs(frames["contacts"], ties.freshness(last, today))
    onward = _onward(frames)
    graph: nx.DiGraph[Node] = nx.DiGraph()
    graph.add_node(ME)
    for person in _own(frames["contacts"], last):
        cost = costs[person.record]
        graph.add_edge(ME, Node(1, person), tie=Tie("own"), cost=cost)
    for place in range(1, MOST):
        for (one, other), tie in onward.items():
            if Node(place, one) in graph:
                here, there = Node(place, one), Node(place + 1, other)
                graph.add_edge(here, there, tie=tie, cost=ONWARD)
    return graph


def people(frames: Frames) -> dict[str, Person]:
    """Return who each record of ``relations`` is about.

    It is one of my contacts if exactly one has that name, both first and last.
    """
    names = {r: _name(name) for r, name in told_in(frames["contacts"], "name")}
    times = Counter(names.values())
    alone = {name: r for r, name in names.items() if times[name] == 1 and " " in name}
    return {
        relation: Person("contacts", alone[name])
        if (name := _name(told)) in alone
        else Person("relations", relation)
        for relation, told in told_in(frames["relations"], "person")
    }


def leads_on(relations: pd.DataFrame) -> pd.DataFrame:
    """Return the relations that can help me; in the others I help them."""
    return relations[~relations["direction"].eq(FOR_THEM).fillna(value=False)]


def text(value: object) -> str:
    """Return an answer, "" while there is none."""
    return value if isinstance(value, str) else ""


def told_in(frame: pd.DataFrame, *names: str) -> "zip[Any]":
    """Go through the records of a frame: each id, and its answers as ``text``."""
    told = (map(text, frame[name].tolist()) for name in names)
    return zip(map(str, frame.index), *told, strict=True)


def _name(typed: str) -> str:
    return " ".join(typed.casefold().split())


def _costs(contacts: pd.DataFrame, freshness: "pd.Series[str]") -> Mapping[str, float]:
    told = zip(contacts.index, ties.strength(contacts), freshness, strict=True)
    best = max(ties.STRENGTHS.values())
    return {
        str(r): 1.0 + best - int(strength) + _BY_FRESHNESS[str(fresh)]
        for r, strength, fresh in told
    }


def _onward(frames: Frames) -> dict[tuple[Person, Person], Tie]:
    """Return who leads on to whom, and why I believe so."""
    known = set(map(str, frames["contacts"].index))
    who = people(frames)
    found = {pair: Tie("named") for pair in _given(frames["contacts"])}
    for relation, knows in told_in(leads_on(frames["relations"]), "knows"):
        pair = Person("contacts", knows), who[relation]
        if knows in known:
            found[pair] = Tie("relation", relation)
    return found


def _given(contacts: pd.DataFrame) -> Iterator[tuple[Person, Person]]:
    """Go through who gave me whose name."""
    known = set(map(str, contacts.index))
    for record, giver in told_in(contacts, "known_through"):
        if giver in known and giver != record:
            yield Person("contacts", giver), Person("contacts", record)


def _own(contacts: pd.DataFrame, last: "pd.Series[Any]") -> Iterator[Person]:
    """Go through the contacts I know myself."""
    giving: nx.DiGraph[Person] = nx.DiGraph(_given(contacts))
    everybody = [Person("contacts", str(record)) for record in contacts.index]
    talked = {p for p, day in zip(everybody, last, strict=True) if pd.notna(day)}
    mine = {p for p in everybody if p in talked or not giving.pred.get(p)}
    for part in nx.strongly_connected_components(giving):
        if len(part) > 1 and mine.isdisjoint(part):
            mine |= part
    return (person for person in everybody if person in mine)
