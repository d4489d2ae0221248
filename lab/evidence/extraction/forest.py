"""Evaluates boosted decision trees: sums of small tables of questions, learned elsewhere.

The weights lie in JSON files beside this module, made by ``tests/benchmarks/train_extraction.py``
from pages whose main text people have marked. Nothing but additions and comparisons happens here.
"""

from __future__ import annotations

import json
import math
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any, Final, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Forest", "load_forest"]

Node: TypeAlias = "tuple[int, float, Node, Node] | float"
"""A question (number of the feature, threshold, where to go if at most that, else), or a value."""

_MOST_STEPS: Final = 1_500_000
"""Trees times rows that are evaluated; of a giant page every row meets only the first trees."""
_FEWEST: Final = 40
"""Trees that every row meets; each tree refines what those before it said."""


class Forest:
    """Trees for one or several classes, in turns."""

    def __init__(self, stored: dict[str, Any]) -> None:
        """Take what the JSON file holds: the names of the features, and the trees."""
        self.features: list[str] = stored["features"]
        self._classes: int = stored["classes"]
        self._trees: list[Node] = [_node(tree) for tree in stored["trees"]]

    def likelihoods(self, rows: Sequence[Sequence[float]]) -> list[float]:
        """Return how likely each row is, from 0 to 1; for forests of one class."""
        count = max(_FEWEST, _MOST_STEPS // max(1, len(rows)))
        trees = self._trees[:count]
        return [_logistic(_sum(trees, row)) for row in rows]

    def shares(self, row: Sequence[float]) -> list[float]:
        """Return how likely each class is; together 1."""
        sums = [_sum(self._trees[number :: self._classes], row) for number in range(self._classes)]
        top = max(sums)
        powers = [math.exp(value - top) for value in sums]
        return [value / sum(powers) for value in powers]


@cache
def load_forest(name: str) -> Forest:
    """Return the forest of a JSON file beside this module; read once."""
    text = resources.files(__package__).joinpath(f"{name}.json").read_text("utf-8")
    return Forest(json.loads(text))


def _node(stored: Any) -> Node:
    if isinstance(stored, list):
        feature, threshold, low, high = stored
        return (int(feature), float(threshold), _node(low), _node(high))
    return float(stored)


def _sum(trees: Sequence[Node], row: Sequence[float]) -> float:
    total = 0.0
    for tree in trees:
        node = tree
        while type(node) is tuple:
            node = node[2] if row[node[0]] <= node[1] else node[3]
        total += node  # type: ignore[operator]  # what is no tuple is a number
    return total


def _logistic(value: float) -> float:
    return 1 / (1 + math.exp(-value)) if value > -_FAR else 0.0


_FAR: Final = 500.0
