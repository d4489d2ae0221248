"""How the claims are known: counts by basis, and how many can be looked up."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from store.records import Basis, Teardown

__all__ = ["BASES", "BasisCount", "EvidenceMix", "evidence_mix"]

BASES: tuple[Basis, ...] = ("tried", "published", "told", "inferred", "guess")
"""How a claim can be known, the firmest first."""


@dataclass(frozen=True, slots=True)
class BasisCount:
    """The claims that are known in one way. Counts, never shares: n is small."""

    basis: Basis
    claims: int
    with_evidence: int
    """Those that point to at least one piece of evidence that this teardown holds, or to a probe
    with outputs."""
    sure: int
    """Those that are held with high confidence."""


@dataclass(frozen=True, slots=True)
class EvidenceMix:
    """The claims of a teardown by how they are known, the firmest basis first."""

    counts: tuple[BasisCount, ...]

    @property
    def claims(self) -> int:
        """How many claims there are."""
        return sum(count.claims for count in self.counts)

    @property
    def with_evidence(self) -> int:
        """How many of them point to evidence."""
        return sum(count.with_evidence for count in self.counts)

    @property
    def line(self) -> str:
        """“tried 6 · published 3 · told 1 · inferred 4 · guess 1”, as the export says it."""
        return " · ".join(f"{count.basis} {count.claims}" for count in self.counts)


def evidence_mix(record: Teardown) -> EvidenceMix:
    """Return how the claims of a teardown are known."""
    known = {item.id for item in record.evidence}
    known |= {quote.id for item in record.evidence for quote in item.quotes}
    known |= {probe.id for probe in record.probes if probe.trials}
    claims = Counter(claim.basis for claim in record.claims)
    backed = Counter(claim.basis for claim in record.claims if known & {*claim.evidence})
    sure = Counter(claim.basis for claim in record.claims if claim.confidence == "high")
    return EvidenceMix(
        tuple(BasisCount(name, claims[name], backed[name], sure[name]) for name in BASES)
    )
