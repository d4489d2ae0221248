"""What one version did to the trials of another, in words. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lab.figures import counted

if TYPE_CHECKING:
    from store.records import Probe, Teardown

__all__ = ["trials_changed"]


def trials_changed(before: Teardown, after: Teardown) -> tuple[list[tuple[str, int]], set[str]]:
    """Return what happened to trials, each with how often, and the probes that it says all about.

    Of such a probe nothing changed but its trials, so that “1 probe changed” would say it twice.
    """
    old = {probe.id: probe for probe in before.probes}
    counts: Counter[str] = Counter()
    told = set()
    for probe in after.probes:
        earlier = old.get(probe.id)
        if earlier is None:
            continue
        done = _done(earlier, probe)
        counts += done
        if done and _bare(earlier) == _bare(probe):
            told.add(probe.id)
    words = [
        (f"{counted(counts[what], noun)} {what}", counts[what])
        for what, noun in (
            ("recorded", "run"),
            ("marked", "output"),
            ("grouped", "output"),
            ("taken out", "run"),
        )
        if counts[what]
    ]
    return words, told


def _done(before: Probe, after: Probe) -> Counter[str]:
    old = {trial.id: trial for trial in before.trials}
    done: Counter[str] = Counter()
    for trial in after.trials:
        earlier = old.pop(trial.id, None)
        if earlier is None:
            done["recorded"] += 1
        elif (earlier.verdict, earlier.marks) != (trial.verdict, trial.marks):
            done["marked"] += 1
        elif earlier.group != trial.group:
            done["grouped"] += 1
    done["taken out"] += len(old)
    return +done


def _bare(probe: Probe) -> Probe:
    return probe.model_copy(update={"trials": []})
