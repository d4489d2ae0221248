"""Where a self-score and what stands in its section do not agree, as far as that can be seen.

Only what can be counted from outside is compared: gaps, words, figures, runs, severities.
Whether an argument is good is the learner's own judgement, and the group's.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from lab.review.context import counts_something
from lab.review.finding import Found, Rule
from lab.walk import section_words

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.review.subject import Subject

__all__ = ["SCORING"]

EVIDENCED = 3
"""From this score on the method asks for something specific, evidenced and reasoned."""

MUCH = 60
"""Words that are hardly “missing”, which is what a score of 0 says."""

_AS_GOOD_AS_A_NUMBER = re.compile(r"\b(?:no|one|both|all|every|each)\b", re.IGNORECASE)
_RATIO_WORDS = re.compile(
    r"/|%|\b(?:per|of|over|share|rate|ratio|median|mean|divided)\b", re.IGNORECASE
)
_SEVERITY_WORDS = re.compile(r"\bseverity\b", re.IGNORECASE)


def _without_text(subject: Subject) -> Iterable[Found]:
    for section in subject.sections:
        score = subject.score(section.id)
        if score and subject.is_empty(section):
            yield Found(
                section.id,
                f"You gave yourself a {score}, and nothing is written. What does it rest on?",
            )


def _above_gaps(subject: Subject) -> Iterable[Found]:
    for section in subject.sections:
        score = subject.score(section.id) or 0
        gaps = len(subject.required_open(section))
        if score >= EVIDENCED and gaps and not subject.is_empty(section):
            open_ones = "a required question is" if gaps == 1 else f"{gaps} required questions are"
            yield Found(
                section.id,
                f"You gave yourself a {score}, and {open_ones} open. Would a reader give it too?",
            )


def _without_runs(subject: Subject) -> Iterable[Found]:
    # Runs may be told in words, so one figure or number word is enough to be silent.
    if any(probe.trials for probe in subject.record.probes):
        return
    for section, _ in subject.questions("trials"):
        score = subject.score(section.id) or 0
        work = subject.work(section.id)
        texts = [*work.answers.values()] if work is not None else []
        texts += [c.statement + c.because for c in subject.record.claims if c.section == section.id]
        if score < EVIDENCED or not any(text.strip() for text in texts):
            continue
        if not any(_has_number(text) for text in texts):
            yield Found(
                section.id,
                f"You gave yourself a {score}, and neither a run nor a figure stands here. "
                "How many runs were there, and how many passed?",
            )


def _has_number(text: str) -> bool:
    return counts_something(text) or bool(_AS_GOOD_AS_A_NUMBER.search(text))


def _zero_for_much(subject: Subject) -> Iterable[Found]:
    for section in subject.sections:
        anchors = subject.anchors(section.id)
        if subject.score(section.id) != 0 or not anchors or subject.required_open(section):
            continue
        words = section_words(subject.record, section.id)
        if words >= MUCH:
            yield Found(
                section.id,
                f"0 says “{anchors[0]}”, and {words} words stand here. Which anchor fits now?",
            )


def _finding_without_severity(subject: Subject) -> Iterable[Found]:
    asked = {section.id for section, _ in subject.questions("findings")}
    for claim in subject.record.claims:
        if claim.kind != "finding" or claim.severity is not None or claim.section not in asked:
            continue
        if not any(_SEVERITY_WORDS.search(text) for text in (claim.statement, claim.because)):
            yield Found(
                claim.section,
                "How bad is it, from 0 to 4, and for whom?",
                claim=claim.id,
                match=claim.statement,
            )


def _metric_without_formula(subject: Subject) -> Iterable[Found]:
    for section, prompt in subject.questions("metric"):
        if subject.text(section.id, prompt.id):
            continue
        for metric in subject.record.metrics:
            is_given = any(
                text.strip() for text in (metric.formula, metric.numerator, metric.denominator)
            )
            if not is_given and not _RATIO_WORDS.search(metric.name):
                yield Found(
                    section.id, "What is counted, and over what?", prompt.id, match=metric.name
                )


SCORING = (
    Rule("score-without-text", "warning", "Scored, but empty", _without_text),
    Rule("score-above-gaps", "warning", "Score above the gaps", _above_gaps),
    Rule("score-without-runs", "warning", "Score without runs", _without_runs),
    Rule("score-zero", "hint", "Scored 0", _zero_for_much),
    Rule("no-severity", "hint", "No severity", _finding_without_severity),
    Rule("no-formula", "hint", "Metric without a formula", _metric_without_formula),
)
