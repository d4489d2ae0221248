"""A comparison as JSON-ready values, in the shape that docs/cli.md promises."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from lab.compare.comparison import Comparison
    from lab.compare.findings import Found
    from lab.compare.movement import SectionMovement
    from lab.compare.pooling import PooledProbe
    from lab.compare.scores import SectionScores
    from lab.trials.tally import Tally
    from store.records import Prediction

__all__ = ["comparison_document"]


def comparison_document(comparison: Comparison) -> dict[str, Any]:
    """Return everything that a comparison says."""
    agreement, findings = comparison.agreement, comparison.findings
    return {
        "kind": comparison.kind,
        "teardowns": _teardowns(comparison),
        "sections": [_section(one) for one in comparison.scores],
        "agreement": {
            "alpha_ordinal": agreement.alpha,
            "units": agreement.units,
            "raters": agreement.raters,
            "exact": agreement.exact,
            "near": agreement.near,
            "reading": agreement.reading or None,
            "note": agreement.note,
        },
        "findings": {
            "all": [_found(one) for one in findings.by("all")],
            "some": [_found(one) for one in findings.by("some")],
            "one": [_found(one) for one in findings.by("one")],
            "pairwise_overlap": findings.pairwise_overlap,
            "at_least_unseen": findings.at_least_unseen,
            "note": findings.note,
        },
        "ideas": [_found(one) for one in findings.ideas],
        "trials": _trials(comparison),
        "predictions": [
            {
                "teardown": one.id,
                "author": one.record.author,
                "predictions": [_prediction(each) for each in one.record.predictions],
            }
            for one in comparison.subjects
        ],
        "changed": [
            {
                "section": one.section,
                "prompt": one.prompt,
                "question": one.question,
                "before": one.before,
                "after": one.after,
                "segments": [{"kind": kind, "text": text} for kind, text in one.segments],
            }
            for one in comparison.changed
        ],
        "agenda": [
            {
                "about": point.about,
                "section": point.section or None,
                "title": point.title,
                "why": _why(point.about),
                "low": point.low,
                "high": point.high,
                "speakers": list(point.speakers),
            }
            for point in comparison.agenda
        ],
        "movement": [_movement(one) for one in comparison.movement],
    }


def _teardowns(comparison: Comparison) -> list[dict[str, Any]]:
    listed = []
    for one in comparison.subjects:
        record, mix = one.record, comparison.mixes[one.id]
        listed.append(
            {
                "id": one.id,
                "label": one.label,
                "author": record.author,
                "product": record.product.name,
                "template": record.template.id,
                "status": record.status,
                "begun_on": record.day_begun.isoformat(),
                "evidence_mix": {count.basis: count.claims for count in mix.counts},
                "claims": mix.claims,
                "with_evidence": mix.with_evidence,
            }
        )
    return listed


def _section(one: SectionScores) -> dict[str, Any]:
    return {
        "id": one.section.id,
        "title": one.section.title,
        "scores": dict(one.scores),
        "low": one.low,
        "middle": one.middle,
        "high": one.high,
        "spread": one.spread,
        "exact_agreement": one.alike(),
        "near_agreement": one.alike(within=1),
    }


def _found(one: Found) -> dict[str, Any]:
    return {
        "section": one.section,
        "teardowns": list(one.teardowns),
        "likeness": one.likeness,
        "decided": one.decided,
        "claims": [
            {
                "teardown": each.at.teardown,
                "claim": each.at.claim,
                "section": each.claim.section,
                "kind": each.claim.kind,
                "statement": each.claim.statement,
                "basis": each.claim.basis,
                "severity": each.claim.severity,
            }
            for each in one.said
        ],
    }


def _trials(comparison: Comparison) -> dict[str, Any]:
    pool = comparison.trials
    return {
        "pooled": _runs(pool.together),
        "by_author": {one.label: _runs(pool.of(one.id)) for one in comparison.subjects},
        "probes": [_probe(each) for each in pool.probes],
    }


def _probe(one: PooledProbe) -> dict[str, Any]:
    return {
        "prompt": one.prompt,
        "pooled": _runs(one.together),
        "by_teardown": {name: _runs(count) for name, count in one.by_teardown.items()},
        "same_pass_rule": one.same_rule,
        "reading": one.change.reading if one.change is not None else None,
    }


def _runs(count: Tally) -> dict[str, Any]:
    limits = count.interval
    return {
        "runs": count.runs,
        "passes": count.passes,
        "wilson95": list(limits) if limits is not None else None,
    }


def _prediction(one: Prediction) -> dict[str, Any]:
    return {
        "id": one.id,
        "statement": one.statement,
        "probability": one.probability,
        "due": one.due.isoformat() if one.due else None,
        "outcome": one.outcome,
    }


def _movement(one: SectionMovement) -> dict[str, Any]:
    return {
        "section": one.section,
        "title": one.title,
        "spread_before": one.spread_before,
        "spread_after": one.spread_after,
        "moved": [
            {"teardown": each.teardown, "before": each.before, "after": each.after}
            for each in one.moved
        ],
    }


def _why(about: str) -> str:
    return {
        "score": "the scores of this section lie apart",
        "severity": "one finding matters more to some than to others",
        "trials": "the same prompt came out otherwise, by more than chance explains",
    }[about]
