"""Trials counted by their verdicts: what nobody judged is no run, and an error no failure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.trials.rates import rate, wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.trials.rates import Interval
    from store.records import Probe, Trial

__all__ = ["Tally", "by_wording", "tally", "wording_of"]


@dataclass(frozen=True, slots=True)
class Tally:
    """How trials came out."""

    passes: int = 0
    failures: int = 0
    errors: int = 0
    """Trials that gave no answer to judge: an outage, a refusal to connect, a full quota."""
    unmarked: int = 0
    """Trials that nobody has judged yet."""
    unclear: int = 0
    """Trials that somebody looked at and could not judge."""

    @property
    def runs(self) -> int:
        """How many were found to pass or to fail; every rate is of these."""
        return self.passes + self.failures

    @property
    def rate(self) -> float | None:
        """The share of runs that passed, 0 to 1."""
        return rate(self.passes, self.runs)

    @property
    def interval(self) -> Interval | None:
        """The 95 % interval of the rate."""
        return wilson(self.passes, self.runs)

    def __add__(self, other: Tally) -> Tally:
        return Tally(
            self.passes + other.passes,
            self.failures + other.failures,
            self.errors + other.errors,
            self.unmarked + other.unmarked,
            self.unclear + other.unclear,
        )


def tally(trials: Iterable[Trial]) -> Tally:
    """Count trials by their verdicts."""
    counts = Counter(trial.verdict for trial in trials)
    return Tally(
        passes=counts["pass"],
        failures=counts["fail"],
        errors=counts["error"],
        unmarked=counts["unmarked"],
        unclear=counts["unclear"],
    )


def by_wording(trials: Sequence[Trial]) -> dict[int, list[Trial]]:
    """Return trials by the number of their wording, 0 (the prompt itself) first."""
    sorted_out: dict[int, list[Trial]] = {}
    for trial in sorted(trials, key=lambda one: one.wording):
        sorted_out.setdefault(trial.wording, []).append(trial)
    return sorted_out


def wording_of(probe: Probe, number: int) -> str:
    """Return a wording's words: 0 is the prompt itself, 1 the first rewording."""
    if number == 0:
        return probe.prompt
    return probe.wordings[number - 1] if number <= len(probe.wordings) else ""
