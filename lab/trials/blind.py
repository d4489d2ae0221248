"""Marking without knowing which run, wording or product an output came from."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Trial

__all__ = ["shuffled"]


def shuffled(trials: Sequence[Trial], *, seed: str) -> list[Trial]:
    """Return trials in an order that tells nothing, and is the same again for the same seed.

    The order of those that are there does not change when another one comes, so that somebody
    who comes back finds the outputs where they were.
    """
    return sorted(trials, key=lambda trial: random.Random(f"{seed}/{trial.id}").random())  # noqa: S311  # an order, no secret
