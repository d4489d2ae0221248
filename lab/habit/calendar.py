"""Weeks and days as the person counts them: which are met, kept, repaired, paused or missed.

Everything here is a pure function of calendar days. An instant becomes a day once, with the
offset of where and when it happened (``day_of``); from then on no zone is asked again, so a
journey or a change of the clocks cannot move the past.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from store.summaries import Summary

__all__ = [
    "DAYS",
    "HALF_LIFE",
    "RESERVES",
    "Pause",
    "Rules",
    "Standing",
    "Status",
    "WeekRow",
    "day_of",
    "days_of",
    "latest_of",
    "longest_streak",
    "quarter_of",
    "standing",
    "week_of",
]

DAYS: Final = 7
RESERVES: Final = 2
"""Weeks a quarter that may be missed without harm."""
HALF_LIFE: Final = 5.0
"""Weeks without practice after which half of the practice score is left."""
_OLDEST: Final = date(2000, 1, 1)
"""A finish before it is a slip of the pen: a thousand empty weeks would stand before the others."""

Status = Literal["met", "repaired", "kept", "paused", "missed", "open"]
"""``kept`` by a reserve week; ``open`` while it runs, or may still be repaired."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Days on which nothing is asked, both ends included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Rules:
    """What a person aims for, and how they count."""

    goal: int = 1
    week_start: int = 0
    """The weekday on which weeks begin, 0 for Monday to 6 for Sunday."""
    reserves: int = RESERVES
    pauses: tuple[Pause, ...] = ()
    earlier_goals: tuple[tuple[date, int], ...] = ()
    """The last day of each goal before this one, and that goal; the earliest first."""

    def goal_of(self, week: date) -> int:
        """Return the goal of the week that begins on a day: that of its fourth day.

        So a week keeps its goal, whichever day weeks begin on from now on.
        """
        if not self.earlier_goals:
            return self.goal
        middle = week + timedelta(days=DAYS // 2)
        return next((goal for last, goal in self.earlier_goals if middle <= last), self.goal)


@dataclass(frozen=True, slots=True)
class WeekRow:
    """One week, from the first of the practice to the running one."""

    start: date
    done: int
    status: Status


@dataclass(frozen=True, slots=True)
class Standing:
    """How the practice stands on a day."""

    weeks: tuple[WeekRow, ...]
    """The oldest first; the last one is running."""
    streak: int
    """Weeks met or repaired since the last one missed; kept and paused ones hold it."""
    longest: int
    """The longest streak that is settled: it never falls again."""
    reserve_left: int
    """Reserve weeks left in the running quarter."""
    score: float
    """0 to 100: rises with each week met, halves in five weeks without any."""
    repairable: date | None
    """The start of last week, if one more teardown than this week's goal would repair it."""

    @property
    def week(self) -> WeekRow:
        """The running week."""
        return self.weeks[-1]


def day_of(at: datetime, offset: int, *, day_start: int = 0) -> date:
    """Return the day to which an instant belongs.

    *offset* is the seconds east of UTC there and then, *day_start* the hour at which days
    begin: with 4, what is done at three in the night belongs to the evening before.
    """
    return (at + timedelta(seconds=offset, hours=-day_start)).date()


def days_of(rows: Iterable[Summary]) -> list[date]:
    """Return the days on which these teardowns were finished, as they were there and then."""
    found = []
    for row in rows:
        try:
            found.append(date.fromisoformat(row.finished_on or (row.finished_at or "")[:10]))
        except ValueError:
            continue
    return found


def week_of(day: date, week_start: int) -> date:
    """Return the first day of a day's week."""
    into = (day.weekday() - week_start) % DAYS
    return date.fromordinal(max(day.toordinal() - into, 1))


def latest_of(today: date, week_start: int) -> date:
    """Return the last day on which something can have been finished by now.

    Whoever flies over the date line to the east has finished something tomorrow; it counts at
    once where tomorrow is of the same week.
    """
    tomorrow = today + timedelta(days=1)
    return tomorrow if week_of(tomorrow, week_start) == week_of(today, week_start) else today


def quarter_of(week: date) -> tuple[int, int]:
    """Return year and quarter (1 to 4) of a week: those of its fourth day, as ISO 8601 has it."""
    middle = week + timedelta(days=DAYS // 2)
    return middle.year, (middle.month + 2) // 3


def standing(days: Iterable[date], *, today: date, rules: Rules) -> Standing:
    """Say how the practice stands, from the days on which a teardown was finished.

    A day stands as often as something was finished on it; what lies after *today* does not
    count yet. The practice begins with the first finish: no week before it was missed.
    """
    running = week_of(today, rules.week_start)
    latest = latest_of(today, rules.week_start)
    done = sorted(day for day in days if _OLDEST <= day <= latest)
    first = week_of(min([today, *done[:1]]), rules.week_start)
    starts = [
        first + timedelta(days=days_on) for days_on in range(0, (running - first).days + 1, DAYS)
    ]
    places = [bisect_left(done, start) for start in starts]
    counts = [following - place for place, following in pairwise([*places, len(done)])]
    weeks = tuple(
        WeekRow(start, count, status)
        for start, count, status in zip(
            starts, counts, _statuses(starts, counts, rules), strict=True
        )
    )
    streak, longest = _streaks(weeks)
    spent = sum(
        week.status == "kept" and quarter_of(week.start) == quarter_of(running) for week in weeks
    )
    last = weeks[-2] if len(weeks) > 1 else None
    return Standing(
        weeks=weeks,
        streak=streak,
        longest=longest,
        reserve_left=max(0, rules.reserves - spent),
        score=_score(weeks, rules),
        repairable=last.start if last is not None and last.status in {"kept", "open"} else None,
    )


def _statuses(starts: Sequence[date], counts: Sequence[int], rules: Rules) -> list[Status]:
    """Give each week its status, oldest first: the first misses of a quarter are kept.

    So no later week ever changes what was said of an earlier one, but by repairing it.
    """
    spent: Counter[tuple[int, int]] = Counter()
    statuses: list[Status] = []
    goals = [rules.goal_of(week) for week in starts]
    for number, (start, following) in enumerate(pairwise([*counts, 0])):
        week = starts[number]
        is_running, is_last = number == len(starts) - 1, number == len(starts) - 2
        if start >= goals[number]:
            status: Status = "met"
        elif _is_paused(week, rules.pauses):
            status = "paused"
        elif is_running:
            status = "open"
        elif following > goals[min(number + 1, len(goals) - 1)]:
            status = "repaired"
        elif spent[quarter_of(week)] < rules.reserves:
            spent[quarter_of(week)] += 1
            status = "kept"
        else:
            status = "open" if is_last else "missed"
        statuses.append(status)
    return statuses


def _is_paused(week: date, pauses: Iterable[Pause]) -> bool:
    end = week + timedelta(days=DAYS - 1)
    return any(pause.first <= end and week <= pause.last for pause in pauses)


def _streaks(weeks: Iterable[WeekRow]) -> tuple[int, int]:
    """Return the running and the longest streak; what holds a streak does not lengthen it.

    A week that may still be repaired holds the running streak; across it the longest is not
    counted yet, as a record must never fall again.
    """
    streak = sure = longest = 0
    for week in weeks:
        if week.status in {"met", "repaired"}:
            streak += 1
            sure += 1
        elif week.status == "missed":
            streak = sure = 0
        elif week.status == "open":
            sure = 0
        longest = max(longest, sure)
    return streak, longest


def longest_streak(weeks: Iterable[WeekRow]) -> int:
    """Return the longest streak that is settled in these weeks, the oldest first."""
    return _streaks(weeks)[1]


def _score(weeks: Sequence[WeekRow], rules: Rules) -> float:
    """Smooth the weeks' shares of the goal; the running week and pauses never take away."""
    keeps = 0.5 ** (1 / HALF_LIFE)
    score = 0.0
    for number, week in enumerate(weeks):
        share = (
            1.0 if week.status == "repaired" else min(1.0, week.done / rules.goal_of(week.start))
        )
        moved = keeps * score + (1 - keeps) * share
        lenient = week.status == "paused" or number == len(weeks) - 1
        score = max(score, moved) if lenient else moved
    return 100 * score
