"""Two versions of a teardown that each added runs and wordings to the same probe. Pure.

A run has a number among those of its wording, and names its wording by a number. Where two
machines gave the same numbers to different things, one side's get others before the versions are
put together; else one side's outputs would count for the other side's words.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.records import Probe, Teardown, Trial

__all__ = ["probes_told_apart"]


def probes_told_apart(
    ours: Teardown, theirs: Teardown, *, base: Teardown | None
) -> tuple[Teardown, Teardown]:
    """Return both versions with the same wordings for each probe, and no run number given twice.

    Wordings that both added stand one after the other, theirs first. What a side rewrote or took
    out is left for a person to decide, and so is everything without the common version.
    """
    old = _by_id(base) if base is not None else {}
    other = _by_id(theirs)
    mine: dict[str, Probe] = {}
    for probe in ours.probes:
        if probe.id in old and probe.id in other:
            words, other[probe.id] = _same_wordings(probe, other[probe.id], old[probe.id])
            mine[probe.id] = _other_runs(words, other[probe.id], old[probe.id])
    return _with(ours, mine), _with(theirs, other)


def _same_wordings(ours: Probe, theirs: Probe, old: Probe) -> tuple[Probe, Probe]:
    count = len(old.wordings)
    both_added = all(
        len(side.wordings) > count and side.wordings[:count] == old.wordings
        for side in (ours, theirs)
    )
    if not both_added or ours.wordings == theirs.wordings:
        return ours, theirs
    added = [words for words in ours.wordings[count:] if words not in theirs.wordings]
    every = [*theirs.wordings, *added]
    numbers = {
        number: every.index(words) + 1
        for number, words in enumerate(ours.wordings, start=1)
        if number > count
    }
    trials = [
        trial.model_copy(update={"wording": numbers.get(trial.wording, trial.wording)})
        for trial in ours.trials
    ]
    return (
        ours.model_copy(update={"wordings": every, "trials": trials}),
        theirs.model_copy(update={"wordings": every}),
    )


def _other_runs(ours: Probe, theirs: Probe, old: Probe) -> Probe:
    """Return our probe, its new runs numbered after those that they added."""
    known = {trial.id for trial in old.trials}
    same = {trial.id: trial for trial in theirs.trials}
    given = {(trial.wording, trial.run) for trial in theirs.trials if trial.id not in known}
    last = Counter[int]()
    for trial in (*ours.trials, *theirs.trials):
        last[trial.wording] = max(last[trial.wording], trial.run)

    def numbered(trial: Trial) -> Trial:
        is_new = trial.id not in known and same.get(trial.id) != trial
        if not is_new or (trial.wording, trial.run) not in given:
            return trial
        last[trial.wording] += 1
        return trial.model_copy(update={"run": last[trial.wording]})

    return ours.model_copy(update={"trials": [numbered(trial) for trial in ours.trials]})


def _by_id(record: Teardown) -> dict[str, Probe]:
    return {probe.id: probe for probe in record.probes}


def _with(record: Teardown, probes: Mapping[str, Probe]) -> Teardown:
    kept = [probes.get(probe.id, probe) for probe in record.probes]
    return record.model_copy(update={"probes": kept})
