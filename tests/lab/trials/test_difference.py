"""Two teardowns side by side: which probes are one, and what may be said of the change."""

from __future__ import annotations

import pytest

from lab.trials.difference import bench_difference
from store.records import Probe, Teardown, Trial
from tests.lab.making import make_record

WORDS = {"p": "pass", "f": "fail", "u": "unclear"}


def probe(prompt: str, *verdicts: str, **values: str) -> Probe:
    """Return a probe; the verdicts are those of the prompt, then of each wording."""
    trials = [
        Trial.model_validate(
            {"id": f"t{number}-{run}", "wording": number, "run": run, "verdict": WORDS[letter]}
        )
        for number, letters in enumerate(verdicts)
        for run, letter in enumerate(letters, start=1)
    ]
    wordings = [f"{prompt} {number}" for number in range(1, len(verdicts))]
    return Probe(id="b", prompt=prompt, wordings=wordings, trials=trials, **values)


def record(*probes: Probe) -> Teardown:
    named = [each.model_copy(update={"id": f"b{n}"}) for n, each in enumerate(probes, start=1)]
    return make_record(probes=named)


def test_probes_are_one_where_their_prompts_say_the_same() -> None:
    found = bench_difference(
        record(probe("Say it.", "ppppp"), probe("Old", "p")),
        record(probe("New", "f"), probe("say  IT.", "fffff")),
    )
    (one,) = found.probes
    assert (one.before.prompt, one.after.prompt) == ("Say it.", "say  IT.")
    assert one.change.difference == -1
    assert one.change.reading == "changed"
    assert [each.prompt for each in found.only_before] == ["Old"]
    assert [each.prompt for each in found.only_after] == ["New"]


def test_only_runs_of_the_prompt_itself_are_compared() -> None:
    found = bench_difference(
        record(probe("Say it.", "ppf", "ppp")), record(probe("Say it.", "fff", "fff"))
    )
    change = found.probes[0].change
    assert (change.before.runs, change.after.runs) == (3, 3)
    assert change.reading == "too few runs"
    assert found.probes[0].notes == (
        "2 wordings pair; McNemar's test finds nothing below 6, so it is left out.",
    )


def test_prompts_pair_by_what_most_of_their_runs_came_to() -> None:
    before = record(*(probe(f"{letter} prompt", "ppf") for letter in "abcdefg"))
    after = record(*(probe(f"{letter} prompt", "pff") for letter in "abcdefg"))
    paired = bench_difference(before, after).paired
    assert (paired.pairs, paired.lost, paired.won, paired.even) == (7, 7, 0, 0)
    assert paired.mcnemar_p == pytest.approx(2 / 2**7)


def test_a_prompt_that_is_split_evenly_has_no_answer() -> None:
    before = record(probe("a", "pf"), probe("b", "pu"), probe("c", "u"))
    after = record(probe("a", "pp"), probe("b", "ff"), probe("c", "p"))
    paired = bench_difference(before, after).paired
    assert (paired.pairs, paired.lost, paired.even) == (1, 1, 1)
    assert paired.mcnemar_p is None


def test_wordings_of_one_probe_are_pairs_too() -> None:
    before = record(probe("a", "p", "p", "p", "p", "p", "p"))
    after = record(probe("a", "f", "f", "f", "f", "f", "p"))
    (one,) = bench_difference(before, after).probes
    assert one.change.mcnemar_p == pytest.approx(2 / 2**5)


def test_other_rules_and_targets_are_named() -> None:
    (one,) = bench_difference(
        record(probe("a", "p", pass_rule="Dated.", target="Plus plan")),
        record(probe("a", "", pass_rule="Kind.", target="Free plan")),
    ).probes
    assert [note.split()[1] for note in one.notes] == ["pass", "probes"]
    assert one.change.interval is None


def test_what_another_rule_made_a_failure_is_no_change() -> None:
    before = record(probe("a", *"ppppppp", pass_rule="Kind."), probe("b", "p"))
    after = record(probe("a", *"fffffff", pass_rule="Dated."), probe("b", "f"))
    found = bench_difference(before, after)
    assert found.probes[0].change.mcnemar_p is None
    assert (found.paired.pairs, found.paired.other_rule, found.paired.mcnemar_p) == (1, 7, None)


def test_wordings_that_say_the_same_are_one_thing_asked() -> None:
    twice = probe("a", "fff", "p").model_copy(update={"wordings": ["A "]})
    paired = bench_difference(record(twice), record(probe("a", "p"))).paired
    assert (paired.pairs, paired.won) == (1, 1)


def test_the_same_prompt_twice_pairs_in_order() -> None:
    found = bench_difference(record(probe("a", "p"), probe("a", "f")), record(probe("A", "f")))
    assert [one.before.trials[0].verdict for one in found.probes] == ["pass"]
    assert len(found.only_before) == 1
