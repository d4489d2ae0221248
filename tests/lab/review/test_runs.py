"""What the review asks about trials, and about claims that rest on few of them."""

from __future__ import annotations

from typing import Any

import pytest

from store.records import Claim, Probe, Teardown, Trial
from tests.lab.making import make_record, question, section
from tests.lab.review.looking import findings

WORDS = {"p": "pass", "f": "fail", "u": "unmarked", "e": "error", "?": "unclear"}
RULES = {"no-pass-rule", "trials-unmarked", "one-run"}


def record(*verdicts: str, pass_rule: str = "Dated.", **claim: Any) -> Teardown:
    """Return a record with a claim and a probe; verdicts by wording, as letters."""
    trials = [
        Trial.model_validate(
            {"id": f"t{wording}-{run}", "wording": wording, "verdict": WORDS[letter]}
        )
        for wording, letters in enumerate(verdicts)
        for run, letter in enumerate(letters)
    ]
    made = make_record(
        section("frame", question("who")),
        section("variance", question("what"), question("runs", kind="trials")),
    )
    made.probes = [Probe(id="b1", prompt="Say it.", pass_rule=pass_rule, trials=trials)]
    facts = {"id": "c1", "section": "variance", "statement": "It names the date."}
    made.claims = [Claim(**facts | claim)]
    return made


def asked(made: Teardown) -> list[tuple[str, str, str]]:
    return [(f.rule, f.prompt or f.claim, f.question) for f in findings(made) if f.rule in RULES]


def test_runs_without_a_rule_are_asked_about_once() -> None:
    ((rule, prompt, said),) = asked(record("pfu", pass_rule=" "))
    assert (rule, prompt) == ("no-pass-rule", "runs")
    assert said == "Probe b1 has runs and no pass rule. By what would a colleague mark them?"
    assert asked(record("", pass_rule="")) == []


@pytest.mark.parametrize(
    ("verdicts", "said"),
    [
        ("ppuu", "2 of 4 outputs of probe b1 are not marked. Would they pass?"),
        ("ppu", "1 of 3 outputs of probe b1 is not marked. Would it pass?"),
        ("u", "The only output of probe b1 is not marked. Would it pass?"),
    ],
)
def test_outputs_that_wait_are_counted(verdicts: str, said: str) -> None:
    assert asked(record(verdicts)) == [("trials-unmarked", "runs", said)]


def test_what_somebody_could_not_judge_does_not_wait() -> None:
    assert asked(record("pp?e")) == []


@pytest.mark.parametrize("verdicts", [("p",), ("pe",), ("p", "f")])
def test_a_claim_on_one_run_is_asked_for_the_second(verdicts: tuple[str, ...]) -> None:
    assert asked(record(*verdicts)) == [
        ("one-run", "c1", "It rests on one run. What would a second one show?")
    ]


@pytest.mark.parametrize(
    "claim",
    [{"basis": "published"}, {"basis": "inferred"}, {"section": "frame"}],
)
def test_a_claim_that_rests_on_something_else_is_left_alone(claim: dict[str, str]) -> None:
    assert asked(record("p", **claim)) == []


def test_two_runs_of_a_prompt_are_enough_to_be_silent() -> None:
    assert asked(record("pf")) == []
    assert asked(record("")) == []


@pytest.mark.parametrize(
    "statement",
    [
        "It fails 30% of the time.",
        "About 12.5 percent of answers name no source.",
        "Refuses 40 % of my attempts.",
    ],
)
def test_a_rate_wants_to_know_of_how_many(statement: str) -> None:
    ((rule, claim, said),) = asked(record("ppf", section="frame", statement=statement))
    assert (rule, claim) == ("one-run", "c1")
    assert said.startswith("A rate of how many runs?")


@pytest.mark.parametrize(
    "claim",
    [
        {"statement": "It fails 30% of the time (3 of 10)."},
        {"statement": "It fails 30% of the time.", "because": "10 runs in fresh sessions."},
        {"statement": "It fails 30% of the time.", "because": "n=10"},
        {"statement": "It fails 30% of the time.", "basis": "published"},
        {"statement": "The paid plan costs 30% more."},
        {"statement": "The bar covers 40% of the screen."},
        {"statement": "3 of 5 drafts kept the date."},
    ],
)
def test_a_rate_with_its_n_and_any_other_percentage_are_left_alone(claim: dict[str, str]) -> None:
    assert asked(record("ppf", section="frame", **claim)) == []
