"""Two people mark the same outputs: how often they agree, and what that is beyond chance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from lab.agreement import alpha, pairs_alike

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Trial, Verdict

__all__ = [
    "ENOUGH_UNITS",
    "MarkerAgreement",
    "agreement_lines",
    "marker_agreement",
    "marker_words",
    "marks_of",
]

ENOUGH_UNITS: Final = 10
"""Below so many outputs that two people marked, alpha says next to nothing."""
FIRM: Final = 0.8
TENTATIVE: Final = 0.667
"""Krippendorff's own limits: from the first on one may rely on the marks, from the second on
tentatively (Content Analysis, chapter 11)."""

_PAIR: Final = 2
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


def agreement_lines(trials: Sequence[Trial]) -> list[str]:
    """Return in plain words what it means how far markers agree; empty below two markers."""
    found = marker_agreement(trials)
    if found is None:
        return []
    every = all(len(marks_of(trial)) <= _PAIR for trial in trials)
    outputs = "1 output was" if found.outputs == 1 else f"{found.outputs} outputs were"
    same = (
        f"On {found.alike} of {found.pairs} both say the same."
        if every
        else f"Of {found.pairs} pairs of marks {found.alike} are the same."
    )
    lines = [f"{outputs} marked by more than one. {same}"]
    if found.outputs < ENOUGH_UNITS:
        lines.append(
            f"From {ENOUGH_UNITS} outputs on it is said whether that is more than chance gives."
        )
    elif found.alpha is None:
        lines.append("All marks are the same one, so chance would have given that too.")
    else:
        lines.append(f"{_beyond_chance(found.alpha)} (alpha {found.alpha:.2f}).")
    return lines


def _beyond_chance(value: float) -> str:
    if value >= FIRM:
        return "The rule is clear: they agree far more than chance would make them"
    if value >= TENTATIVE:
        return "They agree clearly more than chance would make them; take the rate with some care"
    if value > 0:
        return (
            "They agree more than chance would make them, but too little to rely on: sharpen the "
            "pass rule, then mark again"
        )
    return "They agree no more than chance would make them: the pass rule means different things"


def marks_of(trial: Trial) -> list[tuple[str, Verdict, str]]:
    """Return who said what about an output, and why: first the verdict that counts."""
    said = [(trial.marker, trial.verdict, trial.note)]
    said += [(mark.marker, mark.verdict, mark.note) for mark in trial.marks]
    return [each for each in said if each[1] not in _SILENT]


def _verdicts(trial: Trial) -> list[Verdict]:
    return [verdict for _, verdict, _ in marks_of(trial)]
