"""What the method's vocabularies are made of: frozen records, no files."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

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
]


@dataclass(frozen=True, slots=True)
class ProbeKind:
    """A way to probe a product by hand."""

    id: str
    title: str
    do: str
    passes: str
    """What counts as a pass."""
    report: tuple[str, ...]
    runs: int
    """How many runs make it worth reporting."""


@dataclass(frozen=True, slots=True)
class ProbeBudget:
    """How much probing fits a session."""

    id: str
    prompts: int
    runs: int
    rewordings: int
    runs_per_rewording: int = 0


@dataclass(frozen=True, slots=True)
class LibraryMetric:
    """A metric for AI products."""

    id: str
    kind: str
    name: str
    formula: str
    outside: Literal["yes", "proxy", "no"]
    """Whether somebody outside the company can see it."""
    pair: str
    """The id of the metric that shows its side effect."""
    trap: str


@dataclass(frozen=True, slots=True)
class PlanPart:
    """Something that a strong measurement plan contains."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class FailureTag:
    """A way in which an AI product fails."""

    id: str
    label: str
    silent: bool
    """True if the user usually cannot see it from the output alone."""
    look_for: str
    group: str
    group_title: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """A way to design for output that varies, and its price."""

    id: str
    name: str
    helps: str
    price: str


@dataclass(frozen=True, slots=True)
class AutonomyLevel:
    """How the work is shared between a system and a person."""

    id: str
    name: str
    system: str
    person: str


@dataclass(frozen=True, slots=True)
class Heuristic:
    """A yes-or-no check of how people and AI work together."""

    id: str
    when: str
    check: str
    moment: str
    """``when`` in words."""


@dataclass(frozen=True, slots=True)
class TextRule:
    """A rule that looks at a section's text and asks one question."""

    id: str
    match: Literal[
        "words",
        "missing_any",
        "no_digit",
        "no_evidence_label",
        "bullets_without_because",
        "words_below",
    ]
    ask: str
    """May hold ``{match}``: the words that were found."""
    any: tuple[str, ...] = ()
    sections: tuple[str, ...] = ()
    """Empty: it holds in every section."""
    unless_number_within: int = 0
    """Characters; 0: a number nearby changes nothing."""
    min_bullets: int = 0
    value: int = 0


@dataclass(frozen=True, slots=True)
class EvidenceLabel:
    """How a claim is known."""

    id: str
    label: str
    weight: int


@dataclass(frozen=True, slots=True)
class CounterpointKind:
    """A direction from which a counterpoint comes."""

    id: str
    name: str
    stance: str


@dataclass(frozen=True, slots=True)
class CounterpointResponse:
    """What a learner can do with a counterpoint."""

    id: str
    label: str
    asks: str


@dataclass(frozen=True, slots=True)
class CriticMetric:
    """A figure by which the app judges its own critic."""

    id: str
    formula: str


@dataclass(frozen=True, slots=True)
class Counterpoints:
    """Kinds of counterpoint, when they may be seen, and what a model may return."""

    kinds: tuple[CounterpointKind, ...]
    responses: tuple[CounterpointResponse, ...]
    min_words: int
    self_score_required: bool
    reveal_order: tuple[str, ...]
    max_per_section: int
    max_per_teardown: int
    learner_must_respond: bool
    output_schema: Mapping[str, Any]
    acceptance_checks: tuple[str, ...]
    prompting: tuple[str, ...]
    critic_metrics: tuple[CriticMetric, ...]


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One part of a group session."""

    id: str
    minutes: int
    title: str
    do: str


@dataclass(frozen=True, slots=True)
class ReadOut:
    """A figure shown in a group session, and when it may be shown."""

    id: str
    show: str
    always: bool = False
    min_units: int = 0
    min_raters: int = 0
    min_shared: int = 0
    warn_below_units: int = 0
    warn_below_raters: int = 0
    undefined_text: str = ""


@dataclass(frozen=True, slots=True)
class AlphaReading:
    """What Krippendorff's alpha from a value upwards means."""

    from_value: float
    text: str


@dataclass(frozen=True, slots=True)
class SessionPlan:
    """How a study group meets."""

    title: str
    minutes: int
    best_size: tuple[int, int]
    smallest: int
    largest: int
    before: tuple[str, ...]
    roles: tuple[str, ...]
    role_rule: str
    agenda: tuple[AgendaItem, ...]
    ground_rules: tuple[str, ...]
    reads_out: tuple[ReadOut, ...]
    alpha_reading: tuple[AlphaReading, ...]
    """From the highest value down."""
    async_variant: str
