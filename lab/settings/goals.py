"""Earlier goals as they stand in the settings: the goal and its last day, several behind commas."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["goals_in", "goals_problem", "goals_until", "goals_with"]

_MUST: Final = (
    "must be goals with their last day such as 1..2026-11-15, several with a comma between"
)


def goals_in(text: str) -> list[tuple[date, int]]:
    """Return the last day of each earlier goal and the goal, the earliest first.

    ``ValueError`` where one is none.
    """
    found = {}
    for part in text.split(","):
        if not part.strip():
            continue
        goal, dots, last = part.partition("..")
        if not (dots and goal.strip().isascii() and goal.strip().isdigit() and int(goal) > 0):
            raise ValueError(part)
        found[date.fromisoformat(last.strip())] = int(goal)
    return sorted(found.items())


def goals_with(text: str, goal: int, last: date) -> str:
    """Return such a text with one more goal, which held until *last*.

    What is known of that day already stays: a goal that is changed twice in a week was in force
    for no whole week.
    """
    goals = goals_until(goals_in(text), last)
    if not goals or goals[-1][0] < last:
        goals.append((last, goal))
    return ", ".join(f"{each}..{day.isoformat()}" for day, each in goals)


def goals_until(goals: Sequence[tuple[date, int]], last: date) -> list[tuple[date, int]]:
    """Return these goals up to a day: what reaches further, by a wrong clock say, ends there."""
    over = [each for each in goals if each[0] < last]
    further = [(last, goal) for day, goal in goals if day >= last]
    return [*over, *further[:1]]


def goals_problem(text: str) -> str:
    """Return what is wrong with such a text, as “must be …”; empty if nothing."""
    try:
        goals_in(text)
    except ValueError:
        return _MUST
    return ""
