"""The running order: the route by the clock, and what helps whoever leads it."""

from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content import Content
from workbook.documents import papers
from workbook.documents.papers.context import RunningOrderContext
from workbook.documents.papers.running_order import running_order_context
from workbook.documents.papers.sheets import SHEETS
from workbook.settings import LANGUAGES, Language

ORDER = 1
LED = ("two_hours", "two_days")
Occasions = Callable[..., papers.Occasion]


def order_of(content: Content, told: papers.Occasion) -> RunningOrderContext:
    say = content.texts.section("papers", told.language)
    return running_order_context(told, content.routes[told.route], content, say)


def at(clock: str) -> time:
    return datetime.strptime(clock.replace(".", ":"), "%H:%M").time()


@given(st.sampled_from(LED), st.sampled_from(LANGUAGES), st.times())
def test_each_line_begins_when_the_one_before_it_is_over(
    content: Content, occasion: Occasions, route: str, language: Language, starts: time
) -> None:
    order = order_of(content, occasion(language, route=route, starts=starts))
    assert len(order.days) == (2 if route == "two_days" else 1)
    for day in order.days:
        assert at(day.lines[0].clock) == starts.replace(second=0, microsecond=0)
        for before, after in pairwise(day.lines):
            then = datetime.combine(date(2026, 1, 1), at(before.clock))
            then += timedelta(minutes=int(before.minutes))
            assert at(after.clock) == then.time()


def test_the_minutes_of_all_days_are_those_of_the_route(
    content: Content, occasion: Occasions
) -> None:
    for route in LED:
        order = order_of(content, occasion(route=route))
        minutes = sum(int(line.minutes) for day in order.days for line in day.lines)
        assert minutes == content.routes[route].total


def test_the_hours_say_when_each_day_ends(
    content: Content, occasion: Occasions
) -> None:
    assert order_of(content, occasion()).hours == "9.00–11.00"
    two_days = occasion("en", route="two_days", starts=time(8, 30))
    assert order_of(content, two_days).hours == "08:30–14:10 / 14:30"


@pytest.mark.parametrize("route", LED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_each_line_has_a_name_words_and_what_to_do_when_it_goes_wrong(
    content: Content, occasion: Occasions, route: str, language: Language
) -> None:
    order = order_of(content, occasion(language, route=route))
    lines = [line for day in order.days for line in day.lines]
    assert len(lines) == len(content.routes[route].lines)
    ways = {f"papers.way_{way}" for way in ("alone", "pairs", "threes", "all")}
    called = {content.texts.say(way, language).capitalize() for way in ways}
    for line in lines:
        assert line.say
        assert line.wrong
        assert line.head not in called, line.say
        assert bool(line.save) == bool(line.spare)


@pytest.mark.parametrize("route", LED)
def test_what_is_saved_is_less_than_the_line_takes(
    content: Content, occasion: Occasions, route: str
) -> None:
    lines = content.routes[route].lines
    saved = [(line.minutes, line.save.minutes) for line in lines if line.save]
    assert len(saved) >= len(lines) / 2
    assert all(minutes > less for minutes, less in saved)
    spare = sum(less for _, less in saved)
    assert spare >= 10 * len(order_of(content, occasion(route=route)).days)
    assert order_of(content, occasion(route=route)).spare == str(spare)


@pytest.mark.parametrize("route", LED)
def test_every_sheet_is_on_the_list_of_what_to_print_with_its_times(
    content: Content, occasion: Occasions, route: str
) -> None:
    order = order_of(content, occasion(route=route))
    names = [one.name for one in order.sheets]
    assert names == sorted(names)
    assert len(names) == 1 + len(SHEETS)
    for one in order.sheets[1:]:
        lines = [
            f"{day.title} {line.clock}" if len(order.days) > 1 else line.clock
            for day in order.days
            for line in day.lines
            if one.name in line.sheets.split(", ")
        ]
        assert one.used == ", ".join(lines)
        assert lines


def test_names_of_sheets_are_those_of_the_files(room: Any) -> None:
    said = room.said(ORDER)
    for number, path in room.files.items():
        if number != ORDER:
            assert path.stem in said


def test_a_route_that_nobody_leads_needs_none_of_it(
    content: Content, occasion: Occasions
) -> None:
    order = order_of(content, occasion(route="alone"))
    assert order.spare == ""
    assert {line.wrong + line.save for day in order.days for line in day.lines} == {""}


HEADS = {
    "da": ("Førdekommer", "Nårdeergået"),
    "en": ("Beforetheycome", "Whentheyhavegone"),
}


def test_the_first_page_is_for_before_and_the_last_for_after(room: Any) -> None:
    first, *course, last = room.pages(ORDER)
    before, after = HEADS[room.language]
    assert before in first
    assert room.address in first
    assert "workbookworkshopstart" in first
    assert after in last
    assert "workbookworkshoperase" in last
    assert not [page for page in course if before in page or after in page]


def test_two_hours_are_led_from_two_pages(room: Any) -> None:
    assert len(room.pages(ORDER)) == 4


def test_no_line_is_parted_by_the_foot_of_a_page(
    room: Any, content: Content, occasion: Occasions
) -> None:
    pages = room.pages(ORDER)
    order = order_of(content, occasion(room.language))
    for line in order.days[0].lines:
        ends = ("".join((line.save or line.wrong).split()), "".join(line.say.split()))
        there = {n for n, page in enumerate(pages) if any(end in page for end in ends)}
        assert len(there) == 1, line.head


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_day_begins_on_a_page_of_its_own(press: Any, language: Language) -> None:
    made = press(language, route="two_days", starts=time(8, 30))
    pages = made.pages(ORDER)
    heads = [f"{'Dag' if language == 'da' else 'Day'}{number}" for number in (1, 2)]
    clock = "8.30" if language == "da" else "08:30"
    assert [sum(p.startswith(f"{head}{clock}") for p in pages) for head in heads] == [
        1,
        1,
    ]
    assert len(pages) == 9
