"""Another design for a probe that may have outputs already. Pure.

An output belongs to the words that were sent and to the rule that it was marked by. So words
that have outputs are changed only to mend how they were written down, and with another rule
the marks can be taken away, to be made anew.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lab.errors import UsageError
from lab.trials.writing import add_probe, change_probe, find_probe

if TYPE_CHECKING:
    from datetime import datetime

    from lab.trials.writing import ProbeDraft
    from store.records import Probe, Teardown, Trial

__all__ = ["Stakes", "redesign", "stakes_of"]

_JUDGED = frozenset({"pass", "fail", "unclear"})


@dataclass(frozen=True, slots=True)
class Stakes:
    """What a new design would touch."""

    asked: int = 0
    """Outputs whose words would be other ones."""
    marked: int = 0
    """Marked outputs whose rule would be another one."""


def stakes_of(probe: Probe, draft: ProbeDraft) -> Stakes:
    """Return which outputs a new design would touch. A wording stands in its old place."""
    before = (probe.prompt, *probe.wordings)
    after = (draft.prompt, *draft.wordings)
    other = {
        number
        for number, words in enumerate(before)
        if number < len(after) and after[number].strip() and after[number].strip() != words.strip()
    }
    is_other_rule = bool(probe.pass_rule.strip()) and (
        draft.pass_rule.strip() != probe.pass_rule.strip()
    )
    return Stakes(
        asked=sum(trial.wording in other for trial in probe.trials),
        marked=sum(trial.verdict in _JUDGED for trial in probe.trials) if is_other_rule else 0,
    )


def redesign(
    record: Teardown,
    probe_id: str,
    draft: ProbeDraft,
    *,
    now: datetime,
    mark_again: bool = False,
) -> Probe:
    """Give a probe another design and return it; *mark_again* takes its marks away.

    The draft's wordings stand in the places of the probe's; an empty one is taken out, and
    those behind it move up with their outputs. Raise ``UsageError`` where outputs of it are
    there, and for what no probe can have.
    """
    probe = find_probe(record, probe_id)
    numbers = _numbers(probe, draft)
    kept = replace(
        draft,
        wordings=tuple(words for words in draft.wordings if words.strip()),
        # What came from elsewhere and is none of the library's may stay as it is.
        kind="repeat" if draft.kind == probe.kind else draft.kind,
        budget="" if draft.budget == probe.budget else draft.budget,
    )
    scratch = record.model_copy(update={"probes": []})
    design = add_probe(scratch, kept, now=now)
    if len(design.wordings) < len(kept.wordings):
        raise UsageError("Two of the wordings are the same", todo="Each says it in its own words.")
    trials = [_moved(trial, numbers) for trial in probe.trials]
    if mark_again:
        trials = [_unmarked(trial) for trial in trials]
    return change_probe(
        record,
        probe_id,
        name=design.name,
        kind=draft.kind,
        prompt=design.prompt,
        pass_rule=design.pass_rule,
        target=design.target,
        quality_line=design.quality_line,
        budget=draft.budget,
        wordings=design.wordings,
        trials=trials,
    )


def _numbers(probe: Probe, draft: ProbeDraft) -> dict[int, int]:
    """Return where each of the probe's wordings stands afterwards."""
    numbers, place = {0: 0}, 0
    used = {trial.wording for trial in probe.trials}
    for number in range(1, max(len(probe.wordings), len(draft.wordings)) + 1):
        words = draft.wordings[number - 1] if number <= len(draft.wordings) else ""
        if words.strip():
            place += 1
            numbers[number] = place
        elif number in used:
            raise UsageError(
                f"Wording {number} has outputs",
                todo="Take those out first, or leave its words as they are.",
            )
    return numbers


def _moved(trial: Trial, numbers: dict[int, int]) -> Trial:
    number = numbers.get(trial.wording, trial.wording)
    return trial if number == trial.wording else trial.model_copy(update={"wording": number})


def _unmarked(trial: Trial) -> Trial:
    """Return an output without marks. What is an error stays one; groups are of the meaning."""
    if trial.verdict not in _JUDGED:
        return trial
    return trial.model_copy(update={"verdict": "unmarked", "marker": "", "marks": []})
