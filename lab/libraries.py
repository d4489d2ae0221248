"""The method's vocabularies, for the front ends. They are loaded when first asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from teardown_templates.libraries import (
        Counterpoints,
        EvidenceLabel,
        LibraryMetric,
        ProbeBudget,
        ProbeKind,
    )

__all__ = [
    "counterpoints",
    "evidence_labels",
    "metrics",
    "probe_budgets",
    "probe_kinds",
    "read_all",
    "score_meanings",
    "severity_meanings",
]


def metrics() -> tuple[LibraryMetric, ...]:
    """Return the metrics for AI products."""
    from teardown_templates import libraries

    return libraries.metrics()


def evidence_labels() -> tuple[EvidenceLabel, ...]:
    """Return how a claim can be known, from strongest to weakest."""
    from teardown_templates import libraries

    return libraries.evidence_labels()


def score_meanings() -> tuple[str, ...]:
    """Return what a self-score means in general; the index is the score."""
    from teardown_templates import libraries

    return libraries.score_meanings()


def severity_meanings() -> tuple[str, ...]:
    """Return what a severity means; the index is the severity."""
    from teardown_templates import libraries

    return libraries.severity_meanings()


def counterpoints() -> Counterpoints:
    """Return the rules of the game for counterpoints."""
    from teardown_templates import libraries

    return libraries.counterpoints()


def probe_kinds() -> tuple[ProbeKind, ...]:
    """Return the kinds of probe that a person can run by hand."""
    from teardown_templates import libraries

    return libraries.probes()


def probe_budgets() -> tuple[ProbeBudget, ...]:
    """Return how much probing is quick, standard and deep."""
    from teardown_templates import libraries

    return libraries.probe_budgets()


def read_all() -> None:
    """Read them all now, so that nobody waits for them later."""
    for library in (counterpoints, evidence_labels, metrics, score_meanings, severity_meanings):
        library()
