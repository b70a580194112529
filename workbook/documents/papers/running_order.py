"""The running order of a workshop: a route with clock times, for whoever leads it."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from workbook.content.loader import Content
from workbook.content.route import Line, Route
from workbook.settings import Language


@dataclass(frozen=True)
class OrderLine:
    """One line: when, what, how long and with whom, what to say, what comes of it."""

    clock: str
    head: str
    how: str
    say: str
    out: str
    paper: str
    wrong: str
    save: str


@dataclass(frozen=True)
class OrderDay:
    """The lines of one day."""

    title: str
    lines: tuple[OrderLine, ...]


@dataclass(frozen=True)
class RunningOrderContext:
    """What the running order's template is filled with."""

    document_title: str
    title: str
    route: str
    hours: str
    days: tuple[OrderDay, ...]


def running_order_context(
    route: Route,
    content: Content,
    say: Mapping[str, str],
    *,
    title: str,
    starts: time,
    language: Language,
) -> RunningOrderContext:
    """Return the route by the clock; each day of it begins at ``starts``."""
    days = list(_days(route.lines))
    made = tuple(
        OrderDay(
            say["day"].replace("{number}", str(number))
            if len(days) > 1
            else say["course"],
            tuple(_by_the_clock(lines, starts, content, say, language)),
        )
        for number, lines in enumerate(days, 1)
    )
    ends = [
        _clock(starts, sum(line.minutes for line in lines), language) for lines in days
    ]
    hours = f"{_clock(starts, 0, language)}–{' / '.join(dict.fromkeys(ends))}"
    return RunningOrderContext(
        document_title=f"{say['running_order']} · {title}",
        title=title,
        route=route.title.in_(language),
        hours=hours,
        days=made,
    )


def _days(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Part the lines where a new day begins."""
    day: list[Line] = []
    for line in lines:
        if line.new_day and day:
            yield day
            day = []
        day.append(line)
    yield day


def _by_the_clock(
    lines: Sequence[Line],
    starts: time,
    content: Content,
    say: Mapping[str, str],
    language: Language,
) -> Iterator[OrderLine]:
    passed = 0
    for line in lines:
        step = content.steps.get(line.step or "")
        until = _clock(starts, passed + line.minutes, language)
        way = say[f"way_{line.way}"]
        yield OrderLine(
            clock=f"{_clock(starts, passed, language)}–{until}",
            head=step.title.in_(language) if step else say["together"],
            how=say["minutes"].replace("{minutes}", str(line.minutes)) + f" · {way}",
            say=line.words.in_(language),
            out=line.outcome.in_(language) if line.outcome else "",
            paper=line.paper.in_(language) if line.paper else "",
            wrong=line.wrong.in_(language) if line.wrong else "",
            save=line.save.in_(language) if line.save else "",
        )
        passed += line.minutes


def _clock(starts: time, minutes: int, language: Language) -> str:
    begin = datetime(2026, 1, 1, starts.hour, starts.minute)
    then = begin + timedelta(minutes=minutes)
    return f"{then.hour}.{then.minute:02}" if language == "da" else f"{then:%H:%M}"
