"""Published values for the agreement of several people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.agreement import alpha, fleiss_kappa, pairs_alike

if TYPE_CHECKING:
    from lab.agreement import Level

FOUR_CODERS = """
1 2 3 3 2 1 4 1 2 . . .
1 2 3 3 2 2 4 1 2 5 . 3
. 3 3 3 2 3 4 2 2 5 1 .
1 2 3 3 2 4 4 1 2 5 1 .
"""


def units_of(matrix: str) -> list[list[int | None]]:
    rows = [line.split() for line in matrix.strip().splitlines()]
    return [
        [None if cell == "." else int(cell) for cell in unit] for unit in zip(*rows, strict=True)
    ]


@pytest.mark.parametrize(
    ("level", "value"),
    [("nominal", 0.7434), ("ordinal", 0.8154), ("interval", 0.8491), ("ratio", 0.7974)],
)
def test_four_coders_and_twelve_units_give_the_published_alphas(level: Level, value: float) -> None:
    assert alpha(units_of(FOUR_CODERS), level=level) == pytest.approx(value, abs=5e-5)


@pytest.mark.parametrize(
    ("one", "other", "value"),
    [("0100000010", "1110010000", 0.095), ("aabbdcccedda", "babbbccceddd", 0.692)],
)
def test_two_observers_give_the_published_alphas(one: str, other: str, value: float) -> None:
    found = alpha([*zip(one, other, strict=True)], level="nominal")
    assert found == pytest.approx(value, abs=5e-4)


@pytest.mark.parametrize(
    ("level", "value"), [("nominal", 0.691), ("interval", 0.811), ("ordinal", 0.807)]
)
def test_three_coders_and_fifteen_units_give_the_published_alphas(
    level: Level, value: float
) -> None:
    matrix = """
    . . . . . 3 4 1 2 1 1 3 3 . 3
    1 . 2 1 3 3 4 3 . . . . . . .
    . . 2 1 3 4 4 . 2 1 1 3 3 . 4
    """
    assert alpha(units_of(matrix), level=level) == pytest.approx(value, abs=5e-4)


def test_one_value_everywhere_says_nothing() -> None:
    assert alpha([[3, 3], [3, 3, 3]], level="ordinal") is None
    assert alpha([[1], [None, 2]], level="nominal") is None
    assert alpha([], level="interval") is None


@given(
    st.lists(st.lists(st.none() | st.integers(0, 4), min_size=3, max_size=3), max_size=8),
    st.integers(0, 2),
    st.sampled_from(["nominal", "ordinal", "interval"]),
)
def test_neither_people_nor_units_have_an_order(
    units: list[list[int | None]], turn: int, level: Level
) -> None:
    mixed = [[*unit[turn:], *unit[:turn]] for unit in reversed(units)]
    first, second = alpha(units, level=level), alpha(mixed, level=level)
    assert first == (None if second is None else pytest.approx(second))
    assert first is None or first <= 1


def test_ten_subjects_and_fourteen_raters_give_the_published_kappa() -> None:
    table = """
    0 0 0 0 14
    0 2 6 4 2
    0 0 3 5 6
    0 3 9 2 0
    2 2 8 1 1
    7 7 0 0 0
    3 2 6 3 0
    2 5 3 2 2
    6 5 2 1 0
    0 2 2 3 7
    """
    rows = [[*map(int, line.split())] for line in table.strip().splitlines()]
    assert fleiss_kappa(rows) == pytest.approx(0.2099, abs=5e-5)
    assert fleiss_kappa([[2, 0], [2, 0]]) is None
    for uneven in ([[2, 0], [1, 0]], [[1, 0]]):
        with pytest.raises(ValueError, match="at least two"):
            fleiss_kappa(uneven)


def test_pairs_agree_exactly_or_within_a_distance() -> None:
    assert pairs_alike([[1, 1, 2], [None, 3], [4, 2]]) == (1, 4)
    assert pairs_alike([[1, 1, 2], [None, 3], [4, 2]], within=1) == (3, 4)
