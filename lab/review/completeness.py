"""What is still missing: required answers, scores, items a question asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.review.finding import Finding
from lab.walk import is_answered, item_count

if TYPE_CHECKING:
    from store.records import SectionQuestions, Teardown

__all__ = ["completeness"]


def completeness(record: Teardown) -> list[Finding]:
    """Return what is missing, in the order of the walk.

    ``error``: a required question has no answer. ``warning``: a section with text has no
    self-score, or a question has fewer items than it asks for. ``hint``: an optional
    question was left open.
    """
    return [finding for section in record.questions for finding in _section(record, section)]


def _section(record: Teardown, section: SectionQuestions) -> list[Finding]:
    findings = []
    answered_any = False
    for prompt in section.prompts:
        items = item_count(record, section.id, prompt)
        if is_answered(record, section.id, prompt):
            answered_any = True
            if 0 < items < prompt.count:
                findings.append(
                    Finding(
                        rule="too-few-items",
                        severity="warning",
                        section=section.id,
                        prompt=prompt.id,
                        question=f"You gave {items} of {prompt.count}. What is the next one?",
                    )
                )
            continue
        findings.append(
            Finding(
                rule="unanswered" if prompt.required else "left-open",
                severity="error" if prompt.required else "hint",
                section=section.id,
                prompt=prompt.id,
                question=prompt.text,
            )
        )
    work = record.sections.get(section.id)
    if answered_any and (work is None or work.score is None):
        findings.append(
            Finding(
                rule="unscored",
                severity="warning",
                section=section.id,
                question="Which of the five rubric anchors fits what you wrote here?",
            )
        )
    return findings
