"""What Home says in words: how long ago, how the week stands, what to do next."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.habit import Week
    from lab.model import Summary

__all__ = ["age", "begun", "counted", "draft_to_go_on_with", "minutes", "week_words"]

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


def counted(number: int, one: str, many: str = "") -> str:
    """Return ``1 teardown`` or ``12,000 teardowns``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def minutes(number: int) -> str:
    """Return minutes as they stand in a narrow column; nothing for none."""
    return f"{number} min" if number else ""


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


def begun(rows: Iterable[Summary]) -> int:
    """Return how many teardowns are begun and not finished."""
    return sum(_is_open(row) for row in rows)


def draft_to_go_on_with(rows: Iterable[Summary]) -> Summary | None:
    """Return the draft that was changed last; *rows* come newest first."""
    return next((row for row in rows if _is_open(row)), None)


def _is_open(row: Summary) -> bool:
    return row.status == "draft" and not (row.example or row.archived or row.fault)


def week_words(week: Week, open_ones: int) -> str:
    """Return how the week stands. It never scolds: what is not done is still to come."""
    left = "today is its last day" if week.days_left == 1 else f"{week.days_left} days left"
    drafts = f", {open_ones} begun" if open_ones else ""
    if week.done > week.goal:
        return f"{week.done} done, more than the {week.goal} you aimed for{drafts}"
    if week.done == week.goal:
        return f"goal reached: {counted(week.done, 'teardown')} done{drafts}"
    if week.done:
        return f"{week.done} of {week.goal} done, {left}{drafts}"
    aim = "one teardown is the goal" if week.goal == 1 else f"{week.goal} teardowns are the goal"
    return f"{aim}, {left}{drafts}"
