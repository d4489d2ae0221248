"""A mean over prompts: each counts once, and its interval is of prompts, not of runs."""

from __future__ import annotations

from math import comb

from lab.trials.averages import bootstrap, mean_rate
from lab.trials.figures import bench_figures
from store.records import Probe, Trial


def probe(name: str, passes: int, runs: int) -> Probe:
    verdicts = ["pass"] * passes + ["fail"] * (runs - passes)
    trials = [
        Trial.model_validate({"id": f"t{run}", "verdict": verdict})
        for run, verdict in enumerate(verdicts)
    ]
    return Probe(id=name, prompt=name, trials=trials)


def test_prompts_are_averaged_not_pooled() -> None:
    found = mean_rate(bench_figures([probe("b1", 10, 10), probe("b2", 0, 2), probe("b3", 1, 1)]))
    assert found is not None
    assert (found.prompts, found.rate, found.interval) == (2, 0.5, None)
    assert mean_rate(bench_figures([probe("b1", 3, 5), probe("b2", 1, 1)])) is None


def test_below_eight_prompts_there_is_no_interval() -> None:
    assert bootstrap([0.5] * 7) is None
    assert bootstrap([0.5] * 8) == (0.5, 0.5)


def test_the_interval_is_what_every_possible_draw_would_give() -> None:
    values = [0.0, 1.0] * 4
    # Each prompt drawn is 0 or 1, so draws of eight are spread as the binomial is.
    chances = [comb(8, ones) / 2**8 for ones in range(9)]
    low = next(ones for ones in range(9) if sum(chances[: ones + 1]) >= 0.025)
    high = next(ones for ones in range(9) if sum(chances[: ones + 1]) >= 0.975)
    assert bootstrap(values) == (low / 8, high / 8)
    assert bootstrap(values[::-1]) == bootstrap(values)


def test_very_many_prompts_are_drawn_fewer_times() -> None:
    low, high = bootstrap([0.0, 1.0] * 1000) or (0, 0)
    assert 0.45 < low < 0.5 < high < 0.55
