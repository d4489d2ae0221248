"""The if-then plan: what is kept of what somebody wrote."""

from __future__ import annotations

__all__ = ["plan_from"]


def plan_from(written: str) -> str:
    """Return the moment alone, where somebody wrote the whole sentence."""
    plan = " ".join(written.split()).strip(" .…")
    for begins in ("when ", "if "):
        if plan.casefold().startswith(begins):
            plan = plan[len(begins) :]
    return plan.partition(", I open")[0].strip(" .,")
