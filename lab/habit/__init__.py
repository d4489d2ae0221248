"""The habit: what this week holds. Pure functions over summaries."""

from __future__ import annotations

from lab.habit.week import Week, this_week

__all__ = ["Week", "this_week"]
