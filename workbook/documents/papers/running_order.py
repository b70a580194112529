"""The running order of a workshop: a route with clock times, for whoever leads it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time, timedelta

from workbook.content.loader import Content
from workbook.content.route import Line, Route
from workbook.documents.papers.context import (
    OrderDay,
    OrderLine,
    RunningOrderContext,
)
from workbook.documents.papers.occasion import Occasion
from workbook.documents.papers.sheets import named, to_print
from workbook.settings import Language


@dataclass(frozen=True)
class _Timed:
    """A line of the route and when it begins; ``day`` counts from 1."""

    day: int
    clock: str
    line: Line


def running_order_context(
    occasion: Occasion, route: Route, content: Content, say: Mapping[str, str]
) -> RunningOrderContext:
    """Return the route by the clock; each day of it begins when the workshop does."""
    language, starts = occasion.language, occasion.starts
    days = [
        list(_timed(number, lines, starts, language))
        for number, lines in enumerate(_days(route.lines), 1)
    ]
    timed = [one for day in days for one in day]
    saved = sum(one.line.save.minutes for one in timed if one.line.save)
    return RunningOrderContext(
        document_title=f"{say['running_order']} · {occasion.called}",
        title=occasion.called,
        route=route.title.in_(language),
        hours=_hours(days, starts, language),
        address=occasion.place,
        expires=occasion.gone,
        spare=str(saved) if saved else "",
        sheets=tuple(to_print(_used(timed, len(days), say), say)),
        days=tuple(
            OrderDay(
                _day(number, len(days), say),
                tuple(_told(one, content, say, language) for one in day),
            )
            for number, day in enumerate(days, 1)
        ),
    )


def _hours(days: Iterable[list[_Timed]], starts: time, language: Language) -> str:
    """Return from when to when; days that end at different times say each."""
    ends = [
        _clock(starts, sum(one.line.minutes for one in day), language) for day in days
    ]
    return f"{_clock(starts, 0, language)}–{' / '.join(dict.fromkeys(ends))}"


def _days(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Part the lines where a new day begins."""
    day: list[Line] = []
    for line in lines:
        if line.new_day and day:
            yield day
            day = []
        day.append(line)
    yield day


def _timed(
    day: int, lines: Iterable[Line], starts: time, language: Language
) -> Iterator[_Timed]:
    passed = 0
    for line in lines:
        yield _Timed(day, _clock(starts, passed, language), line)
        passed += line.minutes


def _told(
    timed: _Timed, content: Content, say: Mapping[str, str], language: Language
) -> OrderLine:
    line, step = timed.line, content.steps.get(timed.line.step or "")
    way = say[f"way_{line.way}"]
    head = line.title or (step.title if step else None)
    texts = {"out": line.outcome, "paper": line.paper, "wrong": line.wrong}
    return OrderLine(
        clock=timed.clock,
        minutes=str(line.minutes),
        way=way,
        head=head.in_(language) if head else way.capitalize(),
        say=line.words.in_(language),
        sheets=", ".join(named(sheet, say) for sheet in line.sheets),
        save=line.save.in_(language) if line.save else "",
        spare=str(line.save.minutes) if line.save else "",
        **{key: text.in_(language) if text else "" for key, text in texts.items()},
    )


def _used(
    lines: Iterable[_Timed], days: int, say: Mapping[str, str]
) -> dict[str, list[str]]:
    """Return the times by the sheet that is handed out then."""
    used: dict[str, list[str]] = {}
    for one in lines:
        when = f"{_day(one.day, days, say)} {one.clock}" if days > 1 else one.clock
        for sheet in one.line.sheets:
            used.setdefault(sheet, []).append(when)
    return used


def _day(number: int, days: int, say: Mapping[str, str]) -> str:
    return say["day"].replace("{number}", str(number)) if days > 1 else say["course"]


def _clock(starts: time, minutes: int, language: Language) -> str:
    begin = datetime(2026, 1, 1, starts.hour, starts.minute)
    then = begin + timedelta(minutes=minutes)
    return f"{then.hour}.{then.minute:02}" if language == "da" else f"{then:%H:%M}"
