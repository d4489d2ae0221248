"""What a person aims for and how they count, as their settings say it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from lab.habit.calendar import Pause, Rules, week_of

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from lab.settings import Settings

__all__ = ["earlier_goals_of", "rules_of"]


def rules_of(settings: Settings, *, today: date) -> Rules:
    """Return the rules of these settings on a day."""
    from lab.settings import WEEKDAYS
    from lab.settings.goals import goals_in, goals_until
    from lab.settings.pauses import pauses_in

    week_start = WEEKDAYS.index(settings["week_start"])
    earlier = goals_in(str(settings["earlier_goals"]))
    if earlier:  # the running week has the goal of now, whatever day stands there
        earlier = goals_until(earlier, week_of(today, week_start) - timedelta(days=1))
    return Rules(
        goal=settings["goal"],
        week_start=week_start,
        pauses=tuple(Pause(*days) for days in pauses_in(str(settings["pauses"]))),
        earlier_goals=tuple(earlier),
    )


def earlier_goals_of(settings: Settings, *, days: Sequence[date], today: date) -> str:
    """Return the setting ``earlier_goals`` as it has to be once the goal of now is over.

    *days* are those of the finishes. The running week takes the new goal at once; weeks that
    are over keep theirs.
    """
    from lab.settings.goals import goals_with

    rules, known = rules_of(settings, today=today), str(settings["earlier_goals"])
    running = week_of(today, rules.week_start)
    if all(day >= running for day in days):
        return known
    return goals_with(known, rules.goal, running - timedelta(days=1))
