"""The if-then plan: what is kept of what somebody typed."""

from __future__ import annotations

from lab.habit import planning
from tui.harmless import one_line

__all__ = ["plan_from"]


def plan_from(typed: str) -> str:
    """Return the moment alone, in one line that does nothing on the screen."""
    return planning.plan_from(one_line(typed))
