"""What so many runs can and cannot show, said before the first one."""

from __future__ import annotations

from dataclasses import dataclass

from lab.trials.rates import could_have_missed, wilson
from lab.trials.saying import percent

__all__ = ["Outlook", "outlook", "outlook_words"]

_ONE_IN_TEN = 0.1


@dataclass(frozen=True, slots=True)
class Outlook:
    """What a number of runs will be worth."""

    runs: int
    lowest_if_all_pass: float
    """The lower 95 % limit of the rate if all of them pass, 0 to 1."""
    half_width: float
    """Half the 95 % interval at its widest, 0 to 1."""
    seen_once: float
    """The chance that a fault of 1 in 10 shows at least once, 0 to 1."""
    could_have_missed: float
    """What is rarer than this may well not show, 0 to 1."""


def outlook(runs: int) -> Outlook:
    """Return what so many runs will be worth; ``ValueError`` below one."""
    all_pass, half = wilson(runs, runs), wilson(runs // 2, runs)
    missed = could_have_missed(runs)
    if all_pass is None or half is None or missed is None:
        raise ValueError("a budget wants at least one run")
    return Outlook(
        runs=runs,
        lowest_if_all_pass=all_pass[0],
        half_width=(half[1] - half[0]) / 2,
        seen_once=1 - (1 - _ONE_IN_TEN) ** runs,
        could_have_missed=missed,
    )


def outlook_words(runs: int) -> str:
    """Return in two sentences what so many runs can show, and what they cannot."""
    seen = outlook(runs)
    noun = "run" if runs == 1 else "runs"
    return (
        f"Even if all of {runs} {noun} pass, the true rate may be as low as "
        f"{percent(seen.lowest_if_all_pass)}. A fault that comes once in ten shows itself with a "
        f"chance of {percent(seen.seen_once)}."
    )
