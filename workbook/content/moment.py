"""Dates as people type them, and as the workbook shows them back."""

import re
from datetime import date, datetime, time, timedelta
from functools import cache

from babel import Locale
from babel.dates import format_date

from workbook.errors import AnswerError
from workbook.settings import LANGUAGES, Language

YEARS = range(1900, 2101)  # what a day may be in; anything else is a slip
LONGEST = 60  # no date is longer, and the patterns below are slow on long texts
LOCALES: dict[Language, str] = {"da": "da_DK", "en": "en_GB"}

_WEEKDAY: dict[Language, str] = {"da": "EEEE 'den' d. MMMM", "en": "EEEE d MMMM"}
_NEAR = {
    "i dag": 0, "i morgen": 1, "i går": -1, "today": 0, "tomorrow": 1, "yesterday": -1
}  # fmt: skip
_ISO = re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})(-(?P<day>\d{1,2}))?", re.ASCII)
_NUMBERS = re.compile(
    r"((?P<day>\d{1,2})\s*[./ -]\s*)?"
    r"(?P<month>\d{1,2})\s*[./ -]\s*(?P<year>\d{4}|\d{2})",
    re.ASCII,
)
_WORDS = re.compile(
    r"((?P<day>\d{1,2})\.?\s+)?(?P<word>[^\W\d_]+)\.?,?\s+(?P<year>\d{4}|\d{2})",
    re.ASCII,
)
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_TIME = re.compile(
    r"(?P<day>.+?)[\sT,]+(kl\.?\s*|at\s+)?(?P<hour>\d{1,2})([.:](?P<minute>\d{2}))?",
    re.ASCII,
)


def read_date(typed: str) -> date:
    """Return a day typed as 24.12.2026, 24/12-26, 24. december 2026 or 2026-12-24.

    "i dag", "i morgen" and "i går" are days as well, and so they are in English.

    Raises AnswerError ``date`` when it is half a date or no day of the calendar.
    """
    days = _NEAR.get(" ".join(typed.casefold().split()))
    if days is not None:
        return date.today() + timedelta(days)
    year, month, day = _parts(typed, "date")
    if day is None:
        raise AnswerError("date")
    return _day(year, month, day, "date")


def read_month(typed: str) -> date:
    """Return the first day of a month typed as 03.2019, marts 2019 or 2019-03."""
    if _YEAR.fullmatch(typed.strip()):
        raise AnswerError("month_missing", year=typed.strip())
    year, month, _ = _parts(typed, "month")
    return _day(year, month, 1, "month")


def read_datetime(typed: str) -> datetime:
    """Return a day and a time typed as 24.12.2026 kl. 9.30 or 2026-12-24T09:30.

    A day alone is that day at midnight, which is shown as the day alone again.
    """
    text = _short(typed, "datetime")
    if _is_day(text):
        return datetime.combine(read_date(text), time())
    match = _TIME.fullmatch(text)
    if not match or not _is_day(match["day"]):
        raise AnswerError("datetime")
    hour, minute = int(match["hour"]), int(match["minute"] or 0)
    if hour > 23 or minute > 59:
        raise AnswerError("datetime")
    return datetime.combine(read_date(match["day"]), time(hour, minute))


def show_date(day: date, language: Language) -> str:
    """Return a day as it is typed and read back: 24.12.2026, 24/12/2026."""
    return day.strftime("%d.%m.%Y" if language == "da" else "%d/%m/%Y")


def show_month(day: date, language: Language) -> str:
    """Return a month as it is typed and read back: 03.2019, 03/2019."""
    return day.strftime("%m.%Y" if language == "da" else "%m/%Y")


def show_datetime(moment: datetime, language: Language) -> str:
    """Return day and time: 24.12.2026 kl. 9.30, 24/12/2026 at 09:30.

    Midnight is a day without a time.
    """
    return f"{show_date(moment, language)} {show_time(moment, language)}".strip()


def show_time(moment: datetime, language: Language) -> str:
    """Return the time of an appointment: kl. 9.30, at 09:30; "" for midnight."""
    if moment.time() == time():
        return ""
    danish = language == "da"
    return f"kl. {moment.hour}.{moment.minute:02}" if danish else f"at {moment:%H:%M}"


def show_clock(moment: datetime, language: Language) -> str:
    """Return the time of day: 14.03 in Danish, 14:03 in English."""
    return moment.strftime("%H.%M" if language == "da" else "%H:%M")


def show_weekday(day: date, language: Language) -> str:
    """Return a day as people agree on one: ``onsdag den 2. december``."""
    return format_date(day, _WEEKDAY[language], locale=LOCALES[language])


def name_month(day: date, language: Language) -> str:
    """Return a month in words: ``mar. 2019``, ``Mar 2019``."""
    return format_date(day, "MMM y", locale=LOCALES[language])


def name_day(day: date, today: date, language: Language) -> str:
    """Return a day in words: ``6. november``, ``6 November``.

    Of another year than today's the year is said too.
    """
    words = "d. MMMM" if language == "da" else "d MMMM"
    shown = words if day.year == today.year else f"{words} y"
    return format_date(day, shown, locale=LOCALES[language])


def _parts(typed: str, code: str) -> tuple[int, int, int | None]:
    text = _short(typed, code)
    for pattern in (_ISO, _NUMBERS, _WORDS):
        match = pattern.fullmatch(text)
        if match:
            found = match.groupdict()
            month = _month_number(found.get("word") or found["month"], code)
            day = found.get("day")
            return _year(found["year"]), month, int(day) if day else None
    raise AnswerError(code)


def _is_day(text: str) -> bool:
    try:
        read_date(text)
    except AnswerError as fault:
        return fault.code == "no_such_day"
    return True


def _short(typed: str, code: str) -> str:
    text = typed.strip().rstrip(".")
    if len(text) > LONGEST:
        raise AnswerError(code)
    return text


def _month_number(word: str, code: str) -> int:
    if word.isdigit():
        return int(word)
    number = _month_words().get(word.lower()[:3])
    if number is None or len(word) < 3:
        raise AnswerError(code)
    return number


@cache
def _month_words() -> dict[str, int]:
    """Three letters tell the twelve months apart in both languages."""
    return {
        name.lower()[:3]: number
        for language in LANGUAGES
        for number, name in Locale.parse(LOCALES[language])
        .months["format"]["wide"]
        .items()
    }


def _year(digits: str) -> int:
    """Two digits mean the hundred years that end twenty years from now."""
    year = int(digits)
    if len(digits) > 2:
        return year
    latest = date.today().year + 20
    return latest - (latest - year) % 100


def _day(year: int, month: int, day: int, code: str) -> date:
    try:
        found = date(year, month, day)
    except ValueError as fault:
        likely = code == "date" and 1 <= month <= 12 and 1 <= day <= 31
        raise AnswerError("no_such_day" if likely else code) from fault
    if year not in YEARS:
        raise AnswerError(code)
    return found
