"""One person's way through the outputs of a probe: what there is to mark, and what is left."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.trials.blind import Said, outputs_of, said_by

if TYPE_CHECKING:
    from lab.model import Probe, Trial

__all__ = ["Round", "is_all_marked", "markers_in"]


class Round:
    """What somebody marks, in their own order, blind to everybody else and to their earlier self.

    While there are outputs that nobody has marked, the round is about those and what the same
    person marked before; afterwards it is about all of them.
    """

    def __init__(self, probe: Probe, marker: str) -> None:
        self.marker = marker
        answers = outputs_of(probe, marker=marker)
        self._only_new = any(trial.verdict == "unmarked" for trial in answers)
        self.is_again = bool(answers) and all(said_by(one, marker).is_given for one in answers)
        """Whether this person has marked all of them before, and does so anew."""
        self._anew: set[str] = set()
        self._own = {
            trial.id
            for trial in answers
            if trial.verdict == "unmarked" or said_by(trial, marker).is_given
        }

    def outputs(self, probe: Probe) -> list[Trial]:
        """Return what there is to mark, marked or not."""
        return [
            trial
            for trial in outputs_of(probe, marker=self.marker)
            if not self._only_new or trial.id in self._own or trial.verdict == "unmarked"
        ]

    def said(self, trial: Trial) -> Said:
        """Return what this person said about an output in this round."""
        if self.is_again and trial.id not in self._anew:
            return Said()
        return said_by(trial, self.marker)

    def note_marked(self, trial_id: str) -> None:
        """Note that an output was marked just now."""
        self._anew.add(trial_id)
        self._own.add(trial_id)

    def forget(self, trial_id: str) -> None:
        """Note that what was just said is taken back."""
        self._anew.discard(trial_id)

    def left(self, probe: Probe) -> int:
        """Return how many outputs wait for this person."""
        return sum(not self.said(trial).is_given for trial in self.outputs(probe))


def is_all_marked(probe: Probe) -> bool:
    """Return whether every output has been marked by somebody, and there is one."""
    answers = [trial for trial in probe.trials if trial.verdict != "error"]
    return bool(answers) and all(trial.verdict != "unmarked" for trial in answers)


def markers_in(probe: Probe) -> list[str]:
    """Return who has marked outputs of a probe, each once; empty for whoever gave no name."""
    names = [
        name
        for trial in probe.trials
        if trial.verdict not in {"unmarked", "error"}
        for name in (trial.marker, *(mark.marker for mark in trial.marks))
    ]
    return [*dict.fromkeys(names)]
