"""The if-then plan: what is kept of what somebody typed."""

from __future__ import annotations

from tui.harmless import one_line

__all__ = ["plan_from"]


def plan_from(typed: str) -> str:
    """Return the moment alone, where somebody typed the whole sentence."""
    plan = one_line(typed).strip(" .…")
    for begins in ("when ", "if "):
        if plan.casefold().startswith(begins):
            plan = plan[len(begins) :]
    return plan.partition(", I open")[0].strip(" .,")
