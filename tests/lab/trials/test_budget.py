"""What so many runs are worth: the values of the method's table."""

from __future__ import annotations

import pytest

from lab.trials.budget import outlook, outlook_words


@pytest.mark.parametrize(
    ("runs", "lowest", "half_width", "seen"),
    [
        (3, 44, 37, 27),
        (5, 57, 33, 41),
        (10, 72, 26, 65),
        (20, 84, 20, 88),
        (30, 89, 17, 96),
        (59, 94, 13, 99.8),
    ],
)
def test_runs_are_worth_what_the_method_says(
    runs: int, lowest: int, half_width: int, seen: float
) -> None:
    worth = outlook(runs)
    assert round(worth.lowest_if_all_pass * 100) == lowest
    assert worth.half_width * 100 == pytest.approx(half_width, abs=1.5)
    assert worth.seen_once * 100 == pytest.approx(seen, abs=0.5)


def test_the_outlook_is_said_in_words() -> None:
    assert outlook_words(5) == (
        "Even if all of 5 runs pass, the true rate may be as low as 57%. "
        "A fault that comes once in ten shows itself with a chance of 41%."
    )


def test_no_run_is_no_budget() -> None:
    with pytest.raises(ValueError, match="at least one run"):
        outlook(0)
