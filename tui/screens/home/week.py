"""How the practice stands, in words. It never scolds: what is not done is still to come."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.figures import counted
from lab.habit.calendar import DAYS

if TYPE_CHECKING:
    from datetime import date

    from lab.habit.calendar import Rules, Standing

__all__ = ["Week", "has_practised", "practice_words", "week_words"]


@dataclass(frozen=True, slots=True)
class Week:
    """What Home knows about the practice, as of one day."""

    standing: Standing
    rules: Rules
    today: date
    plan: str = ""
    """When the person opens a teardown, in their own words."""

    @property
    def done(self) -> int:
        """Teardowns finished this week."""
        return self.standing.week.done

    @property
    def goal(self) -> int:
        """Teardowns that are aimed for."""
        return self.rules.goal

    @property
    def days_left(self) -> int:
        """Days that remain, today included: 1 to 7."""
        return DAYS - (self.today - self.standing.week.start).days


def has_practised(week: Week) -> bool:
    """Return whether anything was ever finished, so that there is a past to show."""
    return any(row.done for row in week.standing.weeks)


def week_words(week: Week, begun: int) -> str:
    """Return how the running week stands; *begun* are the teardowns that are not finished."""
    drafts = f", {begun} begun" if begun else ""
    if week.standing.week.status == "paused":
        return f"{_paused(week)}{drafts}"
    left = "today is the last day" if week.days_left == 1 else f"{week.days_left} days left"
    if week.done > week.goal:
        return f"{week.done} done, more than the {week.goal} you aimed for{drafts}"
    if week.done == week.goal:
        return f"goal reached: {counted(week.done, 'teardown')} done{drafts}"
    if week.done:
        return f"{week.done} of {week.goal} done, {left}{drafts}"
    if not (begun or has_practised(week)):
        return "fifteen minutes are enough for a first teardown"
    aim = "one teardown" if week.goal == 1 else counted(week.goal, "teardown")
    return f"the goal is {aim}, {left}{drafts}"


def _paused(week: Week) -> str:
    ends = [pause.last for pause in week.rules.pauses if pause.first <= week.today <= pause.last]
    done = f", {week.done} done all the same" if week.done else ""
    if not ends:
        return f"a planned pause touches this week: it asks for nothing{done}"
    last = max(ends)
    return f"paused until {last.day} {last:%B}, as you planned{done}"


def practice_words(week: Week) -> list[tuple[str, int]]:
    """Return what the weeks so far say, in reading order, each with its weight: 0 weighs most."""
    standing = week.standing
    said = []
    if standing.streak:
        weeks = counted(standing.streak, "week")
        said.append((f"{weeks} in a row" if standing.streak > 1 else "one week so far", 1))
    said.append((f"score {standing.score:.0f}", 2))
    if standing.repairable is not None:
        missing = week.goal + 1 - week.done
        said.append((f"{missing} more {_makes(missing)} last week whole", 0))
    elif standing.reserve_left:
        said.append((f"{counted(standing.reserve_left, 'week')} in reserve", 3))
    return said


def _makes(number: int) -> str:
    return "makes" if number == 1 else "make"
