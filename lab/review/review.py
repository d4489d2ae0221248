"""The review: everything that a careful colleague would say about a teardown, at once. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.review.ledger import Ledger, ledger
from lab.review.limits import Limit, limits
from lab.review.mix import EvidenceMix, evidence_mix
from lab.review.resting import Doubts, doubts
from lab.review.rules import find
from lab.review.standing import SectionStanding, TimeSpent, standings, time_spent
from lab.review.subject import Subject

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date

    from lab.review.finding import Finding
    from store.records import Teardown
    from teardown_templates.model import Template

__all__ = ["Review", "review"]


@dataclass(frozen=True, slots=True)
class Review:
    """What there is to say about a teardown."""

    findings: tuple[Finding, ...]
    """In the order of the walk; without the hints that were answered as counter-questions."""
    mix: EvidenceMix
    doubts: Doubts
    """How many claims rest on quotes that are gone, on old evidence, and the like."""
    sections: tuple[SectionStanding, ...]
    predictions: Ledger
    limits: tuple[Limit, ...]
    """What cannot be concluded; never empty."""
    time: TimeSpent


def review(record: Teardown, template: Template, *, today: date) -> Review:
    """Return what there is to say about a teardown on a day; the record stays as it is."""
    subject = Subject(record, template, today)
    return Review(
        findings=tuple(_not_answered(find(subject), record)),
        mix=evidence_mix(record),
        doubts=doubts(record, today),
        sections=standings(subject),
        predictions=ledger(subject),
        limits=limits(subject),
        time=time_spent(subject),
    )


def _not_answered(findings: Iterable[Finding], record: Teardown) -> Iterator[Finding]:
    """Yield the findings that nobody has said anything to; who did is not asked again."""
    answered = {
        (point.section, point.counterpoint)
        for point in record.counterpoints
        if point.response != "open"
    }
    for finding in findings:
        if finding.severity != "hint" or (finding.section, finding.question) not in answered:
            yield finding
