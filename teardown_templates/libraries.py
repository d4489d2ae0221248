"""The method's vocabularies and examples, beside the templates.

Everything is read from ``content/`` when it is first asked for, once a process, and
cannot be changed by who asks: tuples of frozen records, or fresh copies.
"""

from __future__ import annotations

from copy import deepcopy
from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, TypeVar

from teardown_templates.content_files import read_content
from teardown_templates.library_records import (
    AgendaItem,
    AlphaReading,
    AutonomyLevel,
    CounterpointKind,
    CounterpointResponse,
    Counterpoints,
    CriticMetric,
    EvidenceLabel,
    FailureTag,
    Heuristic,
    LibraryMetric,
    Pattern,
    PlanPart,
    ProbeBudget,
    ProbeKind,
    ReadOut,
    SessionPlan,
    TextRule,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = [
    "AgendaItem",
    "AlphaReading",
    "AutonomyLevel",
    "CounterpointKind",
    "CounterpointResponse",
    "Counterpoints",
    "CriticMetric",
    "EvidenceLabel",
    "FailureTag",
    "Heuristic",
    "LibraryMetric",
    "Pattern",
    "PlanPart",
    "ProbeBudget",
    "ProbeKind",
    "ReadOut",
    "SessionPlan",
    "TextRule",
    "autonomy_levels",
    "blind_marking",
    "counterpoints",
    "evidence_labels",
    "example_trials",
    "failures",
    "heuristics",
    "lint_rules",
    "metrics",
    "patterns",
    "plan_parts",
    "probe_budgets",
    "probes",
    "score_meanings",
    "session",
    "severity_meanings",
    "worked_example",
]


@cache
def probes() -> tuple[ProbeKind, ...]:
    """Return the kinds of probe that a person can run by hand."""
    return tuple(
        _record(ProbeKind, item, passes=item["pass"])
        for item in read_content("lib_probes")["items"]
    )


@cache
def probe_budgets() -> tuple[ProbeBudget, ...]:
    """Return how much probing is quick, standard and deep."""
    budgets = read_content("lib_probes")["defaults"]["budgets"]
    return tuple(_record(ProbeBudget, item, id=name) for name, item in budgets.items())


def blind_marking() -> str:
    """Return the advice on marking outputs without knowing which came first."""
    return str(read_content("lib_probes")["defaults"]["blind_marking"])


@cache
def metrics() -> tuple[LibraryMetric, ...]:
    """Return the metrics for AI products."""
    return _records(LibraryMetric, read_content("lib_metrics")["items"])


@cache
def plan_parts() -> tuple[PlanPart, ...]:
    """Return what a strong measurement plan contains, in order."""
    return _records(PlanPart, read_content("lib_metrics")["plan_parts"])


@cache
def failures() -> tuple[FailureTag, ...]:
    """Return the tags for failures, group by group."""
    return tuple(
        _record(FailureTag, item, group=group["id"], group_title=group["title"])
        for group in read_content("lib_failures")["groups"]
        for item in group["items"]
    )


@cache
def patterns() -> tuple[Pattern, ...]:
    """Return ways to design for output that varies."""
    return _records(Pattern, read_content("lib_patterns")["items"])


@cache
def autonomy_levels() -> tuple[AutonomyLevel, ...]:
    """Return how far a system can act alone, from least to most."""
    return _records(AutonomyLevel, read_content("lib_patterns")["autonomy_levels"])


@cache
def heuristics() -> tuple[Heuristic, ...]:
    """Return the eighteen checks, in the order in which a user meets them."""
    library = read_content("lib_heuristics")
    return tuple(
        _record(Heuristic, item, moment=library["moments"][item["when"]])
        for item in library["items"]
    )


@cache
def lint_rules() -> tuple[TextRule, ...]:
    """Return the rules that look at a section's text."""
    return _records(TextRule, read_content("lib_lint")["rules"])


@cache
def evidence_labels() -> tuple[EvidenceLabel, ...]:
    """Return how a claim can be known, from strongest to weakest."""
    return _records(EvidenceLabel, read_content("lib_labels")["evidence_labels"])


@cache
def score_meanings() -> tuple[str, ...]:
    """Return what a self-score means in general; the index is the score."""
    return tuple(read_content("lib_labels")["scores"].values())


@cache
def severity_meanings() -> tuple[str, ...]:
    """Return what a severity means; the index is the severity."""
    return tuple(read_content("lib_labels")["severities"].values())


@cache
def counterpoints() -> Counterpoints:
    """Return the rules of the game for counterpoints."""
    library = read_content("lib_counterpoints")
    gates = library["gates"]
    return Counterpoints(
        kinds=_records(CounterpointKind, library["kinds"]),
        responses=_records(CounterpointResponse, gates["responses"]),
        min_words=gates["write_first"]["min_words"],
        self_score_required=gates["write_first"]["self_score_required"],
        reveal_order=tuple(gates["reveal_order"]),
        max_per_section=gates["max_per_section"],
        max_per_teardown=gates["max_per_teardown"],
        learner_must_respond=gates["learner_must_respond"],
        output_schema=deepcopy(library["output_schema"]),
        acceptance_checks=tuple(library["acceptance_checks"]),
        prompting=tuple(library["prompting"]),
        critic_metrics=_records(CriticMetric, library["critic_metrics"]),
    )


@cache
def session() -> SessionPlan:
    """Return how a study group meets."""
    library = read_content("lib_session")
    low, high = library["group_size"]["best"]
    return SessionPlan(
        title=library["title"],
        minutes=library["minutes"],
        best_size=(low, high),
        smallest=library["group_size"]["min"],
        largest=library["group_size"]["max"],
        before=tuple(library["before"]),
        roles=tuple(library["roles"]),
        role_rule=library["role_rule"],
        agenda=_records(AgendaItem, library["agenda"]),
        ground_rules=tuple(library["ground_rules"]),
        reads_out=_records(ReadOut, library["reads_out"]),
        alpha_reading=tuple(
            AlphaReading(item["from"], item["text"]) for item in library["alpha_reading"]
        ),
        async_variant=library["async_variant"],
    )


def worked_example() -> dict[str, Any]:
    """Return the worked example. Its predictions are illustrative and never count."""
    return deepcopy(dict(read_content("example_copilot")))


def example_trials() -> dict[str, Any]:
    """Return made-up runs with the figures that follow from them."""
    return deepcopy(dict(read_content("example_trials")))


_Record = TypeVar("_Record")


def _records(kind: type[_Record], items: list[Mapping[str, Any]]) -> tuple[_Record, ...]:
    return tuple(_record(kind, item) for item in items)


def _record(kind: type[_Record], item: Mapping[str, Any], **more: Any) -> _Record:
    """Build a record from the keys that it knows; lists become tuples."""
    known = {field.name for field in fields(kind)}  # type: ignore[arg-type]  # all are dataclasses
    values = {key: value for key, value in item.items() if key in known} | more
    return kind(
        **{key: tuple(value) if isinstance(value, list) else value for key, value in values.items()}
    )
