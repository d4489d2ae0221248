"""Which kind of item a question takes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tui.items.claims import Claims
from tui.items.lessons import Lessons
from tui.items.metrics import Metrics
from tui.items.predictions import Predictions
from tui.items.trials import Trials

if TYPE_CHECKING:
    from tui.items.kind import CardKind

__all__ = ["kind_for"]

_KINDS: dict[str, CardKind[Any]] = {
    "predictions": Predictions(),
    "claims": Claims(),
    "findings": Claims("finding"),
    "metric": Metrics(),
    "card": Lessons(),
    "trials": Trials(),
}


def kind_for(question_kind: str) -> CardKind[Any] | None:
    """Return the kind of item that a question of this kind takes; ``None`` for plain text."""
    return _KINDS.get(question_kind)
