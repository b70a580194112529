"""Periods: when something ended, and which of several is the newest."""

from datetime import date


def ended(start: date | None, end: date | None) -> date | None:
    """Return when it ended: never while it goes on, None when no day is known."""
    return end or (date.max if start else None)


def newness(start: date | None, end: date | None) -> tuple[date, date]:
    """Return what to sort by: what goes on last, then by end, then by start."""
    return ended(start, end) or date.min, start or date.min
