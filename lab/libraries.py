"""The method's vocabularies, for the front ends. They are read when first asked for."""

from __future__ import annotations

from teardown_templates.libraries import (
    CounterpointResponse,
    EvidenceLabel,
    LibraryMetric,
    counterpoints,
    evidence_labels,
    metrics,
    score_meanings,
    severity_meanings,
)

__all__ = [
    "CounterpointResponse",
    "EvidenceLabel",
    "LibraryMetric",
    "counterpoints",
    "evidence_labels",
    "metrics",
    "read_all",
    "score_meanings",
    "severity_meanings",
]


def read_all() -> None:
    """Read them all now, so that nobody waits for them later."""
    for library in (counterpoints, evidence_labels, metrics, score_meanings, severity_meanings):
        library()
