"""This week: the goal, what is done, the days left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from lab.authors import by_another
from lab.habit.calendar import DAYS, day_of, week_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.clock import Clock
    from store.summaries import Summary

__all__ = ["Week", "day_finished", "local_day", "this_week"]


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
    rows: Iterable[Summary],
    *,
    clock: Clock,
    goal: int,
    week_start: int,
    me: str = "",
    day_start: int = 0,
) -> Week:
    """Count the teardowns finished this week.

    *week_start* is the weekday on which weeks begin, 0 for Monday to 6 for Sunday, *day_start*
    the hour at which days do; *me* is whose practice it is: what a teammate finished does not
    count.
    """
    today = local_day(clock.now(), clock, day_start=day_start)
    start = week_of(today, week_start)
    into = (today - start).days
    done = 0
    for row in rows:
        counts = not row.example and not by_another(row.author, me=me)
        day = day_finished(row, clock) if counts else None
        done += day is not None and start <= day <= today
    return Week(start=start, goal=goal, done=done, days_left=DAYS - into)


def day_finished(row: Summary, clock: Clock) -> date | None:
    """Return the day as it was there and then; for files without it, today's zone decides."""
    try:
        if row.finished_on:
            return date.fromisoformat(row.finished_on)
        at = datetime.fromisoformat(row.finished_at or "")
    except ValueError:
        return None
    return local_day(at, clock) if at.tzinfo is not None else None


def local_day(at: datetime, clock: Clock, *, day_start: int = 0) -> date:
    """Return the day to which an instant belongs, here."""
    return day_of(at, clock.local_zone(at)[1], day_start=day_start)
