"""Every rule of the reviewer, and looking for all that they find."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.review.completeness import COMPLETENESS
from lab.review.evidence import EVIDENCE
from lab.review.forecasts import FORECASTS
from lab.review.grounds import GROUNDS
from lab.review.plans import PLANS
from lab.review.runs import RUNS
from lab.review.scoring import SCORING
from lab.review.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lab.review.finding import Finding, Rule
    from lab.review.subject import Subject

__all__ = ["RULES", "find", "rule_title"]

RULES: tuple[Rule, ...] = (
    *COMPLETENESS,
    *SCORING,
    *PLANS,
    *GROUNDS,
    *EVIDENCE,
    *RUNS,
    *FORECASTS,
    *TEXTS,
)
"""In the order in which their findings stand at one and the same place."""


def find(subject: Subject, rules: Sequence[Rule] = RULES) -> list[Finding]:
    """Return what the rules find, in the order of the walk; of a whole section last."""
    places = {}
    for number, section in enumerate(subject.record.questions):
        for place, prompt in enumerate(section.prompts):
            places[section.id, prompt.id] = (number, place)
        places[section.id, ""] = (number, len(section.prompts))
    nowhere = (len(subject.record.questions), 0)
    found = [finding for rule in rules for finding in rule.findings(subject)]
    return sorted(
        _none_twice(found), key=lambda one: places.get((one.section, one.prompt), nowhere)
    )


_ASK_THE_SAME: Final[tuple[tuple[str, ...], ...]] = (
    ("score-without-runs", "text-no-number"),
    ("no-formula", "metric-no-denominator", "text-metric-no-ratio"),
    ("short-answer", "text-short"),
    ("tried-unseen", "one-run", "sure-one-source", "text-single-case"),
)
"""Rules that ask one and the same thing; where the first of them asks, the others are silent.

Of a claim if they are about it, otherwise of the section.
"""


def _none_twice(findings: Sequence[Finding]) -> Iterator[Finding]:
    """Yield the findings without those that ask what another rule asks already."""
    kinds = {rule: kind for kind in _ASK_THE_SAME for rule in kind}
    asking: dict[tuple[str, ...], set[str]] = {}
    for finding in findings:
        if kind := kinds.get(finding.rule):
            asking.setdefault((*kind, finding.section, finding.claim), set()).add(finding.rule)
    for finding in findings:
        kind = kinds.get(finding.rule, ())
        here = asking.get((*kind, finding.section, finding.claim), set())
        if finding.rule == next((rule for rule in kind if rule in here), finding.rule):
            yield finding


def rule_title(rule_id: str) -> str:
    """Return what is the matter where a rule finds something, in a few words."""
    return next((rule.title for rule in RULES if rule.id == rule_id), rule_id)
