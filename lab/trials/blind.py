"""Marking without knowing which run, wording or product an output came from."""

from __future__ import annotations

import random
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.trials.wordings import same_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from store.records import Probe, Trial, Verdict

__all__ = ["Said", "outputs_of", "said_by", "shuffled"]


@dataclass(frozen=True, slots=True)
class Said:
    """What one person said about one output."""

    verdict: Verdict = "unmarked"
    note: str = ""

    @property
    def is_given(self) -> bool:
        """Whether there is a verdict."""
        return self.verdict != "unmarked"


def said_by(trial: Trial, marker: str) -> Said:
    """Return what *marker* said about an output, and nothing of what anybody else did."""
    if trial.verdict == "unmarked":
        return Said(note=trial.note)
    if same_words(trial.marker, marker):
        return Said(trial.verdict, trial.note)
    own = next((mark for mark in trial.marks if same_words(mark.marker, marker)), None)
    return Said(own.verdict, own.note) if own is not None else Said()


def outputs_of(probe: Probe, *, marker: str) -> list[Trial]:
    """Return what there is to mark, shuffled for this person; an error gives nothing to judge."""
    answers = [trial for trial in probe.trials if trial.verdict != "error"]
    return shuffled(answers, seed=f"{probe.id}/{marker}")


def shuffled(trials: Sequence[Trial], *, seed: str) -> list[Trial]:
    """Return trials in an order that tells nothing, and is the same again for the same seed.

    The order of those that are there does not change when another one comes, so that somebody
    who comes back finds the outputs where they were.
    """
    return sorted(trials, key=lambda trial: random.Random(f"{seed}/{trial.id}").random())  # noqa: S311  # an order, no secret
