"""How well somebody's percentages came true: Brier score, what it is made of, and bins.

Brier (1950): the mean of (chance - outcome)², 0 best, 1 worst, .25 for always saying 50 %.
Murphy (1973): where each chance that was used is a bin, Brier = reliability - resolution +
uncertainty. Reliability is how far the percentages are from what came true (0 is best),
resolution how far they tell the likely from the unlikely (more is better), uncertainty what
the world itself left open.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["ENOUGH", "Bin", "Calibration", "Forecast", "brier", "calibration"]

ENOUGH: Final = 10
"""Resolved predictions from which on figures are shown: fewer would only show luck."""

_TENTHS: Final = 10


class Forecast(NamedTuple):
    """One resolved prediction."""

    chance: float
    """0 to 1."""
    happened: bool


@dataclass(frozen=True, slots=True)
class Bin:
    """The predictions whose chance lay in one tenth of the scale."""

    low: float
    high: float
    n: int
    said: float
    """The mean of the chances that were said."""
    came_true: float
    """The share that happened."""


@dataclass(frozen=True, slots=True)
class Calibration:
    """What the resolved predictions show; ``None`` and no bins as long as they are too few."""

    n: int
    brier: float | None = None
    reliability: float | None = None
    resolution: float | None = None
    uncertainty: float | None = None
    bins: tuple[Bin, ...] = ()

    @property
    def missing(self) -> int:
        """How many more have to be resolved before there are figures."""
        return max(0, ENOUGH - self.n)


def brier(forecasts: Sequence[Forecast]) -> float:
    """Return the mean squared distance between chance and outcome; at least one is needed."""
    return fsum((chance - happened) ** 2 for chance, happened in forecasts) / len(forecasts)


def calibration(forecasts: Iterable[Forecast], *, enough: int = ENOUGH) -> Calibration:
    """Return what resolved predictions show, once there are *enough*."""
    every = list(forecasts)
    if len(every) < max(enough, 1):
        return Calibration(n=len(every))
    rate = fsum(happened for _, happened in every) / len(every)
    said: defaultdict[float, list[bool]] = defaultdict(list)
    for chance, happened in every:
        said[chance].append(happened)
    reliability = resolution = 0.0
    for chance, outcomes in said.items():
        share = sum(outcomes) / len(outcomes)
        reliability += len(outcomes) * (chance - share) ** 2 / len(every)
        resolution += len(outcomes) * (share - rate) ** 2 / len(every)
    return Calibration(
        n=len(every),
        brier=brier(every),
        reliability=reliability,
        resolution=resolution,
        uncertainty=rate * (1 - rate),
        bins=tuple(_bins(every)),
    )


def _bins(forecasts: Iterable[Forecast]) -> Iterable[Bin]:
    tenths: defaultdict[int, list[Forecast]] = defaultdict(list)
    for forecast in forecasts:
        # Rounded first: .3 × 10 is a hair less than 3, and would fall into the tenth below.
        tenths[min(int(round(forecast.chance * _TENTHS, 6)), _TENTHS - 1)].append(forecast)
    for tenth, inside in sorted(tenths.items()):
        yield Bin(
            low=tenth / _TENTHS,
            high=(tenth + 1) / _TENTHS,
            n=len(inside),
            said=fsum(each.chance for each in inside) / len(inside),
            came_true=sum(each.happened for each in inside) / len(inside),
        )
