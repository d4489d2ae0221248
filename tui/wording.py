"""Words that several screens use: counts, and how long ago something was."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Final

__all__ = ["EXAMPLE_MARK", "age", "when"]

EXAMPLE_MARK: Final = ("EXAMPLE  ", "accent bold")
"""Stands before the name of a teardown that was made to show the form, wherever it is named."""

_MINUTE: Final = 60
_HOUR: Final = 60 * _MINUTE
_DAYS_IN_WEEK: Final = 7
_DAYS_SPOKEN: Final = 60
"""After so many days the month says more than a count."""

_MONTHS: Final = [
    "Jan",
    "Feb",
    "Mar",
    "Apr",
    "May",
    "Jun",
    "Jul",
    "Aug",
    "Sep",
    "Oct",
    "Nov",
    "Dec",
]


def when(instant: str, *, now: datetime, offset: int = 0) -> str:
    """Return how long ago an ISO instant was, to stand in a sentence: ``in May 2026``."""
    ago = age(instant, now=now, offset=offset)
    return f"in {ago}" if ago[:3] in _MONTHS else ago


def age(instant: str, *, now: datetime, offset: int = 0) -> str:
    """Return how long ago an ISO instant was; *offset* is the zone's seconds east of UTC.

    Empty where the text is no instant, as in a damaged file.
    """
    try:
        then = datetime.fromisoformat(instant)
    except ValueError:
        return ""
    if then.tzinfo is None:
        then = then.replace(tzinfo=UTC)
    seconds = (now - then).total_seconds()
    if seconds < _MINUTE:
        return "just now"
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} min ago"
    zone = timedelta(seconds=offset)
    day = (then.astimezone(UTC) + zone).date()
    today = (now.astimezone(UTC) + zone).date()
    return _days_ago(day, today) or f"{int(seconds // _HOUR)} h ago"


def _days_ago(day: date, today: date) -> str:
    days = (today - day).days
    if days == 0:
        return ""
    if days == 1:
        return "yesterday"
    if days < 2 * _DAYS_IN_WEEK:
        return f"{days} days ago"
    if days < _DAYS_SPOKEN:
        return f"{days // _DAYS_IN_WEEK} weeks ago"
    return f"{_MONTHS[day.month - 1]} {day.year}"
