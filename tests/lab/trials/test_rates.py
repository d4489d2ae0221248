"""Published values for rates, intervals and changes."""

from __future__ import annotations

from itertools import product
from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.trials.rates import (
    could_have_missed,
    mcnemar,
    newcombe,
    percentile_for,
    rate,
    runs_to_see,
    wilson,
)

counts = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("passes", "runs", "low", "high"),
    [
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0000, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (0, 5, 0, 0.434),
        (3, 5, 0.231, 0.882),
        (4, 5, 0.376, 0.964),
        (5, 5, 0.566, 1),
        (7, 10, 0.397, 0.892),
        (8, 10, 0.490, 0.943),
        (10, 10, 0.722, 1),
    ],
)
def test_wilson_gives_the_published_limits(passes: int, runs: int, low: float, high: float) -> None:
    tolerance = 0.00005 if runs > 10 else 0.0005
    assert wilson(passes, runs) == pytest.approx((low, high), abs=tolerance)


@pytest.mark.parametrize(
    ("first", "later", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1),
        ((10, 10), (0, 10), 0.6075, 1),
        ((4, 5), (2, 5), -0.1626, 0.7264),
    ],
)
def test_newcombe_gives_the_published_limits(
    first: tuple[int, int], later: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe(*first, later_passes=later[0], later_runs=later[1])
    assert found == pytest.approx((low, high), abs=0.00005)


@pytest.mark.parametrize(
    ("lost", "won", "p", "tolerance"),
    [
        (10, 0, 0.00195, 0.000005),
        (8, 2, 0.1094, 0.00005),
        (5, 0, 0.0625, 0),
        (6, 0, 0.03125, 0),
        (0, 0, 1, 0),
    ],
)
def test_mcnemar_gives_the_published_values(
    lost: int, won: int, p: float, tolerance: float
) -> None:
    assert mcnemar(lost, won) == pytest.approx(p, abs=tolerance)
    assert mcnemar(won, lost) == mcnemar(lost, won)


@given(st.integers(0, 12), st.integers(0, 12))
def test_mcnemar_counts_every_way_that_is_as_uneven(lost: int, won: int) -> None:
    pairs = lost + won
    uneven = sum(comb(pairs, k) for k in range(pairs + 1) if abs(2 * k - pairs) >= abs(lost - won))
    assert mcnemar(lost, won) == pytest.approx(min(1, uneven / 2**pairs))


@pytest.mark.parametrize(
    ("runs", "bound"), [(10, 0.2589), (20, 0.1391), (30, 0.0950), (100, 0.0295)]
)
def test_what_could_have_been_missed_is_the_exact_bound(runs: int, bound: float) -> None:
    assert could_have_missed(runs) == pytest.approx(bound, abs=0.00005)


@pytest.mark.parametrize(
    ("fault", "runs"), [(0.5, 5), (0.3, 9), (0.2, 14), (0.1, 29), (0.05, 59), (0.01, 299), (1, 1)]
)
def test_so_many_runs_show_a_fault_once(fault: float, runs: int) -> None:
    assert runs_to_see(fault) == runs


@given(st.floats(0.001, 0.999))
def test_one_run_less_would_not_be_enough(fault: float) -> None:
    runs = runs_to_see(fault)
    assert (1 - fault) ** runs <= 0.05 + 1e-12
    assert runs == 1 or (1 - fault) ** (runs - 1) > 0.05 - 1e-12


@given(counts)
def test_an_interval_holds_its_rate_and_turns_round_with_it(count: tuple[int, int]) -> None:
    passes, runs = count
    share, limits, turned = rate(passes, runs), wilson(passes, runs), wilson(runs - passes, runs)
    assert share is not None
    assert limits is not None
    assert turned is not None
    assert 0 <= limits[0] <= share <= limits[1] <= 1
    assert turned == pytest.approx((1 - limits[1], 1 - limits[0]))


@given(counts, counts)
def test_a_difference_turns_round_with_its_sides(
    first: tuple[int, int], later: tuple[int, int]
) -> None:
    there = newcombe(*first, later_passes=later[0], later_runs=later[1])
    back = newcombe(*later, later_passes=first[0], later_runs=first[1])
    assert there is not None
    assert back is not None
    assert -1 <= there[0] <= first[0] / first[1] - later[0] / later[1] <= there[1] <= 1
    assert back == pytest.approx((-there[1], -there[0]))


@given(counts, st.integers(2, 5))
def test_more_of_the_same_makes_an_interval_narrower(count: tuple[int, int], times: int) -> None:
    few, many = wilson(*count), wilson(count[0] * times, count[1] * times)
    assert few is not None
    assert many is not None
    assert many[1] - many[0] < few[1] - few[0]


def test_without_a_run_there_is_no_figure() -> None:
    assert rate(0, 0) is None
    assert wilson(0, 0) is None
    assert could_have_missed(0) is None
    assert newcombe(0, 0, later_passes=1, later_runs=2) is None
    assert newcombe(1, 2, later_passes=0, later_runs=0) is None


@pytest.mark.parametrize(("passes", "runs"), [(6, 5), (-1, 5), (0, -1)])
def test_what_cannot_be_counted_is_refused(passes: int, runs: int) -> None:
    for figure in (rate, wilson):
        with pytest.raises(ValueError, match="cannot have passed"):
            figure(passes, runs)


@pytest.mark.parametrize("fault", [0, -0.1, 1.1])
def test_a_fault_that_cannot_be_seen_is_refused(fault: float) -> None:
    with pytest.raises(ValueError, match="rate above 0"):
        runs_to_see(fault)


def test_counts_below_nothing_are_refused() -> None:
    for lost, won in product((-1, 0), (-1, 0)):
        if (lost, won) != (0, 0):
            with pytest.raises(ValueError, match="fewer than none"):
                mcnemar(lost, won)
    with pytest.raises(ValueError, match="fewer than none"):
        could_have_missed(-1)


def test_the_more_differences_are_looked_at_the_wider_each_has_to_be() -> None:
    assert percentile_for(1) == pytest.approx(1.959964)
    assert percentile_for(3) == pytest.approx(2.3940, abs=5e-5)
    assert percentile_for(10) == pytest.approx(2.8070, abs=5e-5)
    plain, wide = wilson(3, 5), wilson(3, 5, z=percentile_for(3))
    assert plain is not None
    assert wide is not None
    assert wide[0] < plain[0] < plain[1] < wide[1]
    with pytest.raises(ValueError, match="at least one"):
        percentile_for(0)
