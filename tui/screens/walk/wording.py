"""What the walk says in words and short figures."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.glyphs import glyphs

if TYPE_CHECKING:
    from lab.walk import SectionState

__all__ = ["minutes_of", "sign_of", "state_word"]


def minutes_of(seconds: float, budget: int) -> str:
    """Return minutes spent and planned: ``3/8``; nothing where neither is known."""
    spent = round(seconds / 60)
    if budget:
        return f"{spent}/{budget}"
    return str(spent) if spent else ""


def sign_of(state: SectionState) -> str:
    """Return the sign of how far a section is."""
    signs = glyphs()
    return {
        "empty": signs.empty,
        "started": signs.started,
        "written": signs.written,
        "done": signs.done,
    }[state]


def state_word(state: SectionState) -> str:
    """Return how far a section is, in a word."""
    return {"empty": "empty", "started": "started", "written": "no score yet", "done": "done"}[
        state
    ]
