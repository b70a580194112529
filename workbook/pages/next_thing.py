"""What is the next sensible thing? One sentence, and the step where it is done."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from workbook import analysis
from workbook.content.moment import show_date
from workbook.content.step import Step
from workbook.pages.book import Book
from workbook.pages.names import record_name
from workbook.pages.progress import State
from workbook.pages.route import Stage, upcoming


@dataclass(frozen=True)
class Thing:
    """A sentence, and the step that it leads to.

    ``here`` tells whether it is worth saying on that step itself.
    """

    sentence: str
    step: str
    here: bool = True


def next_thing(
    book: Book, states: Mapping[str, State], stages: Sequence[Stage]
) -> Thing | None:
    """Return the next sensible thing: promises first, then conversations, then plan.

    ``states`` tells how far each step is and ``stages`` how far he is on his route,
    nothing when he chose none. None when all is done.
    """
    rules: Sequence[Callable[[], Thing | None]] = (
        lambda: _promised(book),
        lambda: _undated(book),
        lambda: _unrated(book),
        lambda: _planned(book, stages),
        lambda: _open(book, states) if not stages else None,
    )
    return next((thing for rule in rules if (thing := rule())), None)


def _promised(book: Book) -> Thing | None:
    """A promise that is due: nothing comes before it."""
    if not _any(book, "follow_ups"):
        return None
    breaks = analysis.spans(book.frame("pauses"))
    found = analysis.promises(book.frame("follow_ups"), date.today(), breaks)
    due = found[found["state"].isin(["late", "today"])]
    for row in due.to_dict("records")[:1]:
        whom = row["whom"] if isinstance(row["whom"], str) else _say(book, "somebody")
        day = show_date(row["due"].date(), book.language)
        key = "thing_today" if row["state"] == "today" else "thing_late"
        return Thing(_say(book, key, whom=whom, day=day), "follow_ups", here=False)
    return None


def _any(book: Book, *steps: str) -> bool:
    """Tell whether there is anything that can be open: frames of nothing take long."""
    asked = analysis.NEEDS["today"] <= book.content.asked
    return asked and any(book.file.records(step) for step in steps)


def _undated(book: Book) -> Thing | None:
    """Something open without a day: the latest of them."""
    steps = ("conversations", "applications", "follow_ups")
    if not _any(book, *steps):
        return None
    found = analysis.matters({step: book.frame(step) for step in steps})
    for row in found[found["state"] == "missing"].to_dict("records")[-1:]:
        whom = row["whom"] or _say(book, "somebody")
        said = _say(book, "thing_undated", whom=whom)
        return Thing(said, "follow_ups", here=False)
    return None


def _unrated(book: Book) -> Thing | None:
    """A real conversation since he rated himself last: then he sees the movement."""
    if not {"conversations.held", "rate_contact.rated_on"} <= book.content.asked:
        return None
    held = [
        (day, record)
        for record in book.file.records("conversations")
        if record.values.get("reached") == "reached"
        if (day := _day(record.values.get("held")))
    ]
    ratings = book.file.records("rate_contact")
    rated = [day for r in ratings if (day := _day(r.values.get("rated_on")))]
    if not held or not rated:
        return None
    day, record = max(held, key=lambda pair: pair[0])
    if day <= max(rated):
        return None
    whom = record_name(book, book.content.steps["conversations"], record)
    return Thing(_say(book, "thing_unrated", whom=whom), "rate_contact")


def _planned(book: Book, stages: Sequence[Stage]) -> Thing | None:
    first = upcoming(stages, None)
    stage = stages[first] if first is not None else None
    if stage is None:
        done = Thing(_say(book, "thing_route_done"), "overview", here=False)
        return done if stages else None
    title = stage.step.title.in_(book.language)
    minutes, wanted = stage.line.minutes, stage.line.records
    count = len(book.file.records(stage.step.name))
    if 0 < count < wanted:
        told = {"step": title, "wanted": wanted, "count": count}
        return Thing(_say(book, "thing_more", **told), stage.step.name)
    sentence = _say(book, "thing_planned", step=title, minutes=minutes)
    return Thing(sentence, stage.step.name, here=False)


def _open(book: Book, states: Mapping[str, State]) -> Thing | None:
    wanted = (step for step in book.content.order if states.get(step.name) != "ready")
    for step in wanted:
        if step.name in states and _needed(step):
            title = step.title.in_(book.language)
            return Thing(_say(book, "thing_open", step=title), step.name, here=False)
    return None


def _needed(step: Step) -> bool:
    """Tell whether a step is one that everybody needs: it has a minimum of its own."""
    return step.minimum > 0 or any(question.required for question in step.questions)


def _day(value: object) -> date | None:
    if isinstance(value, datetime):
        return value.date()
    return value if isinstance(value, date) else None


def _say(book: Book, key: str, **details: object) -> str:
    return book.content.texts.say(f"plan.{key}", book.language, **details)
