"""How answers feed forward: the graph of all ``suggest``."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from workbook.content.step import Step

Edge = tuple[str, str]


def edges(steps: Iterable[Step]) -> Iterator[Edge]:
    """Go through all arrows as (source, target), each a ``step.question``."""
    for step in steps:
        for question in step.questions:
            for source in question.suggest:
                yield source, f"{step.name}.{question.name}"


def circle(arrows: Iterable[Edge]) -> tuple[str, ...]:
    """Return one circle in the order it runs, or nothing when there is none."""
    graph: dict[str, set[str]] = {}
    for source, target in arrows:
        graph.setdefault(target, set()).add(source)
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as fault:
        return tuple(fault.args[1])
    return ()
