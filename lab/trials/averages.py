"""A rate over several prompts: their mean, each counting as much as the others."""

from __future__ import annotations

import random
from dataclasses import dataclass
from statistics import fmean, quantiles
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.trials.figures import BenchFigures
    from lab.trials.rates import Interval

__all__ = ["MeanRate", "bootstrap", "mean_rate"]

ENOUGH_PROMPTS: Final = 8
"""Below so many prompts, drawing among them says nothing about other prompts."""
DRAWS: Final = 1000
MOST_VALUES: Final = 200_000
"""Values drawn in all; of very many prompts fewer samples are drawn."""


@dataclass(frozen=True, slots=True)
class MeanRate:
    """The pass rate of the prompts on average, never pooled: a long series counts once."""

    prompts: int
    """Prompts with a rate, that is with two marked runs."""
    rate: float
    """0 to 1."""
    interval: Interval | None
    """Where it may well lie for other prompts like these, 95 %; ``None`` below 8 prompts."""


def mean_rate(figures: BenchFigures) -> MeanRate | None:
    """Return the mean rate of the prompts themselves; ``None`` below two that have one."""
    rates = [each.rate for each in figures.probes.values() if each.rate is not None]
    if len(rates) < 2:  # noqa: PLR2004  # one has its own rate
        return None
    return MeanRate(len(rates), fmean(rates), bootstrap(rates))


def bootstrap(values: Sequence[float]) -> Interval | None:
    """Return the 95 % percentile interval of a mean over prompts; ``None`` below 8 of them.

    Prompts are drawn with replacement, never runs: those of one prompt are alike. The draws
    begin with the same number each time, so that the same trials give the same interval.
    """
    if len(values) < ENOUGH_PROMPTS:
        return None
    chance = random.Random(len(values))  # noqa: S311  # draws, no secret
    draws = max(100, min(DRAWS, MOST_VALUES // len(values)))
    drawn = sorted(values)
    means = [fmean(chance.choices(drawn, k=len(drawn))) for _ in range(draws)]
    cuts = quantiles(means, n=40, method="inclusive")
    return cuts[0], cuts[-1]
