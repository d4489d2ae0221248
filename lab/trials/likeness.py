"""How alike outputs are in their words. Only wording: two answers can mean the same in others."""

from __future__ import annotations

import re
from itertools import combinations
from statistics import fmean
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["jaccard", "text_similarity", "two_most_different"]

MOST_OUTPUTS: Final = 40
"""So many are compared, spread evenly over all: 780 pairs."""
MOST_CHARACTERS: Final = 200_000
"""So many are read in all; where outputs are long, fewer of them are compared."""

_WORD: Final = re.compile(r"\w+")
_PAIR: Final = 2


def jaccard(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the words of both that are in each, 0 to 1; 1 for two without words."""
    shared = len(one & other)
    both = len(one) + len(other) - shared
    return shared / both if both else 1.0


def text_similarity(outputs: Sequence[str]) -> float | None:
    """Return the mean Jaccard index over pairs of outputs, 0 to 1; ``None`` below two.

    Above 40 outputs, or where they are long, every so manieth of them is compared with each
    other; of two very long ones, how they begin.
    """
    words = [_words(outputs[place]) for place in _places(outputs)]
    if len(words) < _PAIR:
        return None
    return fmean(jaccard(one, other) for one, other in combinations(words, _PAIR))


def two_most_different(outputs: Sequence[str]) -> tuple[int, int] | None:
    """Return the places of the two outputs with the fewest words in common; ``None`` below two."""
    found = [(place, _words(outputs[place])) for place in _places(outputs)]
    best = min(
        combinations(found, _PAIR), key=lambda pair: jaccard(pair[0][1], pair[1][1]), default=None
    )
    return (best[0][0], best[1][0]) if best else None


def _words(output: str) -> frozenset[str]:
    return frozenset(_WORD.findall(output[: MOST_CHARACTERS // _PAIR].casefold()))


def _places(outputs: Sequence[str]) -> range:
    """Return which outputs are compared: as many as can be in no time, spread evenly."""
    count = len(outputs)
    if count <= _PAIR:
        return range(count)
    usual = sum(map(len, outputs)) / count
    most = min(MOST_OUTPUTS, max(_PAIR, int(MOST_CHARACTERS / max(usual, 1))))
    return range(0, count, max(1, -(-count // most)))
