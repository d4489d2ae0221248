"""Which kind of item a question takes."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tui.items.kind import CardKind

__all__ = ["has_screen", "kind_for"]

_ON_A_SCREEN = "trials"


def has_screen(question_kind: str) -> bool:
    """Return whether the items of a question of this kind are worked on on their own screen."""
    return question_kind == _ON_A_SCREEN


@cache
def kind_for(question_kind: str) -> CardKind[Any] | None:
    """Return the kind of item that a question of this kind takes; ``None`` for plain text.

    Each is loaded with the first question of its kind: most starts are at one of plain text.
    """
    if question_kind == "predictions":
        from tui.items.predictions import Predictions

        return Predictions()
    if question_kind in {"claims", "findings"}:
        from tui.items.claims import Claims

        return Claims("finding") if question_kind == "findings" else Claims()
    if question_kind == "metric":
        from tui.items.metrics import Metrics

        return Metrics()
    if question_kind == "card":
        from tui.items.lessons import Lessons

        return Lessons()
    if question_kind == _ON_A_SCREEN:
        from tui.items.trials import Trials

        return Trials()
    return None
