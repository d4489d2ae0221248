"""How alike outputs are in their words. Only wording: two answers can mean the same in others."""

from __future__ import annotations

import re
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["jaccard", "text_similarity", "two_most_different"]

MOST_OUTPUTS: Final = 100
"""So many are compared, spread evenly over all: 4,950 pairs."""

_WORD: Final = re.compile(r"\w+")


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the words of both that are in each, 0 to 1; 1 for two without words."""
    both = len(one | other)
    return len(one & other) / both if both else 1.0


def text_similarity(outputs: Sequence[str]) -> float | None:
    """Return the mean Jaccard index over pairs of outputs, 0 to 1; ``None`` below two.

    Above 100 outputs, every so manieth of them is compared with each other.
    """
    words = _words(outputs)
    if len(words) < 2:  # noqa: PLR2004  # a pair
        return None
    return fmean(jaccard(one, other) for one, other in combinations(words, 2))


def two_most_different(outputs: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of the two outputs with the fewest words in common; ``None`` below two."""
    step = _step(len(outputs))
    places = range(0, len(outputs), step)
    words = _words(outputs)
    pairs = combinations(zip(places, words, strict=True), 2)
    best = min(pairs, key=lambda pair: jaccard(pair[0][1], pair[1][1]), default=None)
    return (best[0][0], best[1][0]) if best else None


def _words(outputs: Sequence[str]) -> list[frozenset[str]]:
    return [
        frozenset(_WORD.findall(output.casefold())) for output in outputs[:: _step(len(outputs))]
    ]


def _step(count: int) -> int:
    return -(-count // MOST_OUTPUTS) or 1
