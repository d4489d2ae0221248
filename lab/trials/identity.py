"""Total agreement: on how many prompts all runs gave the very same output (Atil et al. 2024).

arXiv 2408.04667; by the authors' code, which divides by the number of prompts.
"""

from __future__ import annotations

from dataclasses import dataclass
from statistics import fmean
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

__all__ = ["Agreement", "best_and_worst", "total_agreement"]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Shares of prompts, 0 to 1."""

    raw: float
    """All outputs of a prompt are the same to the letter (TARr)."""
    parsed: float
    """All outputs can be parsed, and give the same answer (TARa)."""


def total_agreement(
    prompts: Sequence[Sequence[str]], *, parse: Callable[[str], str | None]
) -> Agreement | None:
    """Return total agreement over prompts with their outputs; ``None`` where none has two.

    *parse* returns the answer in an output, ``None`` where there is none: that counts as
    disagreement. Prompts with a single output say nothing and are left out.
    """
    several = [outputs for outputs in prompts if len(outputs) > 1]
    if not several:
        return None
    answers = [{parse(output) for output in outputs} for outputs in several]
    return Agreement(
        raw=fmean(len({*outputs}) == 1 for outputs in several),
        parsed=fmean(len(each) == 1 and None not in each for each in answers),
    )


def best_and_worst(prompts: Sequence[Sequence[bool]]) -> tuple[float, float] | None:
    """Return the share of prompts that pass in any run, and in all runs; ``None`` without any."""
    several = [passes for passes in prompts if passes]
    if not several:
        return None
    return fmean(map(any, several)), fmean(map(all, several))
