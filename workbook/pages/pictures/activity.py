"""What he has done, in two numbers and week by week; nothing in it is a reproach."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd
from babel.numbers import format_decimal

from workbook import analysis
from workbook.content.moment import LOCALES
from workbook.pages.book import Book
from workbook.pages.panel import Cell, Part

_STEPS = ("conversations", "applications", "follow_ups")
_ONE_MANY = {
    "tried": ("pictures.try_one", "pictures.try_many"),
    "reached": ("pictures.talk_one", "pictures.talk_many"),
    "sent": ("pictures.letter_one", "pictures.letter_many"),
    "kept": ("pictures.promise_one", "pictures.promise_many"),
}
_ENOUGH = 2  # the mean of a single week says no more than the week itself


def activity(book: Book, _opened: str) -> Part | None:
    """Draw how often he has tried, what he has kept, and a bar for each week."""
    today = date.today()
    acted = analysis.acts({step: book.frame(step) for step in _STEPS}, today)
    if acted.empty:
        return None
    say, language = book.content.texts.say, book.language
    breaks = analysis.spans(book.frame("pauses"))
    weeks = analysis.weeks(acted, breaks, today)
    heads = ("week", "done", "what")
    return Part(
        say("pictures.activity", language),
        texts=[*_told(book, acted), *_mean(book, weeks)],
        head=[say(f"pictures.{name}", language) for name in heads],
        rows=_rows(book, weeks, today),
        source=say("pictures.rule_of_thumb", language),
    )


def _told(book: Book, acted: pd.DataFrame) -> Iterator[str]:
    """Say how often he has tried, then what he has kept; nothing of neither."""
    say, language = book.content.texts.say, book.language
    counts = int(acted["tried"].sum()), int(acted["kept"].sum())
    times = "pictures.tried_once" if counts[0] == 1 else "pictures.tried_times"
    promises = "pictures.kept_one" if counts[1] == 1 else "pictures.kept_many"
    tried, kept = (
        say(key, language, count=count) if count else ""
        for key, count in zip((times, promises), counts, strict=True)
    )
    if tried and kept:
        yield say("pictures.you_have_both", language, tried=tried, kept=kept)
    elif tried or kept:
        yield say("pictures.you_have", language, done=tried or kept)
    yield say("pictures.a_try_counts", language)


def _mean(book: Book, weeks: pd.DataFrame) -> Iterator[str]:
    say, language = book.content.texts.say, book.language
    mean = analysis.per_week(weeks)
    if mean and mean.weeks >= _ENOUGH and mean.done:
        done = format_decimal(mean.done, "0.#", locale=LOCALES[language])
        yield say("pictures.per_week", language, weeks=mean.weeks, done=done)
        if weeks["paused"].any():
            yield say("pictures.without_breaks", language)


def _rows(book: Book, weeks: pd.DataFrame, today: date) -> list[list[Cell]]:
    """Return a row a week; when nothing was done in any, there is nothing to draw."""
    most = int(weeks["done"].max())
    drawn = weeks.itertuples() if most else ()
    return [_row(book, week, today, most) for week in drawn]


def _row(book: Book, week: Any, today: date, most: int) -> list[Cell]:
    bar = Cell(str(week.done), bar=int(week.done) / most)
    return [Cell(_name(book, week, today)), bar, Cell(_what(book, week))]


def _name(book: Book, week: Any, today: date) -> str:
    say, language = book.content.texts.say, book.language
    number = week.Index.isocalendar().week
    this = number == today.isocalendar().week
    key = "pictures.this_week" if this else "pictures.week_number"
    name = say(key, language, number=number)
    return say("pictures.paused", language, week=name) if week.paused else name


def _what(book: Book, week: Any) -> str:
    say, language = book.content.texts.say, book.language
    told = {name: int(getattr(week, name)) for name in _ONE_MANY}
    return ", ".join(
        say(_ONE_MANY[name][count > 1], language, count=count)
        for name, count in told.items()
        if count
    )
