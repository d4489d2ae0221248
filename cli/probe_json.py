"""What the trial bench says, as JSON has it. A figure that the sample cannot carry is null."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.model import Probe
    from lab.trials.difference import BenchDifference, ProbeDifference
    from lab.trials.figures import BenchFigures, ProbeFigures
    from lab.trials.markers import MarkerAgreement
    from lab.trials.tally import Tally

__all__ = ["difference_document", "stats_document"]

_FEWEST_FOR_A_RATE = 2


def stats_document(
    probes: Sequence[Probe], figures: BenchFigures, *, notes: Sequence[str]
) -> dict[str, Any]:
    """Return ``probe stats``; *notes* come before those of the figures."""
    from lab.trials.averages import mean_rate

    lift, agreement, mean = figures.retry_lift, figures.agreement, mean_rate(figures)
    return {
        "probes": [_probe(probe, figures.probes[probe.id]) for probe in probes],
        "pooled": _counted(figures.pooled),
        "mean_rate": None
        if mean is None
        else {
            "prompts": mean.prompts,
            "rate": mean.rate,
            "bootstrap95": _pair(mean.interval),
        },
        "retry_lift": None
        if lift is None
        else {"k": lift.k, "observed": lift.observed, "luck": lift.luck},
        "tarr": figures.identical,
        "tara": agreement.parsed if agreement is not None else None,
        "notes": [*notes, *figures.notes],
    }


def difference_document(found: BenchDifference) -> dict[str, Any]:
    """Return ``probe diff``, without the teardowns' own names."""
    paired = found.paired
    return {
        "probes": [_difference(one) for one in found.probes],
        "paired": {
            "prompts": paired.pairs,
            "lost": paired.lost,
            "won": paired.won,
            "split_evenly": paired.even,
            "other_rule": paired.other_rule,
            "mcnemar_p": paired.mcnemar_p,
        },
        "only_before": [_named(probe) for probe in found.only_before],
        "only_after": [_named(probe) for probe in found.only_after],
    }


def _probe(probe: Probe, figures: ProbeFigures) -> dict[str, Any]:
    from lab.trials.markers import marker_agreement
    from lab.trials.saying import one_liner
    from lab.trials.wordings import wording_names

    count, spread, rewording = figures.tally, figures.spread, figures.rewording
    names = wording_names(probe)
    return {
        **_named(probe),
        "kind": probe.kind,
        "pass_rule": probe.pass_rule,
        "quality_line": probe.quality_line,
        "runs": count.runs,
        "passes": count.passes,
        "errors": count.errors,
        "unmarked": count.unmarked,
        "unclear": count.unclear,
        "rate": figures.rate,
        "wilson95": _pair(count.interval),
        "any_of_k": {str(k): chance for k, chance in figures.any_of_k.items()},
        "all_of_k": {str(k): chance for k, chance in figures.all_of_k.items()},
        "groups": figures.groups,
        "modal_share": spread.modal_share if spread is not None else None,
        "pairwise_agreement": spread.pairwise_agreement if spread is not None else None,
        "entropy_nats": spread.entropy_nats if spread is not None else None,
        "consistency": spread.consistency if spread is not None else None,
        "effective_answers": spread.effective_answers if spread is not None else None,
        "distinct_raw": figures.distinct_raw,
        "raw_identical": figures.raw_identical,
        "text_similarity": figures.text_similarity,
        "seconds_median": figures.seconds_median,
        "seconds_worst": figures.seconds_worst,
        "citation_precision": figures.citations.precision if figures.citations else None,
        "citation_recall": figures.citations.recall if figures.citations else None,
        "could_have_missed": figures.could_have_missed,
        "wordings": {
            names[number]: _counted(one) | {"rate": _rate(one)}
            for number, one in figures.wordings.items()
        },
        "wording_spread": rewording.spread if rewording is not None else None,
        "worst_wording": names[rewording.worst]
        if rewording is not None and rewording.spread
        else None,
        "markers": _markers(marker_agreement(probe.trials)),
        "one_liner": one_liner(figures),
        "notes": list(figures.notes),
    }


def _named(probe: Probe) -> dict[str, Any]:
    return {"id": probe.id, "name": probe.name, "prompt": probe.prompt}


def _counted(count: Tally) -> dict[str, Any]:
    return {"runs": count.runs, "passes": count.passes, "wilson95": _pair(count.interval)}


def _rate(count: Tally) -> float | None:
    return count.rate if count.runs >= _FEWEST_FOR_A_RATE else None


def _pair(limits: tuple[float, float] | None) -> list[float] | None:
    return list(limits) if limits is not None else None


def _markers(agreement: MarkerAgreement | None) -> Mapping[str, Any] | None:
    if agreement is None:
        return None
    return {
        "outputs": agreement.outputs,
        "pairs": agreement.pairs,
        "alike": agreement.alike,
        "alpha": agreement.alpha,
        "split": list(agreement.split),
    }


def _difference(one: ProbeDifference) -> dict[str, Any]:
    change = one.change
    return {
        "prompt": one.before.prompt,
        "before": {"id": one.before.id, **_runs(change.before)},
        "after": {"id": one.after.id, **_runs(change.after)},
        "difference": change.difference,
        "newcombe95": _pair(change.interval),
        "mcnemar_p": change.mcnemar_p,
        "reading": change.reading,
        "runs_needed": change.runs_needed,
        "notes": list(one.notes),
    }


def _runs(count: Tally) -> dict[str, int]:
    return {"runs": count.runs, "passes": count.passes}
