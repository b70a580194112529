"""Paths into a company: through whom, why each step should bear, the best first."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any, Final, NamedTuple

import networkx as nx
import pandas as pd

from workbook.analysis import ties
from workbook.analysis.acquaintance import (
    ME,
    MOST,
    Frames,
    Node,
    Person,
    acquaintance,
    told_in,
)
from workbook.analysis.mentions import Mentions
from workbook.analysis.there import ends

COLUMNS: Final = [
    "company", "kind", "step", "record", "question", "hops", "people", "cost",
    "strength", "freshness", "last",
]  # fmt: skip
_WAS_THERE: Final = 2.0
"""What it costs that the last one on the way has left the company."""


class Hop(NamedTuple):
    """One person on the way, and why the step to him should bear.

    ``step`` and ``record`` say who it is; ``tie`` and ``relation`` why he can be
    reached, as in ``acquaintance.Tie``. ``job`` and ``school`` are ids of what I
    share with him, else "". With ``together`` he says that we worked there together;
    without it he has only been at the same place.
    """

    step: str
    record: str
    tie: str
    relation: str
    job: str
    together: bool
    school: str


def all_paths(frames: Frames, today: date) -> pd.DataFrame:
    """Return one row per way into a company, by company, the best way first.

    Companies stand in their own order. Of one and the same person who is or was
    there only the cheapest way is told. Columns:

    - ``company``, an id; ``kind``: ``there`` (the last person works there) or
      ``before`` (he did);
    - ``step``, ``record``, ``question``: the answer that says so;
    - ``hops``, a tuple of ``Hop``, from one of my contacts to the person at the
      company; ``people``, how many, at most ``MOST``, and that many only when there
      is no shorter way to the company;
    - ``cost``, above 0: less for a strong and fresh tie, and for one who still works
      there; with equal cost the way with fewer people comes first;
    - ``strength`` (1 to 3), ``freshness`` and ``last`` (NaT when unknown) of the tie
      to the first person, see ``ties``.

    ``frames`` holds those of ``analysis.NEEDS["paths"]``. An id of a record that is
    not there leads nowhere.
    """
    graph = acquaintance(frames, today)
    found: Any = nx.single_source_dijkstra(graph, ME, weight="cost")
    costs, ways = found
    nearest = _nearest(costs)
    shared = _Shared(frames)
    place = {str(company): n for n, company in enumerate(frames["companies"].index)}
    rows = []
    for end in ends(frames):
        if node := nearest.get(end.person):
            hops = tuple(_hops(graph, ways[node], shared))
            cost = costs[node] + (_WAS_THERE if end.kind == "before" else 0.0)
            rows.append((*end[1:], hops, len(hops), cost))
    rows.sort(key=lambda row: (place[row[0]], row[-1], row[-2]))
    table = pd.DataFrame(_short_enough(rows), columns=COLUMNS[:-3])
    return _with_tie(table, frames["contacts"], ties.last_seen(frames), today)


def _nearest(costs: "dict[Node, float]") -> dict[Person, Node]:
    """Return the cheapest place of each person; of two as cheap the nearer to me."""
    best: dict[Person, Node] = {}
    for node in sorted(costs, key=lambda node: (costs[node], node.place)):
        best.setdefault(node.person, node)
    return best


def _hops(
    graph: "nx.DiGraph[Node]", way: list[Node], shared: "_Shared"
) -> Iterator[Hop]:
    for before, node in pairwise(way):
        tie = graph.edges[before, node]["tie"]
        mine = shared.of(node.person)
        yield Hop(node.person.step, node.person.record, tie.kind, tie.relation, *mine)


def _short_enough(rows: list[tuple[Any, ...]]) -> list[tuple[Any, ...]]:
    """Leave the longest ways out where there is a shorter one to the same company."""
    shorter = {row[0] for row in rows if row[-2] < MOST}
    return [row for row in rows if row[-2] < MOST or row[0] not in shorter]


def _with_tie(
    table: pd.DataFrame, contacts: pd.DataFrame, last: "pd.Series[Any]", today: date
) -> pd.DataFrame:
    first = pd.Index([hops[0].record for hops in table["hops"]], dtype="string")
    days = last.reindex(first)
    texts = ["company", "kind", "step", "record", "question"]
    typed = table.astype({**dict.fromkeys(texts, "string"), "people": "Int64"})
    return typed.assign(
        cost=typed["cost"].astype("float64"),
        strength=ties.strength(contacts).reindex(first).array,
        freshness=ties.freshness(days, today).astype("string").array,
        last=days.array,
    )


class _Shared:
    """The jobs and schools that I share with my contacts."""

    def __init__(self, frames: Frames) -> None:
        jobs, schools = frames["jobs"], frames["education"]
        self._jobs = set(map(str, jobs.index))
        self._schools = set(map(str, schools.index))
        self._employers = Mentions(dict(told_in(jobs, "employer")))
        told = told_in(frames["contacts"], "job", "school", "earlier")
        self._told = {record: tuple(answers) for record, *answers in told}

    def of(self, person: Person) -> tuple[str, bool, str]:
        """Return the job, whether we were there together, and the school."""
        if person.step != "contacts":
            return "", False, ""
        job, school, earlier = self._told[person.record]
        together = job in self._jobs
        same = (j for name in earlier.split(",") for j in self._employers.called(name))
        return (
            job if together else next(same, ""),
            together,
            school if school in self._schools else "",
        )
