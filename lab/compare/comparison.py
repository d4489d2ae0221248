"""Two to eight teardowns side by side. Pure: the same teardowns give the same, in any order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.compare.agenda import agenda
from lab.compare.decisions import standing
from lab.compare.findings import sightings
from lab.compare.movement import movement
from lab.compare.pooling import pooled
from lab.compare.rematch import changed_answers
from lab.compare.scores import agreement, section_scores
from lab.compare.subjects import kind_of, section_list, subjects
from lab.review.mix import evidence_mix

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lab.compare.agenda import AgendaPoint
    from lab.compare.decisions import Decision
    from lab.compare.findings import Sightings
    from lab.compare.movement import SectionMovement
    from lab.compare.pooling import Pool
    from lab.compare.rematch import ChangedAnswer
    from lab.compare.scores import Agreement, SectionScores
    from lab.compare.subjects import Kind, Section, Subject
    from lab.review.mix import EvidenceMix
    from store.records import Teardown

__all__ = ["Comparison", "compare"]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Everything that may be said of several teardowns together."""

    kind: Kind
    subjects: tuple[Subject, ...]
    sections: tuple[Section, ...]
    scores: tuple[SectionScores, ...]
    agreement: Agreement
    findings: Sightings
    trials: Pool
    mixes: Mapping[str, EvidenceMix]
    """How the claims are known, by teardown."""
    changed: tuple[ChangedAnswer, ...]
    """Only of one product over time."""
    agenda: tuple[AgendaPoint, ...]
    movement: tuple[SectionMovement, ...]

    def label(self, teardown: str) -> str:
        """Return what a teardown is called beside the others."""
        return next(one.label for one in self.subjects if one.id == teardown)


def compare(
    records: Sequence[Teardown],
    *,
    decisions: Iterable[Decision] = (),
    again: Mapping[str, Mapping[str, int]] | None = None,
    kind: Kind | None = None,
) -> Comparison:
    """Compare two to eight teardowns; ``UsageError`` for fewer, more, or one twice.

    *decisions* are what people said of the proposed matches, *again* the second scores by
    teardown and section. *kind* says what is compared where the records' names may not.
    """
    kind = kind or kind_of(records)
    compared = subjects(records, kind=kind)
    sections = section_list(compared)
    scores = section_scores(sections, compared)
    findings = sightings(compared, kind=kind, decided=standing(decisions))
    pool = pooled(compared, kind=kind)
    return Comparison(
        kind=kind,
        subjects=tuple(compared),
        sections=tuple(sections),
        scores=tuple(scores),
        agreement=agreement(scores, kind=kind, raters=len(compared)),
        findings=findings,
        trials=pool,
        mixes={one.id: evidence_mix(one.record) for one in compared},
        changed=tuple(changed_answers(compared)) if kind == "time" else (),
        agenda=tuple(agenda(scores, findings.found, pool, labels=[one.id for one in compared])),
        movement=tuple(movement(scores, again or {})),
    )
