"""The questions that need no model: the template's own, and those about words in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from lab.opponent import challenge

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.review.finding import Finding
    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["EXAMPLE_WORDS", "OfflineQuestion", "offline_questions"]
EXAMPLE_WORDS: Final = (
    "An example is there to be read, so nothing is answered here. In a teardown of your own such "
    "questions come once you have written a section and given it a score."
)
"""What stands with the questions of an example."""

_ABOUT_WORDS = (
    "text-", "metric-no", "no-formula", "severity-not", "prediction-cannot", "one-run", "sure-",
    "tried-unseen", "short-answer",
)  # fmt: skip
"""Rules that argue with what is said; those about what is missing belong to the review."""


@dataclass(frozen=True, slots=True)
class OfflineQuestion:
    """One question, and the words that it is about."""

    section: str
    question: str
    kind: str
    source: Literal["template", "rule"]
    prompt: str = ""
    claim: str = ""
    quote: str = ""


def offline_questions(
    record: Teardown, section_id: str, *, template: Template, findings: Sequence[Finding]
) -> list[OfflineQuestion]:
    """Return a section's questions, those about the learner's own words first, none twice.

    Empty while the section is still to be written or scored.
    """
    held = challenge(record, section_id, template=template)
    if held.locked or not (held.waiting or _has_work(record, section_id)):
        return []
    found = [
        OfflineQuestion(
            section_id,
            finding.question,
            _kind(finding.rule),
            "rule",
            prompt=finding.prompt,
            claim=finding.claim,
            quote=finding.match,
        )
        for finding in findings
        if finding.section == section_id and finding.rule.startswith(_ABOUT_WORDS)
    ]
    found += [
        OfflineQuestion(section_id, each.text, each.kind, "template") for each in held.questions
    ]
    return list({one.question.casefold(): one for one in reversed(found)}.values())[::-1]


def _has_work(record: Teardown, section_id: str) -> bool:
    work = record.sections.get(section_id)
    return work is not None and work.score is not None


def _kind(rule: str) -> str:
    """Return from which direction a rule argues, as the method names it."""
    if rule.startswith("prediction"):
        return "falsifier"
    if rule.startswith("metric"):
        return "goodhart" if rule.endswith("pair") else "measurement"
    return {
        "text-absolutes": "scope",
        "text-unquantified": "base_rate",
        "text-no-loser": "tradeoff",
        "text-no-user": "user_segment",
        "text-metric-no-ratio": "measurement",
        "no-formula": "measurement",
        "sure-inference": "falsifier",
    }.get(rule, "evidence")
