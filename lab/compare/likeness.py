"""How alike what two people claim is, from their words alone. Deterministic, and never sure."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from itertools import combinations
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.compare.terms import MEANT, terms_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from store.records import Claim

__all__ = ["ClaimAt", "Statement", "likeness", "statement_of"]

_BESIDE: Final = 0.35
"""What the words of “where” weigh beside those of the statement."""
_OTHER_SECTION: Final = 0.85
_OTHER_KIND: Final = 0.7
_COMMON: Final = 0.25
"""The share of statements from which on a term tells none of them apart."""
_FEW: Final = 12
"""Statements among which any term is looked at."""
_MOST_WITH_A_TERM: Final = 150
"""However many statements there are, so that nobody's file takes minutes."""
_MOST_OF_ONE: Final = 400
"""Claims of one teardown that are looked at; the others stand alone."""
_BY_ONE_WORD: Final = 0.5
"""What the likeness is worth of two statements that share one word alone: a subject, no finding."""
_IN_FEW: Final = 2
"""In a statement of so few words each says much, so that one may be enough."""
_LEAST: Final = 0.05
"""Below this two statements have nothing in common that is worth keeping."""


class ClaimAt(NamedTuple):
    """A claim of a teardown, by their ids."""

    teardown: str
    claim: str

    def __str__(self) -> str:
        """Write it as it stands in files."""
        return f"{self.teardown}/{self.claim}"


class Statement(NamedTuple):
    """What is compared of one claim."""

    at: ClaimAt
    section: str
    kind: str
    terms: Mapping[str, float]


def statement_of(teardown_id: str, claim: Claim) -> Statement:
    """Return what is compared of a claim: what it says and, lightly, where it was seen."""
    terms = dict(terms_of(claim.statement))
    for term, weight in terms_of(claim.where).items():
        terms[term] = max(terms.get(term, 0.0), weight * _BESIDE)
    return Statement(ClaimAt(teardown_id, claim.id), claim.section, claim.kind, terms)


def likeness(statements: Sequence[Statement]) -> dict[tuple[int, int], float]:
    """Return how alike statements of different teardowns are, 0 to 1, by their places.

    The cosine of their terms; a term counts the less, the more statements have it. Two that share
    one word alone speak of the same thing and seldom say the same of it. Pairs that have next to
    nothing in common are left out. A term in very many statements is not looked at,
    as it tells none of them apart.
    """
    standing: dict[str, list[int]] = defaultdict(list)
    looked_at: Counter[str] = Counter()
    for place, statement in enumerate(statements):
        looked_at[statement.at.teardown] += 1
        if looked_at[statement.at.teardown] <= _MOST_OF_ONE:
            for term in statement.terms:
                standing[term].append(place)
    number = len(statements)
    rarity = {term: math.log(1 + number / len(places)) for term, places in standing.items()}
    lengths = [_length(each.terms, rarity) for each in statements]
    sums: dict[tuple[int, int], float] = defaultdict(float)
    shared: dict[tuple[int, int], int] = defaultdict(int)
    for term, places in standing.items():
        if len(places) > min(max(_FEW, number * _COMMON), _MOST_WITH_A_TERM):
            continue
        weights = [(place, statements[place].terms[term]) for place in places]
        rare = rarity[term] ** 2
        for (one, left), (other, right) in combinations(weights, 2):
            if statements[one].at.teardown != statements[other].at.teardown:
                sums[one, other] += left * right * rare
                if left >= MEANT and right >= MEANT:
                    shared[one, other] += 1
    short = [sum(w >= MEANT for w in each.terms.values()) <= _IN_FEW for each in statements]
    sure = (
        (
            (one, other),
            total
            if shared.get((one, other), 0) > 1 or short[one] or short[other]
            else total * _BY_ONE_WORD,
        )
        for (one, other), total in sums.items()
    )
    return dict(_weighed(sure, statements, lengths))


def _weighed(
    sums: Iterable[tuple[tuple[int, int], float]],
    statements: Sequence[Statement],
    lengths: Sequence[float],
) -> Iterable[tuple[tuple[int, int], float]]:
    for (one, other), total in sums:
        value = total / (lengths[one] * lengths[other])
        first, second = statements[one], statements[other]
        if first.section != second.section:
            value *= _OTHER_SECTION
        if first.kind != second.kind:
            value *= _OTHER_KIND
        if value >= _LEAST:
            yield (one, other), min(value, 1.0)


def _length(terms: Mapping[str, float], rarity: Mapping[str, float]) -> float:
    return (
        math.sqrt(sum((weight * rarity.get(term, 0.0)) ** 2 for term, weight in terms.items()))
        or 1.0
    )
