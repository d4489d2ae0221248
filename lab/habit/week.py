"""This week: the goal, what is done, the days left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

from lab.authors import by_another

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.clock import Clock
    from store.summaries import Summary

__all__ = ["Week", "this_week"]

DAYS = 7


@dataclass(frozen=True, slots=True)
class Week:
    """The running week in the user's own calendar."""

    start: date
    goal: int
    done: int
    """Teardowns finished since the week began; examples and teammates’ never count."""
    days_left: int
    """Days that remain, today included: 1 to 7."""


def this_week(
    rows: Iterable[Summary], *, clock: Clock, goal: int, week_start: int, me: str = ""
) -> Week:
    """Count the teardowns finished this week.

    *week_start* is the weekday on which weeks begin, 0 for Monday to 6 for Sunday; *me* is
    whose practice it is: what a teammate finished does not count.
    """
    today = _local_day(clock.now(), clock)
    into = (today.weekday() - week_start) % DAYS
    start = today - timedelta(days=into)
    done = 0
    for row in rows:
        counts = not row.example and not by_another(row.author, me=me)
        day = _day_finished(row, clock) if counts else None
        done += day is not None and start <= day <= today
    return Week(start=start, goal=goal, done=done, days_left=DAYS - into)


def _day_finished(row: Summary, clock: Clock) -> date | None:
    """Return the day as it was there and then; for files without it, today's zone decides."""
    try:
        if row.finished_on:
            return date.fromisoformat(row.finished_on)
        at = datetime.fromisoformat(row.finished_at or "")
    except ValueError:
        return None
    return _local_day(at, clock) if at.tzinfo is not None else None


def _local_day(at: datetime, clock: Clock) -> date:
    _, offset = clock.local_zone(at)
    return (at + timedelta(seconds=offset)).date()
