"""Outputs in groups of one meaning: how many answers there are, and how often they agree."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Spread", "spread_of"]


@dataclass(frozen=True, slots=True)
class Spread:
    """How outputs fall into groups of one meaning. It measures arbitrariness, not truth."""

    modal_share: float
    """The share of the largest group, above 0 to 1 (agreement as in self-consistency)."""
    pairwise_agreement: float | None
    """How often two outputs agree, 0 to 1 (Fleiss' P_i); ``None`` for a single output."""
    entropy_nats: float
    """Discrete semantic entropy, 0 to ln n (Farquhar et al. 2024, Nature 630:625). Too low where
    there are few outputs."""
    consistency: float | None
    """``1 - entropy / ln n``, 0 to 1; ``None`` for a single output."""
    effective_answers: float
    """``exp(entropy)``, 1 to n: as many equally frequent answers would vary as much."""


def spread_of(sizes: Sequence[int]) -> Spread | None:
    """Return how outputs spread over groups of these sizes; ``None`` without an output."""
    if any(size < 0 for size in sizes):
        raise ValueError("a group cannot have fewer than no outputs")
    groups = sorted((size for size in sizes if size), reverse=True)
    total = sum(groups)
    if not total:
        return None
    entropy = -math.fsum(size / total * math.log(size / total) for size in groups) + 0.0
    several = total > 1
    return Spread(
        modal_share=groups[0] / total,
        pairwise_agreement=sum(size * (size - 1) for size in groups) / (total * (total - 1))
        if several
        else None,
        entropy_nats=entropy,
        # Ten answers of their own make 0, which rounding would put a hair below.
        consistency=max(0.0, 1 - entropy / math.log(total)) if several else None,
        effective_answers=math.exp(entropy),
    )
