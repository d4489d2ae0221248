"""Several tries at the same prompt: for one who picks the best, and for one who relies on all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Passes", "RetryLift", "all_of_k", "any_of_k", "mean_all_of_k", "mean_any_of_k",
           "retry_lift"]  # fmt: skip

Passes = tuple[int, int]
"""How many passed, of how many runs."""

LIFT_PROMPTS: Final = 3
LIFT_RUNS: Final = 5
"""Below so many prompts, and runs of each, a lift says nothing."""


def any_of_k(passes: int, runs: int, *, k: int) -> float | None:
    """Return the chance that at least one of *k* tries passes, 0 to 1; ``None`` if k > runs.

    The unbiased estimate pass@k of Chen et al. 2021 (arXiv 2107.03374):
    ``1 - C(n-c, k) / C(n, k)``.
    """
    _check(passes, runs, k)
    if k > runs:
        return None
    return 1 - math.comb(runs - passes, k) / math.comb(runs, k)


def all_of_k(passes: int, runs: int, *, k: int) -> float | None:
    """Return the chance that all of *k* tries pass, 0 to 1; ``None`` if k > runs.

    The unbiased estimate pass^k of Yao et al. 2024 (arXiv 2406.12045): ``C(c, k) / C(n, k)``.
    """
    _check(passes, runs, k)
    if k > runs:
        return None
    return math.comb(passes, k) / math.comb(runs, k)


def mean_any_of_k(prompts: Sequence[Passes], *, k: int) -> float | None:
    """Return any-of-k averaged over prompts; ``None`` where one has fewer than *k* runs."""
    return _mean([any_of_k(passes, runs, k=k) for passes, runs in prompts])


def mean_all_of_k(prompts: Sequence[Passes], *, k: int) -> float | None:
    """Return all-of-k averaged over prompts; ``None`` where one has fewer than *k* runs."""
    return _mean([all_of_k(passes, runs, k=k) for passes, runs in prompts])


@dataclass(frozen=True, slots=True)
class RetryLift:
    """What trying again brought, beside what it would bring if every try were a throw of dice."""

    k: int
    observed: float
    """Any-of-k, averaged over the prompts."""
    luck: float
    """``1 - (1 - p) ** k`` for the mean rate p over the prompts."""


def retry_lift(prompts: Sequence[Passes], *, k: int) -> RetryLift | None:
    """Return whether trying again helps; ``None`` below 3 prompts of 5 runs each.

    Observed far below luck: some prompts are hard, and trying again will not help. Near it:
    each try is a throw of dice.
    """
    enough = [(passes, runs) for passes, runs in prompts if runs >= max(k, LIFT_RUNS)]
    if len(enough) < LIFT_PROMPTS or len(enough) < len(prompts):
        return None
    observed = mean_any_of_k(enough, k=k)
    if observed is None:
        return None
    return RetryLift(k, observed, luck(enough, k=k))


def luck(prompts: Sequence[Passes], *, k: int) -> float:
    """Return any-of-k as it would be if every prompt had the mean rate, 0 to 1."""
    return 1 - (1 - fmean(passes / runs for passes, runs in prompts)) ** k


def _mean(values: list[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fmean(known) if known and len(known) == len(values) else None


def _check(passes: int, runs: int, k: int) -> None:
    if not 0 <= passes <= runs:
        raise ValueError(f"{passes} of {runs} cannot have passed")
    if k < 1:
        raise ValueError("at least one try is needed")
