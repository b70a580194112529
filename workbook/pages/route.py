"""The participant's route: which one he chose, and how far he is on it."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import takewhile

from workbook.content.question import Question
from workbook.content.route import Line, Route
from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.store import Record

CHOSEN = "route"
SEEN = "seen"


@dataclass(frozen=True)
class Stage:
    """A line of the route that has a step, and whether it is done."""

    line: Line
    step: Step
    done: bool


def chosen(book: Book) -> Route | None:
    """Return the route that he chose, None while there is none."""
    return book.content.routes.get(book.file.note(CHOSEN) or "")


def choose(book: Book, name: str) -> None:
    """Choose a route, for good until he chooses another; an unknown one is ignored."""
    if name in book.content.routes:
        book.file.write_note(CHOSEN, name)


def stages(book: Book, route: Route) -> list[Stage]:
    """Return how far he is: the lines with a step, in their order."""
    known = [(line, book.content.steps.get(line.step or "")) for line in route.lines]
    return [_stage(book, line, step) for line, step in known if step]


def renewed(book: Book, found: Sequence[Stage], step: Step) -> list[Stage]:
    """Return the stages after a change of one step, or of what stands within it."""
    touched = {
        step.name,
        *(s.name for s in book.content.order if step.name in s.within),
    }
    return [
        _stage(book, stage.line, stage.step) if stage.step.name in touched else stage
        for stage in found
    ]


def _stage(book: Book, line: Line, step: Step) -> Stage:
    seen = (book.file.note(SEEN) or "").split()
    done = _done(step, line, book.file.records(step.name))
    return Stage(line, step, done or (step.name in seen and optional(step)))


def optional(step: Step) -> bool:
    """Tell whether having nothing to write in a step is an answer, too."""
    return step.repeat and step.minimum == 0


def see(book: Book, step: Step) -> None:
    """Note that he has been at a step in which he may have nothing to write."""
    seen = (book.file.note(SEEN) or "").split()
    if optional(step) and step.name not in seen:
        book.file.write_note(SEEN, " ".join([*seen, step.name]))


def arrive(found: Sequence[Stage], place: int | None, step: Step) -> int | None:
    """Return the place on the route of a step to which he comes from ``place``.

    A step may come several times: it is the stage that Next led to, else the first
    that is not done, else its last. None for a step that is not on the route.
    """
    ahead = upcoming(found, place)
    if ahead is not None and found[ahead].step == step:
        return ahead
    own = [number for number, stage in enumerate(found) if stage.step == step]
    undone = (number for number in own if not found[number].done)
    return next(undone, own[-1] if own else None)


def upcoming(found: Sequence[Stage], place: int | None) -> int | None:
    """Return the place of the first stage that is not done after ``place``.

    Whoever leaves something unfinished is led on, never back in a circle.
    """
    start = 0 if place is None else place + 1
    here = None if place is None else found[place].step
    for number in range(start, len(found)):
        if not found[number].done and found[number].step != here:
            return number
    return None


def before(found: Sequence[Stage], place: int | None) -> Stage | None:
    """Return the stage of another step that comes before a place on the route."""
    earlier = reversed(found[: place or 0])
    here = None if place is None else found[place].step
    return next((stage for stage in earlier if stage.step != here), None)


def interlude(route: Route, stage: Stage) -> list[Line]:
    """Return the lines without a step that follow a stage: a break, a role-play."""
    place = next(n for n, line in enumerate(route.lines) if line is stage.line)
    following = route.lines[place + 1 :]
    return list(takewhile(lambda line: line.step is None, following))


def _done(step: Step, line: Line, records: Sequence[Record]) -> bool:
    asked = [
        q for q in step.answerable if q.name in line.questions or not line.questions
    ]
    if not asked:
        return True  # a step that only says something
    needed = [question for question in asked if question.required]
    told = sum(_answers(record, needed, asked) for record in records)
    return told >= line.records


def _answers(
    record: Record, needed: Sequence[Question], asked: Sequence[Question]
) -> bool:
    """Tell whether a record answers what is needed, or, if nothing is, anything."""
    values = record.values
    if needed:
        return all(values.get(question.name) is not None for question in needed)
    return any(values.get(question.name) is not None for question in asked)
