"""How far people agree who judged the same things, beyond what chance would give."""

from __future__ import annotations

from collections import Counter
from itertools import combinations, permutations
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Mapping, Sequence

__all__ = ["Level", "alpha", "fleiss_kappa", "pairs_alike"]

Level = Literal["nominal", "ordinal", "interval", "ratio"]


def alpha(units: Sequence[Sequence[Hashable | None]], *, level: Level) -> float | None:
    """Return Krippendorff's alpha of what several people gave to each unit.

    A unit holds one value for each person, ``None`` where one gave none; units with fewer than
    two values say nothing. 1 is agreement, 0 what chance would give, below 0 worse than that.
    ``None`` where nothing can be said: no unit with two values, or one and the same value
    everywhere. Values must be numbers for every level but ``nominal``.

    Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", by the matrix of
    coincidences.
    """
    judged = [[value for value in unit if value is not None] for unit in units]
    several = [values for values in judged if len(values) > 1]
    weights: dict[tuple[Hashable, Hashable], float] = {}
    for values in several:
        for pair, count in Counter(permutations(values, 2)).items():
            weights[pair] = weights.get(pair, 0.0) + count / (len(values) - 1)
    margins: dict[Hashable, float] = {}
    for (value, _), weight in weights.items():
        margins[value] = margins.get(value, 0.0) + weight
    total = sum(margins.values())
    far = _distance(level, margins)
    expected = sum(
        margins[one] * margins[other] * far(one, other) for one, other in permutations(margins, 2)
    )
    if not expected:
        return None
    observed = sum(weight * far(*pair) for pair, weight in weights.items())
    return 1 - (total - 1) * observed / expected


def _distance(
    level: Level, margins: Mapping[Hashable, float]
) -> Callable[[Hashable, Hashable], float]:
    """Return the squared difference of two values on that level of measurement."""
    if level == "nominal":
        return lambda one, other: float(one != other)
    if level == "interval":
        return lambda one, other: float((one - other) ** 2)  # type: ignore[operator]  # numbers, as documented
    if level == "ratio":
        return lambda one, other: (
            0.0 if one == other else float(((one - other) / (one + other)) ** 2)  # type: ignore[operator]  # numbers
        )
    order = sorted(margins)  # type: ignore[type-var]  # numbers
    below: dict[Hashable, float] = {}
    count = 0.0
    for value in order:
        below[value] = count + margins[value] / 2
        count += margins[value]
    return lambda one, other: (below[one] - below[other]) ** 2


def fleiss_kappa(table: Sequence[Sequence[int]]) -> float | None:
    """Return Fleiss' kappa of a table of counts: a row a subject, a column a category.

    Every row has the same sum, the number of raters, at least 2; else ``ValueError``. ``None``
    where all ratings are one category. Fleiss 1971, Psychological Bulletin 76:378-382.
    """
    raters = {sum(row) for row in table}
    if len(raters) != 1 or min(raters) < 2:  # noqa: PLR2004  # a pair
        raise ValueError("every subject wants the same number of ratings, at least two")
    number = raters.pop()
    alike = [sum(count * (count - 1) for count in row) / (number * (number - 1)) for row in table]
    shares = [sum(column) / (number * len(table)) for column in zip(*table, strict=True)]
    by_chance = sum(share * share for share in shares)
    if by_chance == 1:
        return None
    kappa: float = (sum(alike) / len(table) - by_chance) / (1 - by_chance)
    return kappa


def pairs_alike(
    units: Sequence[Sequence[Hashable | None]], *, within: float = 0
) -> tuple[int, int]:
    """Return how many pairs of values of one unit agree, and how many pairs there are.

    *within* is by how much two numbers may differ and still agree.
    """
    alike = pairs = 0
    for unit in units:
        for one, other in combinations([value for value in unit if value is not None], 2):
            pairs += 1
            alike += one == other or (within > 0 and abs(one - other) <= within)  # type: ignore[operator]  # numbers
    return alike, pairs
