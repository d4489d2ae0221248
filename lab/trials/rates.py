"""Passes of runs: the rate, how far the truth may lie from it, and whether it changed."""

from __future__ import annotations

import math
from statistics import NormalDist
from typing import Final

__all__ = [
    "ALMOST_SURELY",
    "Interval",
    "could_have_missed",
    "mcnemar",
    "newcombe",
    "percentile_for",
    "rate",
    "runs_to_see",
    "wilson",
]

_Z: Final = 1.959963984540054
"""The 97.5th percentile of the standard normal distribution: 95 % on two sides."""

ALMOST_SURELY: Final = 0.95
"""How sure “almost surely” is, wherever one bound is computed."""

Interval = tuple[float, float]
"""The lower and the upper limit."""


def rate(passes: int, runs: int) -> float | None:
    """Return the share of runs that passed, 0 to 1; ``None`` without a run."""
    _check(passes, runs)
    return passes / runs if runs else None


def percentile_for(comparisons: int) -> float:
    """Return what stands for 1.96 where the largest of so many differences was picked out.

    Bonferroni: all of them together are wrong in at most 5 % of cases, not each.
    """
    if comparisons < 1:
        raise ValueError("at least one difference is compared")
    return _Z if comparisons == 1 else NormalDist().inv_cdf(1 - 0.025 / comparisons)


def wilson(passes: int, runs: int, *, z: float = _Z) -> Interval | None:
    """Return the 95 % interval of a pass rate, each limit 0 to 1; ``None`` without a run.

    Wilson's score interval without continuity correction: method 3 of Newcombe 1998,
    Statistics in Medicine 17:857-872. The textbook interval is far too narrow below a few
    hundred runs. *z* is the percentile of the normal distribution that it is for.
    """
    _check(passes, runs)
    if not runs:
        return None
    share = passes / runs
    square = z * z
    middle = share + square / (2 * runs)
    half = z * math.sqrt(share * (1 - share) / runs + square / (4 * runs * runs))
    scale = 1 + square / runs
    # At the ends the limit is 0 or 1 exactly; rounding would put it a hair beside.
    low = 0.0 if passes == 0 else (middle - half) / scale
    high = 1.0 if passes == runs else (middle + half) / scale
    return low, high


def newcombe(
    passes: int, runs: int, *, later_passes: int, later_runs: int, z: float = _Z
) -> Interval | None:
    """Return the 95 % interval of *first rate minus later rate*, each limit -1 to 1.

    ``None`` where one side has no run. Method 10 (square and add of Wilson's limits) of
    Newcombe 1998, Statistics in Medicine 17:873-890.
    """
    first, later = wilson(passes, runs, z=z), wilson(later_passes, later_runs, z=z)
    if first is None or later is None:
        return None
    one, other = passes / runs, later_passes / later_runs
    apart = one - other
    low = apart - math.hypot(one - first[0], later[1] - other)
    high = apart + math.hypot(first[1] - one, other - later[0])
    return max(-1.0, low), min(1.0, high)


def mcnemar(lost: int, won: int) -> float:
    """Return the exact two-sided p-value that as many pairs got worse as got better, 0 to 1.

    *lost* are the pairs that passed before and fail now, *won* those the other way round; pairs
    that stayed as they were say nothing. McNemar's test with the binomial distribution.
    """
    if lost < 0 or won < 0:
        raise ValueError("pairs cannot be fewer than none")
    pairs = lost + won
    tail = sum(math.comb(pairs, count) for count in range(min(lost, won) + 1))
    return min(1.0, 2 * tail / (1 << pairs))


def could_have_missed(runs: int) -> float | None:
    """Return the rate below which a fault may well not have shown in so many runs, 0 to 1.

    The exact upper 95 % bound after no case in *runs*, ``1 - 0.05 ** (1 / runs)``; about
    ``3 / runs`` for many ("rule of three"). ``None`` without a run.
    """
    if runs < 0:
        raise ValueError("runs cannot be fewer than none")
    return 1 - (1 - ALMOST_SURELY) ** (1 / runs) if runs else None


def runs_to_see(fault: float) -> int:
    """Return how many runs show a fault of that rate at least once, almost surely.

    Raise ``ValueError`` for a rate that is not above 0 and at most 1.
    """
    if not 0 < fault <= 1:
        raise ValueError("a fault that can be seen has a rate above 0, and at most 1")
    if fault == 1:
        return 1
    return math.ceil(math.log(1 - ALMOST_SURELY) / math.log1p(-fault))


def _check(passes: int, runs: int) -> None:
    if not 0 <= passes <= runs:
        raise ValueError(f"{passes} of {runs} cannot have passed")
