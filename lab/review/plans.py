"""Measurement plans that cannot be computed or can be gamed, and severities without an argument."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from lab.review.finding import Found, Rule

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject

__all__ = ["PLANS"]

_RATIO: Final = re.compile(
    r"[/÷%]|(?<!count )(?<!number )(?<!sum )(?<!amount )(?<!total )\bof\b"
    r"|\b(?:per|over|share|rate|ratio|median|mean|average|divided|percent\w*|proportion"
    r"|fraction|time to|days? to|seconds|minutes|hours)\b",
    re.IGNORECASE,
)
_PAIRED: Final = re.compile(
    r"\b(?:pair\w*|counter\w*|guard\w*|gam(?:e|ed|ing)|cheat\w*|side effect|trap|goodhart|inflat\w*"
    r"|offset\w*|balanc\w*|roll back|mislead\w*)\b",
    re.IGNORECASE,
)
_ARGUED: Final = re.compile(
    r"\b(?:frequen\w+|often|how many|times?|every|each|impact|costs?|loses?|lost|wrong|persist\w*"
    r"|recur\w*|again|nobody|no one|whoever|leak\w*|money"
    r"|severity|because|until|blocks?|cannot|hours?|minutes?|days?|risk\w*)\b|\d",
    re.IGNORECASE,
)
_MAJOR: Final = 3


def _counted_over_nothing(subject: Subject) -> Iterable[Found]:
    """Ask for the denominator of a count, where neither formula nor name says one."""
    for section, prompt in subject.questions("metric"):
        for metric in subject.record.metrics:
            counted = metric.numerator.strip() or metric.formula.strip()
            over = metric.denominator.strip()
            said = f"{metric.formula} {metric.name} {metric.numerator}"
            if counted and not over and not _RATIO.search(said):
                yield Found(
                    section.id,
                    f"“{counted}” out of what? Without it, growth alone moves the number.",
                    prompt.id,
                    match=metric.name,
                )


def _nothing_counted(subject: Subject) -> Iterable[Found]:
    for section, prompt in subject.questions("metric"):
        for metric in subject.record.metrics:
            if metric.denominator.strip() and not (
                metric.numerator.strip() or metric.formula.strip()
            ):
                yield Found(
                    section.id,
                    f"Of “{metric.denominator.strip()}”, which ones count?",
                    prompt.id,
                    match=metric.name,
                )


def _without_a_pair(subject: Subject) -> Iterable[Found]:
    """Ask once, where no metric and no word of the section says how it would be gamed."""
    metrics = subject.record.metrics
    if not metrics or any(each.pair.strip() or each.trap.strip() for each in metrics):
        return
    for section, prompt in subject.questions("metric"):
        work = subject.work(section.id)
        said = " ".join(work.answers.values()) if work is not None else ""
        if not _PAIRED.search(said):
            yield Found(
                section.id,
                f"How would “{metrics[0].name}” rise while things get worse, and which second "
                "figure would show it?",
                prompt.id,
                match=metrics[0].name,
            )


def _severity_by_itself(subject: Subject) -> Iterable[Found]:
    argued_for_all: dict[str, bool] = {}
    for claim in subject.record.claims:
        if claim.kind != "finding" or claim.severity is None or claim.severity < _MAJOR:
            continue
        if claim.section not in argued_for_all:
            argued_for_all[claim.section] = _argues_for_all(subject, claim.section)
        if argued_for_all[claim.section]:
            continue
        if not _ARGUED.search(f"{claim.statement} {claim.because} {claim.who} {claim.where}"):
            yield Found(
                claim.section,
                f"Severity {claim.severity}: how often does it happen, what does it cost, and does "
                "it come back?",
                claim=claim.id,
                match=claim.statement,
            )


def _argues_for_all(subject: Subject, section_id: str) -> bool:
    """Return whether two of how often, how bad and how lasting are told in the answers."""
    work = subject.work(section_id)
    told = " ".join(work.answers.values()) if work is not None else ""
    return len({found.casefold() for found in _ARGUED.findall(told)}) > 1


PLANS = (
    Rule("metric-no-denominator", "hint", "Counted, but out of what?", _counted_over_nothing),
    Rule("metric-no-numerator", "hint", "Out of these, but which?", _nothing_counted),
    Rule("metric-no-pair", "hint", "No paired metric", _without_a_pair),
    Rule("severity-not-argued", "hint", "Severity without a reason", _severity_by_itself),
)
