"""Mending how an output was written down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.errors import UsageError
from lab.trials.writing import change_probe, find_probe, find_trial

if TYPE_CHECKING:
    from collections.abc import Mapping

    from store.records import Teardown, Trial

__all__ = ["correct_output", "correct_trial"]

_JUDGED: Final = frozenset({"pass", "fail", "unclear"})


def correct_trial(
    record: Teardown,
    probe_id: str,
    trial_id: str,
    *,
    wording: int,
    seconds: float | None,
    note: str | None = None,
) -> Trial:
    """Say anew which wording an output answers and how long it took; return it as it is now.

    Under another wording it is that one's next run. Raise ``UsageError`` for a wording that
    the probe does not have.
    """
    probe = find_probe(record, probe_id)
    trial = find_trial(probe, trial_id)
    values: dict[str, object] = {"seconds": seconds}
    if note is not None:
        values["note"] = note
    if wording != trial.wording:
        if not 0 <= wording <= len(probe.wordings):
            raise UsageError(f"Probe {probe.id} has no wording {wording}")
        runs = [each.run for each in probe.trials if each.wording == wording]
        values |= {"wording": wording, "run": max(runs, default=0) + 1}
    return _put(record, probe_id, trial, values)


def correct_output(record: Teardown, probe_id: str, trial_id: str, output: str) -> Trial:
    """Give an output other words and return it as it is now.

    What somebody said about the other words does not hold for these: it waits to be marked.
    Raise ``UsageError`` where nothing would be left of it and it is no error.
    """
    trial = find_trial(find_probe(record, probe_id), trial_id)
    if not output.strip() and trial.verdict != "error":
        raise UsageError(
            "There is no output in it", todo="Take it out, or leave some of its words."
        )
    values: dict[str, object] = {"output": output}
    if output != trial.output:
        values["marks"] = []
        if trial.verdict in _JUDGED:
            values |= {"verdict": "unmarked", "marker": ""}
    return _put(record, probe_id, trial, values)


def _put(record: Teardown, probe_id: str, trial: Trial, values: Mapping[str, object]) -> Trial:
    probe = find_probe(record, probe_id)
    new = trial.model_copy(update={**values})
    change_probe(record, probe_id, trials=[new if each is trial else each for each in probe.trials])
    return new
