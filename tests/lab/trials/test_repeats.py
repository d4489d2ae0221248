"""Published values for several tries, and agreement with counting every way."""

from __future__ import annotations

from itertools import combinations
from statistics import fmean

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.trials.repeats import (
    all_of_k,
    any_of_k,
    luck,
    mean_all_of_k,
    mean_any_of_k,
    retry_lift,
)

small = st.integers(1, 8).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.just(n), st.integers(1, n))
)


@pytest.mark.parametrize(
    ("runs", "passes", "k", "chance"),
    [
        (5, 2, 3, 0.9),
        (10, 3, 1, 0.3),
        (10, 3, 5, 0.9167),
        (10, 3, 10, 1),
        (5, 1, 3, 0.6),
        (5, 0, 3, 0),
    ],
)
def test_any_of_k_gives_the_published_values(runs: int, passes: int, k: int, chance: float) -> None:
    assert any_of_k(passes, runs, k=k) == pytest.approx(chance, abs=0.00005)


@pytest.mark.parametrize(
    ("runs", "passes", "k", "chance"),
    [
        (10, 7, 1, 0.7),
        (10, 7, 2, 0.4667),
        (10, 7, 4, 0.1667),
        (10, 7, 8, 0),
        (10, 9, 8, 0.2),
        (5, 3, 3, 0.1),
        (5, 5, 5, 1),
    ],
)
def test_all_of_k_gives_the_published_values(runs: int, passes: int, k: int, chance: float) -> None:
    assert all_of_k(passes, runs, k=k) == pytest.approx(chance, abs=0.00005)


@given(small)
def test_both_agree_with_counting_every_choice(case: tuple[int, int, int]) -> None:
    passes, runs, k = case
    outcomes = [place < passes for place in range(runs)]
    choices = list(combinations(outcomes, k))
    assert any_of_k(passes, runs, k=k) == pytest.approx(fmean(map(any, choices)))
    assert all_of_k(passes, runs, k=k) == pytest.approx(fmean(map(all, choices)))


@given(small)
def test_one_more_try_never_hurts_one_and_never_helps_the_other(
    case: tuple[int, int, int],
) -> None:
    passes, runs, k = case
    if k == runs:
        return
    now, next_any = any_of_k(passes, runs, k=k), any_of_k(passes, runs, k=k + 1)
    all_now, all_next = all_of_k(passes, runs, k=k), all_of_k(passes, runs, k=k + 1)
    assert now is not None
    assert next_any is not None
    assert all_now is not None
    assert all_next is not None
    assert 0 <= now <= next_any <= 1
    assert 0 <= all_next <= all_now <= 1


def test_prompts_are_averaged_never_pooled() -> None:
    assert mean_all_of_k([(5, 5), (0, 5)], k=3) == pytest.approx(0.5)
    assert mean_all_of_k([(3, 5), (2, 5)], k=3) == pytest.approx(0.05)


def test_luck_is_what_dice_of_the_mean_rate_would_bring() -> None:
    assert mean_any_of_k([(5, 5), (0, 5)], k=3) == pytest.approx(0.5)
    assert luck([(5, 5), (0, 5)], k=3) == pytest.approx(0.875)


def test_a_lift_wants_three_prompts_of_five_runs() -> None:
    assert retry_lift([(5, 5), (0, 5)], k=3) is None
    assert retry_lift([(5, 5), (0, 5), (2, 4)], k=3) is None
    assert retry_lift([(5, 5), (0, 5), (2, 5)], k=6) is None
    lift = retry_lift([(5, 5), (0, 5), (2, 5)], k=3)
    assert lift is not None
    assert lift.observed == pytest.approx((1 + 0 + 0.9) / 3)
    assert lift.luck == pytest.approx(1 - (1 - 7 / 15) ** 3)


def test_more_tries_than_runs_say_nothing() -> None:
    assert any_of_k(1, 2, k=3) is None
    assert all_of_k(1, 2, k=3) is None
    assert mean_any_of_k([(1, 2), (3, 5)], k=3) is None
    assert mean_all_of_k([], k=1) is None


@pytest.mark.parametrize("case", [(3, 2, 1), (-1, 2, 1), (1, 2, 0)])
def test_what_cannot_be_counted_is_refused(case: tuple[int, int, int]) -> None:
    passes, runs, k = case
    for figure in (any_of_k, all_of_k):
        with pytest.raises(ValueError, match=r"cannot have passed|one try"):
            figure(passes, runs, k=k)
