"""What trials stand on: a rule to mark by, marks, and more than one run behind a rate."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.review.finding import Found, Rule
from lab.trials.citing import claims_on_one_run
from lab.trials.tally import tally

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject
    from store.records import Claim

__all__ = ["RUNS"]

_RATE: Final = re.compile(
    r"\b\d{1,3}(?:[.,]\d+)?\s?(?:%|percent\b|per cent\b)\s+of\s+(?:(?:the|all|its|my)\s+)?"
    r"(?:times?|runs?|tries|attempts|answers|outputs|responses|replies|suggestions)\b",
    re.IGNORECASE,
)
"""A rate of what was tried: “fails 30% of the time”. Other percentages are left alone."""
_HOW_MANY: Final = re.compile(
    r"\b\d+\s+(?:of|out of|/|in)\s+\d+|\d\s?/\s?\d|\bn\s?=\s?\d"
    r"|\b\d+\s+(?:\w+\s+)?(?:runs|tries|times|attempts|sessions|answers|outputs|prompts)\b",
    re.IGNORECASE,
)


def _without_a_rule(subject: Subject) -> Iterable[Found]:
    section, prompt = subject.spot_of("trials")
    for probe in subject.record.probes:
        if probe.trials and not probe.pass_rule.strip():
            yield Found(
                section,
                f"Probe {probe.id} has runs and no pass rule. By what would a colleague mark them?",
                prompt,
                match=probe.prompt,
            )


def _unmarked(subject: Subject) -> Iterable[Found]:
    section, prompt = subject.spot_of("trials")
    for probe in subject.record.probes:
        waiting = tally(probe.trials).unmarked
        if waiting and probe.pass_rule.strip():
            of = len(probe.trials)
            which = "The only output" if of == 1 else f"{waiting} of {of} outputs"
            are, they = ("is", "it") if waiting == 1 else ("are", "they")
            yield Found(
                section,
                f"{which} of probe {probe.id} {are} not marked. Would {they} pass?",
                prompt,
                match=probe.prompt,
            )


def _rests_on_one_run(subject: Subject) -> Iterable[Found]:
    """Ask once for each claim about how often, where so few runs are behind it.

    Silent where what it rests on was run twice, unless the words name a rate without saying of
    how many; silent, too, where the claim was not tried.
    """
    record = subject.record
    single = {claim.id for claim in claims_on_one_run(record)}
    for claim in record.claims:
        if claim.basis != "tried":
            continue
        if claim.id in single:
            question = "It rests on one run. What would a second one show?"
        elif _names_a_bare_rate(claim):
            question = "A rate of how many runs? Without n a reader cannot tell it from luck."
        else:
            continue
        yield Found(claim.section, question, claim=claim.id, match=claim.statement)


def _names_a_bare_rate(claim: Claim) -> bool:
    said = f"{claim.statement}\n{claim.because}\n{claim.where}"
    return bool(_RATE.search(claim.statement)) and not _HOW_MANY.search(said)


RUNS = (
    Rule("no-pass-rule", "warning", "No pass rule", _without_a_rule),
    Rule("trials-unmarked", "hint", "Not marked yet", _unmarked),
    Rule("one-run", "hint", "One run", _rests_on_one_run),
)
