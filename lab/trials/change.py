"""The same probe at two times, or at two products: changed, noise, or too few runs to say."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.trials.rates import mcnemar, newcombe, wilson

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.trials.rates import Interval
    from lab.trials.tally import Tally

__all__ = [
    "PAIRS_WORTH_A_TEST",
    "Change",
    "Reading",
    "change_between",
    "paired",
    "runs_that_settle",
]

Reading = Literal["changed", "noise", "too few runs"]

FEW_RUNS: Final = 5
"""Below so many on one side, no difference between the two can be told from chance."""
ENOUGH_RUNS: Final = 10
"""From so many on both sides, a difference that chance can explain is called noise."""
PAIRS_WORTH_A_TEST: Final = 6
"""With fewer pairs, McNemar's test cannot find a difference even if all of them changed."""
MOST_RUNS: Final = 1000
"""No hand makes more runs than this."""


@dataclass(frozen=True, slots=True)
class Change:
    """What became of a pass rate."""

    before: Tally
    after: Tally
    difference: float | None
    """The later rate minus the first, -1 to 1; ``None`` where one side has no run."""
    interval: Interval | None
    """The 95 % interval of the difference (Newcombe's)."""
    mcnemar_p: float | None
    """Where at least 6 prompts stand on both sides: the exact p-value of their pairs."""
    reading: Reading
    runs_needed: int | None
    """Runs on each side that would settle a difference of this size, 5 or more; ``None`` where
    it is settled, or no difference was seen."""


def change_between(
    before: Tally, after: Tally, *, pairs: Sequence[tuple[bool, bool]] = ()
) -> Change:
    """Return what became of a pass rate; *pairs* say for each prompt how it went both times."""
    both = newcombe(after.passes, after.runs, later_passes=before.passes, later_runs=before.runs)
    if before.rate is None or after.rate is None or both is None:
        return Change(before, after, None, None, None, "too few runs", None)
    difference = after.rate - before.rate
    reading = _reading(both, fewest=min(before.runs, after.runs))
    return Change(
        before=before,
        after=after,
        difference=difference,
        interval=both,
        mcnemar_p=paired(pairs) if len(pairs) >= PAIRS_WORTH_A_TEST else None,
        reading=reading,
        runs_needed=None if reading == "changed" else _needed(before.rate, after.rate),
    )


def paired(pairs: Sequence[tuple[bool, bool]]) -> float:
    """Return McNemar's exact p-value for prompts that were run before and after."""
    lost = sum(first and not later for first, later in pairs)
    won = sum(later and not first for first, later in pairs)
    return mcnemar(lost, won)


def runs_that_settle(first: float, *, later: float) -> int | None:
    """Return how many runs on each side would tell these two rates apart; ``None`` if too many.

    The fewest at which Newcombe's interval, at these very rates, leaves 0 out. As rates scatter,
    so many runs find a difference of that size about every other time.
    """
    if first == later:
        return None
    low, high = sorted((first, later))
    few, many = 1, MOST_RUNS
    if not _apart(low, high, runs=many):
        return None
    while few < many:
        middle = (few + many) // 2
        if _apart(low, high, runs=middle):
            many = middle
        else:
            few = middle + 1
    return many


def _needed(first: float, later: float) -> int | None:
    """Return how many runs would settle it: never fewer than are wanted to call it changed."""
    runs = runs_that_settle(first, later=later)
    return None if runs is None else max(runs, FEW_RUNS)


def _apart(low: float, high: float, *, runs: int) -> bool:
    # As wilson() and newcombe(), for rates that so many runs need not be able to show.
    below, above = _limits(low, runs), _limits(high, runs)
    return high - low > math.hypot(high - above[0], below[1] - low)


def _limits(share: float, runs: int) -> Interval:
    passes = share * runs
    whole = wilson(math.floor(passes), runs)
    more = wilson(math.ceil(passes), runs)
    if whole is None or more is None:
        raise ValueError("rates want at least one run")
    part = passes - math.floor(passes)
    return whole[0] + part * (more[0] - whole[0]), whole[1] + part * (more[1] - whole[1])


def _reading(limits: Interval, *, fewest: int) -> Reading:
    low, high = limits
    if fewest >= FEW_RUNS and not low <= 0 <= high:
        return "changed"
    return "noise" if fewest >= ENOUGH_RUNS else "too few runs"
