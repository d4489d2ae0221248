from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lab.habit.calibration import ENOUGH, Forecast, brier, calibration

HUNDREDTHS = st.integers(0, 100).map(lambda hundredths: hundredths / 100)
FORECASTS = st.lists(st.builds(Forecast, HUNDREDTHS, st.booleans()), min_size=1, max_size=60)
FIVE_AND_FIVE = [Forecast(0.9, happened=number < 4) for number in range(5)] + [
    Forecast(0.6, happened=number < 3) for number in range(5)
]


def test_brier_has_its_published_values() -> None:
    three = [Forecast(0.7, True), Forecast(0.9, True), Forecast(0.4, False)]  # noqa: FBT003 - a table
    assert brier(three) == pytest.approx(0.0867, abs=5e-5)
    assert brier([Forecast(0.5, bool(number % 3)) for number in range(9)]) == 0.25


def test_the_decomposition_has_its_reference_values() -> None:
    found = calibration(FIVE_AND_FIVE)
    assert found.reliability == pytest.approx(0.005)
    assert found.resolution == pytest.approx(0.010)
    assert found.uncertainty == pytest.approx(0.21)
    assert found.brier == pytest.approx(0.205)
    assert [(each.low, each.n) for each in found.bins] == [(0.6, 5), (0.9, 5)]
    assert [(round(each.said, 9), each.came_true) for each in found.bins] == [
        (0.6, 0.6),
        (0.9, 0.8),
    ]


@settings(max_examples=60)
@given(FORECASTS)
def test_the_parts_always_add_up_to_the_whole(forecasts: list[Forecast]) -> None:
    found = calibration(forecasts, enough=1)
    assert found.reliability is not None
    assert found.resolution is not None
    assert found.uncertainty is not None
    parts = found.reliability - found.resolution + found.uncertainty
    assert found.brier == pytest.approx(parts, abs=1e-9)
    assert sum(each.n for each in found.bins) == found.n == len(forecasts)
    assert all(each.low - 1e-9 <= each.said <= each.high + 1e-9 for each in found.bins)


def test_too_few_show_no_figure_but_how_many_are_missing() -> None:
    few = calibration(FIVE_AND_FIVE[1:])
    assert (few.n, few.brier, few.bins, few.missing) == (ENOUGH - 1, None, (), 1)
    assert calibration([]).missing == ENOUGH


@pytest.mark.parametrize(("chance", "low"), [(0.0, 0.0), (0.29, 0.2), (0.3, 0.3), (1.0, 0.9)])
def test_a_chance_stands_in_its_tenth(chance: float, low: float) -> None:
    (only,) = calibration([Forecast(chance, happened=True)], enough=1).bins
    assert only.low == low
