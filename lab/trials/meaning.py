"""What meaning groups say, in sentences; and which outputs are the same to the letter."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.trials.grouping import spread_of
from lab.trials.lacking import MOST_TRIES
from lab.trials.saying import percent
from lab.trials.writing import Judgement, find_probe, find_trial, mark_trial

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import datetime

    from store.records import Probe, Teardown, Trial

__all__ = ["group_sizes", "group_trials", "meaning_lines", "rename_group", "together"]

_PAIR: Final = 2


def group_sizes(trials: Sequence[Trial]) -> dict[str, int]:
    """Return how many outputs each group has, in the order in which the groups came."""
    names = (trial.group.strip() for trial in trials if trial.verdict != "error")
    return dict(Counter(name for name in names if name))


def together(trials: Sequence[Trial]) -> list[Trial]:
    """Return outputs so that those with the very same words follow each other.

    White space around them does not count. Nothing is said about what they mean.
    """
    first: dict[str, int] = {}
    for place, trial in enumerate(trials):
        first.setdefault(trial.output.strip(), place)
    return sorted(trials, key=lambda trial: first[trial.output.strip()])


def group_trials(
    record: Teardown, probe_id: str, ids: Collection[str], *, group: str, now: datetime
) -> list[Trial]:
    """Put outputs into a group; empty takes them out of theirs. It is no verdict on them."""
    grouped = []
    for trial_id in ids:
        trial = find_trial(find_probe(record, probe_id), trial_id)
        grouped.append(
            mark_trial(
                record, probe_id, trial_id, Judgement(group=group), marker=trial.marker, now=now
            )
        )
    return grouped


def rename_group(
    record: Teardown, probe_id: str, name: str, *, to: str, now: datetime
) -> list[Trial]:
    """Call a group otherwise; under the name of another one, both become one group."""
    probe = find_probe(record, probe_id)
    ids = [trial.id for trial in probe.trials if trial.group.strip() == name]
    return group_trials(record, probe_id, ids, group=to, now=now)


def meaning_lines(probe: Probe) -> list[str]:
    """Return what the groups of a probe say, in sentences; empty below two grouped outputs.

    Every wording is counted: the groups are made over all of them.
    """
    answers = [trial for trial in probe.trials if trial.verdict != "error"]
    sizes = group_sizes(answers)
    total = sum(sizes.values())
    spread = spread_of([*sizes.values()])
    if spread is None or total < _PAIR:
        return []
    if len(sizes) == 1:
        lines = [f"All {total} outputs mean the same."]
    else:
        most = max(sizes.values())
        common = [name for name, size in sizes.items() if size == most]
        lines = [f"{len(sizes)} different answers in {total} outputs."]
        lines.append(
            f"The most common one, “{common[0]}”, came {most} of {total} times "
            f"({percent(spread.modal_share)})."
            if len(common) == 1
            else f"No answer is more common than the others: {len(common)} came "
            f"{'once' if most == 1 else f'{most} times'} each."
        )
    if total >= MOST_TRIES and len(sizes) > 1:
        lines.append(
            f"It varies as much as {spread.effective_answers:.1f} equally frequent answers would."
        )
    elif total < MOST_TRIES:
        lines.append(f"With only {counted(total, 'output')}, more runs may bring more answers.")
    loose = len(answers) - total
    if loose:
        lines.append(f"{counted(loose, 'output')} in no group and not counted here.")
    return lines
