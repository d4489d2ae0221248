"""The predictions of a teardown: what is open, what is due, what came of the others."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from datetime import date

    from lab.review.subject import Subject

__all__ = ["Ledger", "PredictionStanding", "PredictionState", "ledger"]

PredictionState = Literal["due", "open", "yes", "no", "void"]


@dataclass(frozen=True, slots=True)
class PredictionStanding:
    """One prediction as it stands today."""

    id: str
    statement: str
    probability: float | None
    due: date | None
    state: PredictionState
    """``due``: it is open, and its day has come."""

    @property
    def can_be_known(self) -> bool:
        """Whether it is open and could be resolved by now: its day has come, or it has none."""
        return self.state == "due" or (self.state == "open" and self.due is None)


@dataclass(frozen=True, slots=True)
class Ledger:
    """All predictions of a teardown, those that are due first."""

    predictions: tuple[PredictionStanding, ...]
    section: str
    prompt: str
    """Where they are written down."""

    @property
    def counts(self) -> dict[PredictionState, int]:
        """How many stand how; only states that occur."""
        found = Counter(each.state for each in self.predictions)
        return {state: found[state] for state in _ORDER if found[state]}


_ORDER: tuple[PredictionState, ...] = ("due", "open", "yes", "no", "void")


def ledger(subject: Subject) -> Ledger:
    """Return the predictions as they stand."""
    rows = []
    for each in subject.record.predictions:
        is_due = each.outcome == "open" and each.due is not None and each.due <= subject.today
        state: PredictionState = "due" if is_due else each.outcome
        rows.append(PredictionStanding(each.id, each.statement, each.probability, each.due, state))
    section, prompt = subject.spot_of("predictions")
    ordered = sorted(rows, key=lambda row: _ORDER.index(row.state))
    return Ledger(tuple(ordered), section, prompt)
