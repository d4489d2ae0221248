"""The week in words, the same in the command, the prompt and the year's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lab.habit.calendar import Standing

__all__ = ["prompt_line", "week_sentence"]


def week_sentence(standing: Standing, goal: int) -> str:
    """Say how the running week stands; never that something was missed."""
    week = standing.week
    if week.status == "paused":
        return "Paused, as you planned."
    if week.done >= goal:
        return f"Goal reached: {week.done} done."
    return f"{week.done} of {goal} done."


def prompt_line(done: int, goal: int, streak: int) -> str:
    """Return a few letters for a shell's prompt: the week, and the streak where there is one."""
    held = f" {streak}w" if streak else ""
    return f"td {done}/{goal}{held}"
