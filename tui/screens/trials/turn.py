"""Which words are sent next, and how far the runs of a probe are. Nothing is drawn here."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.trials.planned import planned_runs

if TYPE_CHECKING:
    from lab.model import Probe

__all__ = ["Turn", "after", "turn_of", "wording_name"]


@dataclass(frozen=True, slots=True)
class Turn:
    """The next run."""

    wording: int
    """Which words are sent: 0 is the prompt itself."""
    words: str
    run: int
    """The run of these words that comes next; errors are not counted."""
    planned: int
    """How many runs of these words are meant."""
    done: int
    """Outputs of all wordings that are there, errors not counted."""
    of: int
    """How many outputs are meant in all."""
    left: int
    """How many of them are still to come."""

    @property
    def is_all_there(self) -> bool:
        """Whether every run that was meant is there."""
        return self.left == 0


def turn_of(probe: Probe, chosen: int | None = None) -> Turn:
    """Return the next run: of the *chosen* wording, else of the first that wants one.

    The prompt itself comes first, then its wordings one after the other. Where every run is
    there, the words that were sent last come again.
    """
    planned = planned_runs(probe)
    done = _done(probe)
    missing = {number: max(0, runs - done[number]) for number, runs in planned.items()}
    if chosen is None or chosen not in planned:
        last = probe.trials[-1].wording if probe.trials else 0
        fallback = last if last in planned else 0
        chosen = next((number for number, runs in missing.items() if runs), fallback)
    return Turn(
        wording=chosen,
        words=(probe.prompt, *probe.wordings)[chosen],
        run=done[chosen] + 1,
        planned=planned[chosen],
        done=done.total(),
        of=sum(planned.values()),
        left=sum(missing.values()),
    )


def after(probe: Probe, chosen: int | None) -> int | None:
    """Return what stays chosen once an output is recorded; its last planned run ends it."""
    if chosen is None:
        return None
    turn = turn_of(probe, chosen)
    return None if turn.run > turn.planned else chosen


def wording_name(number: int) -> str:
    """Return what a wording is called in a few letters."""
    return f"wording {number}" if number else "prompt"


def _done(probe: Probe) -> Counter[int]:
    return Counter(trial.wording for trial in probe.trials if trial.verdict != "error")
