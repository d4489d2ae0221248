"""Trials of the same prompt, run apart by several people, in one heap and by each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.compare.subjects import products_of
from lab.trials.difference import bench_difference
from lab.trials.tally import Tally, by_wording, tally
from lab.trials.wordings import normal

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from lab.compare.subjects import Kind, Subject
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
    """Whether all mark by the same pass rule."""
    change: Change | None = None
    """For one product over time: what became of it from the first to the last."""
    one_product: bool = True
    """Whether all ran the same product at about the same time."""

    @property
    def is_pooled(self) -> bool:
        """Whether all runs may be put into one heap: one product, marked by one rule."""
        return self.one_product and self.same_rule

    @property
    def together(self) -> Tally:
        """All runs in one heap; none where they may not be."""
        return sum(self.by_teardown.values(), Tally()) if self.is_pooled else Tally()


@dataclass(frozen=True, slots=True)
class Pool:
    """All prompts that at least two of them ran."""

    probes: tuple[PooledProbe, ...]

    @property
    def together(self) -> Tally:
        """All runs of all shared prompts that may be put together."""
        return sum((probe.together for probe in self.probes), Tally())

    def of(self, teardown: str) -> Tally:
        """Return the runs of one of them."""
        return sum((each.by_teardown.get(teardown, Tally()) for each in self.probes), Tally())


def pooled(compared: Sequence[Subject], *, kind: Kind) -> Pool:
    """Return the shared prompts; they are the same but for white space and case."""
    prompts: dict[str, dict[str, list[Probe]]] = {}
    for one in compared:
        for probe in one.record.probes:
            if probe.prompt.strip():
                prompts.setdefault(normal(probe.prompt), {}).setdefault(one.id, []).append(probe)
    changes: dict[str, Change] = {}
    if kind == "time":
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
                    one_product=kind == "people" and len(products_of(compared)) == 1,
                )
            )
    return Pool(tuple(shared))


def _tally(probes: Sequence[Probe]) -> Tally:
    return sum((tally(by_wording(probe.trials).get(0, [])) for probe in probes), Tally())
