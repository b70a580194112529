"""How answers feed forward: the graph of all ``suggest``."""

from collections.abc import Iterable, Iterator
from graphlib import CycleError, TopologicalSorter

from workbook.content.step import Step

Edge = tuple[str, str]


def edges(steps: Iterable[Step]) -> Iterator[Edge]:
    """Go through all arrows as (source, target), each a ``step.question``."""
    for step in steps:
        for question in step.questions:
            for feed in question.suggest:
                yield feed.source, f"{step.name}.{question.name}"


def choices(steps: Iterable[Step]) -> Iterator[Edge]:
    """Go through the answers that are chosen elsewhere instead of typed again.

    A question that refers to another step shows what names its records, one that
    ticks lines the lines themselves.
    """
    known = {step.name: step for step in steps}
    for step in known.values():
        for question in step.questions:
            if question.lines_of:
                yield question.lines_of, f"{step.name}.{question.name}"
            for named in known[question.of].columns[:1] if question.of in known else ():
                yield f"{question.of}.{named}", f"{step.name}.{question.name}"


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
