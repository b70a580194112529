"""Which pictures stand beside a step, drawn from the participant's own answers."""

from collections.abc import Callable, Iterator, Mapping

from workbook import analysis
from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.pages.panel import Part
from workbook.pages.pausing import pause_moves
from workbook.pages.pictures.activity import activity
from workbook.pages.pictures.communication import rates, standing
from workbook.pages.pictures.fit import fit
from workbook.pages.pictures.found import found
from workbook.pages.pictures.ladder import ladder
from workbook.pages.pictures.maintenance import at_work, maintenance
from workbook.pages.pictures.paths import leads, paths
from workbook.pages.pictures.promises import promises
from workbook.pages.pictures.proof import proof
from workbook.pages.pictures.quiet import quiet
from workbook.pages.pictures.ready import ready

__all__ = ["OVERVIEW", "pictures", "read_only"]

Picture = Callable[[Book, str], Part | None]

OVERVIEW = "overview"
"""The step beside which he sees where he stands in all four phases."""
COMPANIES = "companies"
_PICTURES: Mapping[str, Picture] = {
    "activity": activity,
    "at_work": at_work,
    "fit": fit,
    "found": found,
    "ladder": ladder,
    "maintenance": maintenance,
    "paths": leads,
    "pause_moves": pause_moves,
    "promises": promises,
    "proof": proof,
    "quiet": quiet,
    "ready": ready,
}
_BESIDE: Mapping[str, tuple[str, ...]] = {
    "calls": ("ready",),
    "care": ("maintenance", "at_work"),
    "companies": ("fit",),
    "competences": ("proof",),
    "contacts": ("paths",),
    "follow_ups": ("promises",),
    "jobs": ("found",),
    "ladder": ("ladder",),
    "network": ("found",),
    "pauses": ("pause_moves",),
    OVERVIEW: ("activity", "quiet", "fit", "at_work"),
}


def pictures(book: Book, step: Step, opened: str) -> list[Part]:
    """Return the pictures of a step; ``opened`` is its open record, if any."""
    return [*_drawn(book, step, opened), *_standings(book, step)]


def read_only(book: Book, step: Step, opened: str) -> list[Part]:
    """Return the pictures of a step, and what else can be read as one."""
    drawable = analysis.NEEDS["paths"] <= book.content.asked
    ways = paths(book, opened) if drawable and step.name == COMPANIES else None
    return [*([ways] if ways else []), *pictures(book, step, opened)]


def _standings(book: Book, step: Step) -> Iterator[Part]:
    shown = book.content.order if step.name == OVERVIEW else (step,)
    for each in shown:
        if rates(each) and (part := standing(book, each)):
            yield part


def _drawn(book: Book, step: Step, opened: str) -> Iterator[Part]:
    for name in _BESIDE.get(step.name, ()):
        # A coach may take out a question that a picture is drawn from.
        drawable = analysis.NEEDS[name] <= book.content.asked
        if drawable and (part := _PICTURES[name](book, opened)):
            yield part
