"""Two people mark the same outputs: how often they agree, and what that is beyond chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.agreement import alpha, pairs_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Trial, Verdict

__all__ = ["ENOUGH_UNITS", "MarkerAgreement", "marker_agreement", "marker_words"]

ENOUGH_UNITS: Final = 10
"""Below so many outputs that two people marked, alpha says next to nothing."""

_SILENT: Final[frozenset[Verdict]] = frozenset({"unmarked", "error"})
"""No judgement of an output: an error has none to judge."""


@dataclass(frozen=True, slots=True)
class MarkerAgreement:
    """How far those who marked the same outputs agree. “Cannot tell” is a verdict here."""

    outputs: int
    """Outputs that at least two people marked."""
    alike: int
    """Pairs of verdicts that are the same."""
    pairs: int
    alpha: float | None
    """Krippendorff's alpha, nominal: 1 is agreement, 0 what chance gives. ``None`` below 10
    outputs, or where everybody gave one and the same verdict everywhere."""
    split: tuple[str, ...]
    """The ids of the trials on which they differ: these are worth a word with each other."""


def marker_agreement(trials: Sequence[Trial]) -> MarkerAgreement | None:
    """Return how far markers agree; ``None`` where no output was marked twice."""
    verdicts = {trial.id: _verdicts(trial) for trial in trials}
    several = {name: found for name, found in verdicts.items() if len(found) > 1}
    if not several:
        return None
    units = [*several.values()]
    alike, pairs = pairs_alike(units)
    return MarkerAgreement(
        outputs=len(units),
        alike=alike,
        pairs=pairs,
        alpha=alpha(units, level="nominal") if len(units) >= ENOUGH_UNITS else None,
        split=tuple(name for name, found in several.items() if len({*found}) > 1),
    )


def marker_words(trials: Sequence[Trial]) -> str:
    """Return in a sentence how far markers agree; empty where nobody marked a second time."""
    found = marker_agreement(trials)
    if found is None:
        return ""
    outputs = "1 output" if found.outputs == 1 else f"{found.outputs} outputs"
    beyond = f" (alpha {found.alpha:.2f})" if found.alpha is not None else ""
    return f"Marked twice: {outputs}; {found.alike} of {found.pairs} pairs agree{beyond}."


def _verdicts(trial: Trial) -> list[Verdict]:
    given = (trial.verdict, *(mark.verdict for mark in trial.marks))
    return [verdict for verdict in given if verdict not in _SILENT]
