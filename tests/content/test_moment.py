"""Dates as people type them."""

from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.content import moment
from workbook.errors import AnswerError
from workbook.settings import LANGUAGES, Language

DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TIMES = st.datetimes(datetime(1900, 1, 1), datetime(2100, 12, 31))
SPOKEN = st.sampled_from(LANGUAGES)


@pytest.mark.parametrize(
    "typed",
    [
        "24.12.2026", "24.12.26", "24/12/2026", "24/12-2026", "24-12-2026",
        "24 12 2026", "24. 12. 2026", " 24.12.2026 ", "2026-12-24",
        "24. december 2026", "24 december 2026", "24. dec. 2026", "24 Dec 2026",
        "24 DECEMBER, 2026", "24.12.2026.", "24. dec. 2026.",
    ],
)  # fmt: skip
def test_a_day_is_read_as_people_type_it(typed: str) -> None:
    assert moment.read_date(typed) == date(2026, 12, 24)


@pytest.mark.parametrize(
    ("typed", "days"),
    [("i dag", 0), ("I morgen", 1), (" i  går ", -1), ("Today", 0), ("tomorrow", 1)],
)
def test_a_day_near_by_is_read_as_people_say_it(typed: str, days: int) -> None:
    assert moment.read_date(typed) == date.today() + timedelta(days)


def test_a_time_on_a_day_near_by_is_read() -> None:
    day = date.today() + timedelta(1)
    found = moment.read_datetime("i morgen kl. 9.30")
    assert found == datetime.combine(day, time(9, 30))
    assert moment.read_datetime("tomorrow") == datetime.combine(day, time())


@pytest.mark.parametrize(
    "typed",
    [
        "05.2026", "5/2026", "5-26", "maj 2026", "May 2026", "2026-05", "12. maj 2026",
        "05.2026.",
    ],
)  # fmt: skip
def test_a_month_is_read_as_people_type_it(typed: str) -> None:
    assert moment.read_month(typed) == date(2026, 5, 1)


@pytest.mark.parametrize(
    "typed",
    [
        "24.12.2026 kl. 9.30", "24.12.2026 9:30", "24/12/2026 at 09:30",
        "2026-12-24T09:30", "24. december 2026, kl. 9.30", "24.12.2026 kl. 9.30.",
    ],
)  # fmt: skip
def test_a_time_is_read_as_people_type_it(typed: str) -> None:
    assert moment.read_datetime(typed) == datetime(2026, 12, 24, 9, 30)


@pytest.mark.parametrize(
    "typed", ["24.12.2026", "24.12.2026.", "24. december 2026", "2026-12-24"]
)
def test_a_day_alone_is_midnight_and_shown_as_the_day_alone(typed: str) -> None:
    at = moment.read_datetime(typed)
    assert at == datetime(2026, 12, 24)
    assert moment.show_datetime(at, "da") == "24.12.2026"
    assert moment.show_datetime(at, "en") == "24/12/2026"


def test_a_minute_past_midnight_is_a_time() -> None:
    at = datetime(2026, 12, 24, 0, 1)
    assert moment.show_datetime(at, "da") == "24.12.2026 kl. 0.01"
    assert moment.show_datetime(at, "en") == "24/12/2026 at 00:01"


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("31.2.2026", "no_such_day"),
        ("29.2.2027", "no_such_day"),
        ("31. juni 2026", "no_such_day"),
        ("2026-02-30", "no_such_day"),
        ("32.1.2026", None),
        ("0.1.2026", None),
        ("1.13.2026", None),
        ("1.1.1066", None),
    ],
)
def test_a_day_that_the_calendar_lacks_is_told_from_what_is_no_date(
    typed: str, code: str | None
) -> None:
    for written, reads, otherwise in (
        (typed, moment.read_date, "date"),
        (typed, moment.read_datetime, "datetime"),
        (f"{typed} kl. 9.30", moment.read_datetime, "datetime"),
    ):
        with pytest.raises(AnswerError) as caught:
            reads(written)
        assert caught.value.code == (code or otherwise)


@pytest.mark.parametrize("typed", ["", "24", "24.12", "1.0.2026", "1.13.2026", "snart"])
def test_half_a_date_is_none(typed: str) -> None:
    for reads in (moment.read_date, moment.read_month, moment.read_datetime):
        with pytest.raises(AnswerError):
            reads(typed)


@pytest.mark.parametrize(("typed", "year"), [("1.1.46", 2046), ("1.1.47", 1947)])
def test_two_digits_mean_the_years_around_now(
    typed: str, year: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Today(date):
        @classmethod
        def today(cls) -> "Today":
            return cls(2026, 11, 21)

    monkeypatch.setattr(moment, "date", Today)
    assert moment.read_date(typed).year == year


@given(DAYS, SPOKEN)
def test_a_day_that_is_shown_reads_back(day: date, language: Language) -> None:
    assert moment.read_date(moment.show_date(day, language)) == day


@given(DAYS, SPOKEN)
def test_a_month_that_is_shown_reads_back(day: date, language: Language) -> None:
    first = day.replace(day=1)
    assert moment.read_month(moment.show_month(first, language)) == first
    assert moment.read_month(moment.name_month(first, language)) == first


@given(TIMES, SPOKEN)
def test_a_time_that_is_shown_reads_back(at: datetime, language: Language) -> None:
    whole = at.replace(second=0, microsecond=0)
    assert moment.read_datetime(moment.show_datetime(whole, language)) == whole
