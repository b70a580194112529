"""Communication on the page: where he stands, what moved, what to practise."""

import pandas as pd

from workbook.analysis import lowest, profile
from workbook.content.question import Question
from workbook.content.step import Page, Step
from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part


def rates(step: Step) -> bool:
    """Tell whether a step holds ratings: dated ones, by himself or an observer."""
    names = {question.name for question in step.answerable}
    return step.repeat and {"rated_on", "by"} <= names and bool(_qualities(step))


def standing(book: Book, step: Step) -> Part | None:
    """Return the profile of a phase: a bar for each quality, and its movement."""
    found = profile(book.frame(step.name), [q.name for q in _qualities(step)])
    if found["latest"].isna().all() and found["observed"].isna().all():
        return None
    say, language = book.content.texts.say, book.language
    rows = [
        [
            Cell(question.label.in_(language)),
            # With a single rating there is no first one beside the latest.
            _level(question, levels["first"] if levels["change"] is not None else None),
            _level(question, levels["latest"]),
            _change(book, levels["change"]),
            _level(question, levels["observed"]),
        ]
        for question, levels in zip(_qualities(step), _plain(found), strict=True)
    ]
    heads = ["quality", "first", "latest", "change", "observed"]
    if found["observed"].isna().all():  # nobody has watched him yet
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    return Part(
        say("pictures.standing", language, step=step.title.in_(language)),
        head=[say(f"pictures.{head}", language) for head in heads],
        rows=rows,
    )


def exercises(book: Book, page: Page, here: Step) -> list[Part]:
    """Return an exercise for each quality that he rates low in the page's phase.

    It stands beside the steps in which the phase is done, not beside what is only
    gathered there.
    """
    step = book.content.steps.get(page.practises or "")
    if step is None or not rates(step) or not _practised(here):
        return []
    known = {question.name: question for question in _qualities(step)}
    found = lowest(profile(book.frame(step.name), list(known)))
    return [_exercise(book, step, known[name]) for name in found[:2]]


def _practised(step: Step) -> bool:
    return step.repeat and step.minimum > 0


def _exercise(book: Book, step: Step, question: Question) -> Part:
    say, language = book.content.texts.say, book.language
    label = question.label.in_(language)
    text = question.exercise.in_(language) if question.exercise else ""
    again = say("pictures.rate_again", language)
    title = say("pictures.exercise", language, quality=label)
    return Part(title, texts=[text] if text else [], ways=[(step.name, again)])


def _qualities(step: Step) -> list[Question]:
    return [question for question in step.questions if question.type == "rating"]


def _plain(found: pd.DataFrame) -> list[dict[str, int | None]]:
    """Return the rows with Python's own numbers, None where there is none."""
    rows = found.astype(object).where(found.notna(), None).to_dict("records")
    return [{str(name): level for name, level in row.items()} for row in rows]


def _level(question: Question, level: int | None) -> Cell:
    if level is None:
        return Cell("")
    return Cell(str(level), bar=level / question.scale[-1])


def _change(book: Book, change: int | None) -> Cell:
    if change is None:
        return Cell("")
    key = "up" if change > 0 else "down" if change < 0 else "same"
    text = book.content.texts.say(f"pictures.{key}", book.language, by=abs(change))
    return Cell(text, mark="good" if change > 0 else "")
