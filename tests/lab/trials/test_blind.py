"""The order in which outputs are marked tells nothing about them."""

from __future__ import annotations

from collections import Counter

from lab.trials.blind import shuffled
from store.records import Trial

MADE = [Trial(id=f"t{number}", output=f"answer {number}") for number in range(1, 6)]


def names(trials: list[Trial]) -> list[str]:
    return [trial.id for trial in trials]


def test_the_order_is_the_same_for_one_seed_and_another_for_others() -> None:
    assert names(shuffled(MADE, seed="b1")) == names(shuffled(MADE[::-1], seed="b1"))
    assert len({tuple(names(shuffled(MADE, seed=f"b{n}"))) for n in range(20)}) > 10


def test_each_output_comes_first_about_as_often_as_the_others() -> None:
    first = Counter(shuffled(MADE, seed=f"b{n}")[0].id for n in range(1000))
    assert set(first) == {trial.id for trial in MADE}
    assert min(first.values()) > 140


def test_one_more_output_does_not_move_the_others() -> None:
    more = shuffled([*MADE, Trial(id="t6", output="x")], seed="b1")
    assert [name for name in names(more) if name != "t6"] == names(shuffled(MADE, seed="b1"))
