"""Published values for groups of one meaning, identical outputs, words in common, citations."""

from __future__ import annotations

import math
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lab.trials.citations import CitationAudit
from lab.trials.grouping import spread_of
from lab.trials.identity import best_and_worst, total_agreement
from lab.trials.likeness import text_similarity, two_most_different


@pytest.mark.parametrize(
    ("sizes", "entropy", "consistency", "shares"),
    [
        ([5, 3, 2], 1.0297, 0.5528, (0.5, 0.3111, 2.80)),
        ([8, 2], 0.5004, 0.7827, (0.8, 0.6444, 1.65)),
        ([4, 1], 0.5004, 0.6891, (0.8, 0.6, 1.65)),
        ([1] * 10, 2.3026, 0, (0.1, 0, 10)),
        ([7], 0, 1, (1, 1, 1)),
    ],
)
def test_groups_give_the_published_values(
    sizes: list[int], entropy: float, consistency: float, shares: tuple[float, float, float]
) -> None:
    modal, pairwise, effective = shares
    spread = spread_of(sizes)
    assert spread is not None
    assert spread.entropy_nats == pytest.approx(entropy, abs=0.00005)
    assert spread.consistency == pytest.approx(consistency, abs=0.00005)
    assert spread.modal_share == pytest.approx(modal)
    assert spread.pairwise_agreement == pytest.approx(pairwise, abs=0.00005)
    assert spread.effective_answers == pytest.approx(effective, abs=0.005)


@given(st.lists(st.integers(0, 30), min_size=1, max_size=12).filter(any), st.randoms())
def test_the_order_of_groups_and_empty_ones_change_nothing(
    sizes: list[int], chance: random.Random
) -> None:
    mixed = [*sizes, 0]
    chance.shuffle(mixed)
    assert spread_of(mixed) == spread_of(sizes)


@given(st.lists(st.integers(1, 30), min_size=1, max_size=12))
def test_figures_of_groups_stay_in_their_bounds(sizes: list[int]) -> None:
    spread, total = spread_of(sizes), sum(sizes)
    assert spread is not None
    assert 1 / len(sizes) <= spread.modal_share <= 1
    assert 0 <= spread.entropy_nats <= math.log(total) + 1e-9
    assert 1 <= spread.effective_answers <= len(sizes) + 1e-9
    assert (spread.consistency is None) == (spread.pairwise_agreement is None) == (total == 1)
    for share in (spread.consistency, spread.pairwise_agreement):
        assert share is None or 0 <= share <= 1


def test_one_output_agrees_with_nobody_and_none_has_no_spread() -> None:
    one = spread_of([1])
    assert one is not None
    assert one.pairwise_agreement is None
    assert one.consistency is None
    assert spread_of([0]) is None
    with pytest.raises(ValueError, match="fewer than no outputs"):
        spread_of([2, -1])


def first_word(output: str) -> str | None:
    return next((word for word in ("(A)", "Yes", "yes", "No") if word in output), None)


def yes_or_no(output: str) -> str | None:
    found = first_word(output)
    return found.casefold() if found else None


@pytest.mark.parametrize(
    ("outputs", "raw", "parsed"),
    [
        (("(A)", "(A)"), 1, 1),
        (("The answer is yes ", "Yes, Yes"), 0, 1),
        (("The answer is no ", "Yes, Yes"), 0, 0),
        (("No", "No"), 1, 1),
        (("hm", "hm"), 1, 0),
    ],
)
def test_total_agreement_gives_the_values_of_its_authors(
    outputs: tuple[str, str], raw: float, parsed: float
) -> None:
    found = total_agreement([outputs], parse=yes_or_no)
    assert found is not None
    assert (found.raw, found.parsed) == (raw, parsed)


def test_total_agreement_is_a_share_of_prompts_and_single_outputs_say_nothing() -> None:
    found = total_agreement([("a", "a"), ("a", "b"), ("c",)], parse=str)
    assert found is not None
    assert found.raw == 0.5
    assert total_agreement([("c",)], parse=str) is None


@pytest.mark.parametrize(
    ("passes", "best", "worst"),
    [((True, True), 1, 1), ((False, True), 1, 0), ((False, False), 0, 0)],
)
def test_the_best_is_any_run_and_the_worst_all(
    passes: tuple[bool, bool], best: float, worst: float
) -> None:
    assert best_and_worst([passes]) == (best, worst)
    assert best_and_worst([(), passes]) == (best, worst)
    assert best_and_worst([()]) is None


def test_words_in_common_give_the_reference_value() -> None:
    assert text_similarity(["a b c", "a b d", "a b c"]) == pytest.approx(0.6667, abs=0.00005)
    assert text_similarity(["A, b!", "b a"]) == 1
    assert text_similarity(["", ""]) == 1
    assert text_similarity(["one"]) is None


def test_the_two_most_different_are_those_with_the_fewest_words_in_common() -> None:
    assert two_most_different(["a b c", "a b d", "x y z", "a b c"]) == (0, 2)
    assert two_most_different(["one"]) is None


def test_a_thousand_long_outputs_are_compared_in_bounded_time() -> None:
    chance = random.Random(7)
    words = [f"word{number}" for number in range(400)]
    outputs = [" ".join(chance.choices(words, k=300)) for _ in range(1000)]
    begun = time.process_time()
    assert text_similarity(outputs) is not None
    assert two_most_different(outputs) is not None
    assert time.process_time() - begun < 5


def test_citations_are_judged_both_ways() -> None:
    audit = CitationAudit(citations=8, supporting=6, sentences=10, supported=5)
    assert audit.precision == 0.75
    assert audit.recall == 0.5
    empty = CitationAudit(citations=0, supporting=0, sentences=0, supported=0)
    assert empty.precision is None
    assert empty.recall is None
    with pytest.raises(ValueError, match="more than there is"):
        CitationAudit(citations=1, supporting=2, sentences=1, supported=1)
