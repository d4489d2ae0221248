"""Every rule of the reviewer, and looking for all that they find."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.review.completeness import COMPLETENESS
from lab.review.evidence import EVIDENCE
from lab.review.forecasts import FORECASTS
from lab.review.grounds import GROUNDS
from lab.review.plans import PLANS
from lab.review.runs import RUNS
from lab.review.scoring import SCORING
from lab.review.texts import TEXTS

if TYPE_CHECKING:
    from collections.abc import Sequence

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
    return sorted(found, key=lambda one: places.get((one.section, one.prompt), nowhere))


def rule_title(rule_id: str) -> str:
    """Return what is the matter where a rule finds something, in a few words."""
    return next((rule.title for rule in RULES if rule.id == rule_id), rule_id)
