"""How much of a probe is meant to be run, and what it wants next."""

from __future__ import annotations

import pytest

from lab.model import Probe, Trial
from lab.trials.planned import NextStep, next_step, planned_runs, progress


def probe(*verdicts: str, wordings: int = 0, budget: str = "quick", **more: object) -> Probe:
    trials = [
        Trial.model_validate({"id": f"t{n}", "verdict": verdict, "output": "it"})
        for n, verdict in enumerate(verdicts, 1)
    ]
    facts = {"pass_rule": "It helps.", "wordings": [f"words {n}" for n in range(wordings)]}
    return Probe.model_validate(
        {"id": "b1", "prompt": "Help", "trials": trials, "budget": budget, **facts, **more}
    )


@pytest.mark.parametrize(
    ("made", "runs"),
    [
        (probe(), {0: 5}),
        (probe(wordings=1), {0: 5, 1: 2}),
        (probe(wordings=2, budget="standard"), {0: 5, 1: 3, 2: 3}),
        (probe(budget="deep"), {0: 10}),
        (probe(budget="", kind="constraint_count"), {0: 8}),
        (probe(budget="my own", kind="my own"), {0: 5}),
    ],
)
def test_the_budget_says_how_many_runs_else_the_kind_else_five(
    made: Probe, runs: dict[int, int]
) -> None:
    assert planned_runs(made) == runs


def test_an_error_is_no_run_and_what_nobody_marked_waits() -> None:
    far = progress(probe("pass", "error", "unmarked", "unclear"))
    assert (far.done, far.planned, far.waiting) == (3, 5, 1)


@pytest.mark.parametrize(
    ("made", "step"),
    [
        (probe("pass", pass_rule=" "), NextStep("rule")),
        (probe("pass", "error"), NextStep("run", 4)),
        (probe(*["pass"] * 5, wordings=1), NextStep("run", 2, wording=1)),
        (probe(*["pass"] * 3, *["unmarked"] * 2), NextStep("mark", 2)),
        (probe(*["pass"] * 5), NextStep("group", 5)),
        (probe("pass", budget="", kind="handoff"), NextStep("read")),
    ],
)
def test_the_rule_comes_first_then_the_runs_the_marks_and_the_groups(
    made: Probe, step: NextStep
) -> None:
    assert next_step(made) == step
