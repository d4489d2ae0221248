"""Trials of the same prompt, run apart by several people, in one heap and by each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.trials.difference import bench_difference
from lab.trials.tally import Tally, by_wording, tally
from lab.trials.wordings import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.compare.subjects import Subject
    from lab.trials.change import Change
    from store.records import Probe

__all__ = ["Pool", "PooledProbe", "pooled"]


@dataclass(frozen=True, slots=True)
class PooledProbe:
    """One prompt that at least two of them ran."""

    prompt: str
    by_teardown: Mapping[str, Tally]
    """Of the prompt itself, without its other wordings."""
    same_rule: bool
    """Whether all mark by the same pass rule; without one, nothing should be pooled."""
    change: Change | None = None
    """For one product over time: what became of it from the first to the last."""

    @property
    def together(self) -> Tally:
        """All runs in one heap."""
        return sum(self.by_teardown.values(), Tally())


@dataclass(frozen=True, slots=True)
class Pool:
    """All prompts that at least two of them ran."""

    probes: tuple[PooledProbe, ...]

    @property
    def together(self) -> Tally:
        """All runs of all shared prompts."""
        return sum((probe.together for probe in self.probes), Tally())

    def of(self, teardown: str) -> Tally:
        """Return the runs of one of them."""
        return sum((each.by_teardown.get(teardown, Tally()) for each in self.probes), Tally())


def pooled(compared: Sequence[Subject], *, over_time: bool = False) -> Pool:
    """Return the shared prompts; they are the same but for white space and case."""
    prompts: dict[str, dict[str, list[Probe]]] = {}
    for one in compared:
        for probe in one.record.probes:
            if probe.prompt.strip():
                prompts.setdefault(normal(probe.prompt), {}).setdefault(one.id, []).append(probe)
    changes: dict[str, Change] = {}
    if over_time:
        difference = bench_difference(compared[0].record, compared[-1].record)
        changes = {normal(each.before.prompt): each.change for each in difference.probes}
    shared = []
    for words, by_teardown in prompts.items():
        if len(by_teardown) > 1:
            every = [probe for probes in by_teardown.values() for probe in probes]
            shared.append(
                PooledProbe(
                    every[0].prompt,
                    {name: _tally(probes) for name, probes in by_teardown.items()},
                    same_rule=len({normal(probe.pass_rule) for probe in every}) == 1,
                    change=changes.get(words),
                )
            )
    return Pool(tuple(shared))


def _tally(probes: Sequence[Probe]) -> Tally:
    return sum((tally(by_wording(probe.trials).get(0, [])) for probe in probes), Tally())
