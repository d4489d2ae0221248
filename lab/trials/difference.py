"""The probes of two teardowns side by side: the same product later, or another one. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from itertools import compress
from operator import not_
from typing import TYPE_CHECKING

from lab.trials.change import PAIRS_WORTH_A_TEST, change_between, paired
from lab.trials.tally import by_wording, tally
from lab.trials.wordings import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from lab.trials.change import Change
    from store.records import Probe, Teardown

__all__ = ["BenchDifference", "PairedPrompts", "ProbeDifference", "bench_difference"]


@dataclass(frozen=True, slots=True)
class ProbeDifference:
    """One prompt that was run on both sides."""

    before: Probe
    after: Probe
    change: Change
    """Of the prompt itself, without its other wordings."""
    notes: tuple[str, ...]

    @property
    def same_rule(self) -> bool:
        """Whether both sides were marked by the same pass rule."""
        return _same_rule(self.before, self.after)


@dataclass(frozen=True, slots=True)
class PairedPrompts:
    """Every prompt and wording that was run on both sides, each with one outcome a side.

    McNemar's test wants one answer for each thing before and after. Where a prompt was run
    several times, its answer is what most of its marked runs came to; a prompt that is split
    evenly has none and is left out.
    """

    pairs: int
    lost: int
    """Mostly passed before, and mostly fail now."""
    won: int
    even: int
    """Left out, since the runs of one side are split evenly."""
    mcnemar_p: float | None
    """``None`` below 6 pairs, where the test cannot find anything."""
    other_rule: int = 0
    """Left out, since each side marked them by another pass rule."""


@dataclass(frozen=True, slots=True)
class BenchDifference:
    """What became of the probes of a teardown in another."""

    probes: tuple[ProbeDifference, ...]
    only_before: tuple[Probe, ...]
    only_after: tuple[Probe, ...]
    paired: PairedPrompts


def bench_difference(before: Teardown, after: Teardown) -> BenchDifference:
    """Return the probes of both, matched by the words of their prompts."""
    left: dict[str, list[Probe]] = {}
    for probe in after.probes:
        left.setdefault(normal(probe.prompt), []).append(probe)
    matched: list[tuple[Probe, Probe]] = []
    alone = []
    for probe in before.probes:
        others = left.get(normal(probe.prompt)) if probe.prompt.strip() else None
        if others:
            matched.append((probe, others.pop(0)))
        else:
            alone.append(probe)
    outcomes = [_outcomes(first, later) for first, later in matched]
    # What another rule made a failure is no change of the product.
    other = [not _same_rule(first, later) for first, later in matched]
    return BenchDifference(
        probes=tuple(
            _difference(first, later, pairs=[] if is_other else _decided(pairs))
            for (first, later), pairs, is_other in zip(matched, outcomes, other, strict=True)
        ),
        only_before=tuple(alone),
        only_after=tuple(probe for probes in left.values() for probe in probes),
        paired=_paired(
            [pair for pairs in compress(outcomes, map(not_, other)) for pair in pairs],
            other_rule=sum(map(len, compress(outcomes, other))),
        ),
    )


_Outcome = tuple[bool | None, bool | None]


def _outcomes(first: Probe, later: Probe) -> list[_Outcome]:
    """Return what most runs came to, before and after, of each wording that both sides ran."""
    before, after = dict(_majorities(first)), dict(_majorities(later))
    return [(before[words], after[words]) for words in before if words in after]


def _majorities(probe: Probe) -> Iterator[tuple[str, bool | None]]:
    every = (probe.prompt, *probe.wordings)
    words: dict[str, Counter[str]] = {}
    for number, trials in by_wording(probe.trials).items():
        if number < len(every):
            counts = words.setdefault(normal(every[number]), Counter())
            counts.update(trial.verdict for trial in trials)
    for said, counts in words.items():
        if counts["pass"] + counts["fail"]:
            ahead = counts["pass"] - counts["fail"]
            yield said, ahead > 0 if ahead else None


def _same_rule(first: Probe, later: Probe) -> bool:
    return normal(first.pass_rule) == normal(later.pass_rule)


def _decided(pairs: Sequence[_Outcome]) -> list[tuple[bool, bool]]:
    return [(first, later) for first, later in pairs if first is not None and later is not None]


def _paired(pairs: Sequence[_Outcome], *, other_rule: int) -> PairedPrompts:
    decided = _decided(pairs)
    return PairedPrompts(
        pairs=len(decided),
        lost=sum(first and not later for first, later in decided),
        won=sum(later and not first for first, later in decided),
        even=len(pairs) - len(decided),
        mcnemar_p=paired(decided) if len(decided) >= PAIRS_WORTH_A_TEST else None,
        other_rule=other_rule,
    )


def _difference(
    first: Probe, later: Probe, *, pairs: Sequence[tuple[bool, bool]]
) -> ProbeDifference:
    counts = [tally(by_wording(probe.trials).get(0, [])) for probe in (first, later)]
    change = change_between(*counts, pairs=pairs)
    notes = _notes(first, later, change, pairs=len(pairs))
    return ProbeDifference(first, later, change, tuple(notes))


def _notes(first: Probe, later: Probe, change: Change, *, pairs: int) -> Iterator[str]:
    if not _same_rule(first, later):
        yield "The pass rules differ: a pass on one side may be a failure on the other."
    if normal(first.target) != normal(later.target):
        yield "The probes name different targets."
    if change.mcnemar_p is None and pairs > 1:
        yield (
            f"{pairs} wordings stand on both sides; below {PAIRS_WORTH_A_TEST} pairs McNemar’s "
            "test cannot find anything, so it is left out."
        )
