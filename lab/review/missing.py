"""What a teardown still lacks, in one sentence, for the moment of finishing it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.review.finding import Finding

__all__ = ["in_words"]


def in_words(findings: Sequence[Finding]) -> str:
    """Return the findings as one sentence; empty if nothing is missing."""
    counts = (
        (_count(findings, "unanswered"), "question has no answer", "questions have no answer"),
        (_count(findings, "unscored"), "section has no score", "sections have no score"),
        (
            _count(findings, "too-few-items"),
            "question asks for more items",
            "questions ask for more items",
        ),
    )
    parts = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
    if not parts:
        return ""
    return ", ".join(parts[:-1]) + (" and " if len(parts) > 1 else "") + parts[-1] + "."


def _count(findings: Sequence[Finding], rule: str) -> int:
    return sum(finding.rule == rule for finding in findings)
