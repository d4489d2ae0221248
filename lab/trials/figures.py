"""Everything that may be said about a probe in figures, and why the rest may not.

A figure that the sample cannot carry is ``None``; a note says why.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import dataclass
from statistics import median
from typing import TYPE_CHECKING, Final

from lab.trials.citations import CitationAudit
from lab.trials.grouping import Spread, spread_of
from lab.trials.identity import Agreement, total_agreement
from lab.trials.lacking import ANECDOTE, ENOUGH_TIMES, MOST_TRIES, notes_of, own_notes
from lab.trials.likeness import text_similarity
from lab.trials.rates import could_have_missed, newcombe, percentile_for
from lab.trials.repeats import LIFT_RUNS, all_of_k, any_of_k, retry_lift
from lab.trials.tally import Tally, by_wording, tally

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from lab.trials.repeats import RetryLift
    from store.records import Probe, Trial

__all__ = ["BenchFigures", "ProbeFigures", "Rewording", "bench_figures", "probe_figures"]

RUNS_OF_A_WORDING: Final = 3
"""With fewer, one in eight pairs of wordings that are alike comes out as all against none."""
LIFT_TRIES: Final = 3
"""Tries that the retry lift is computed for."""


@dataclass(frozen=True, slots=True)
class Rewording:
    """How the pass rates of the wordings differ."""

    low: float
    high: float
    worst: int
    """The number of the wording with the lowest rate."""
    wordings: int
    """How many were compared: those with at least two runs."""
    beyond_chance: bool
    """Whether the best and the worst differ by more than chance would explain. Of several, two
    lie far apart by luck; the interval is widened for as many pairs as could have been it."""

    @property
    def spread(self) -> float:
        """The highest rate minus the lowest, 0 to 1 (Sclar et al. 2024)."""
        return self.high - self.low


@dataclass(frozen=True, slots=True)
class ProbeFigures:
    """One probe. All but ``wordings`` and ``rewording`` are of the prompt itself."""

    tally: Tally
    any_of_k: dict[int, float]
    """By k: the chance that one of k tries passes."""
    all_of_k: dict[int, float]
    """By k: the chance that k tries all pass."""
    groups: dict[str, int]
    """Outputs by meaning group, the largest first."""
    spread: Spread | None
    distinct_raw: int | None
    """How many outputs differ in at least one character."""
    text_similarity: float | None
    """How alike the words are. Not agreement."""
    seconds_median: float | None
    seconds_worst: float | None
    citations: CitationAudit | None
    """The sources of all answers of which somebody opened them."""
    could_have_missed: float | None
    """What is rarer than this may well not have shown."""
    wordings: dict[int, Tally]
    """By number of the wording, 0 first."""
    rewording: Rewording | None
    notes: tuple[str, ...]

    @property
    def rate(self) -> float | None:
        """The pass rate, 0 to 1; ``None`` for a single run."""
        return self.tally.rate if self.tally.runs > ANECDOTE else None

    @property
    def raw_identical(self) -> bool | None:
        """Whether all outputs are the same to the letter."""
        return None if self.distinct_raw is None else self.distinct_raw == 1


@dataclass(frozen=True, slots=True)
class BenchFigures:
    """All probes of a teardown together; read them only beside the probes' own."""

    probes: dict[str, ProbeFigures]
    """By the probe's id."""
    pooled: Tally
    """Every run of every probe and wording."""
    retry_lift: RetryLift | None
    agreement: Agreement | None
    """Total agreement over the probes, raw and by meaning group; ``None`` where
    outputs of several have no group: that nobody looked is no disagreement."""
    notes: tuple[str, ...]
    identical: float | None = None
    """Total agreement to the letter alone (TARr), 0 to 1, which wants no groups."""


def probe_figures(probe: Probe) -> ProbeFigures:
    """Return what may be said about a probe's trials."""
    split = by_wording(probe.trials)
    own = split.get(0, [])
    count = tally(own)
    answers = [trial for trial in own if trial.verdict != "error"]
    groups = Counter(trial.group.strip() for trial in answers if trial.group.strip())
    outputs = [trial.output for trial in answers]
    times = [trial.seconds for trial in answers if trial.seconds is not None]
    tallies = {number: tally(trials) for number, trials in split.items()}
    several = len(outputs) > ANECDOTE
    return ProbeFigures(
        tally=count,
        any_of_k=_of_k(any_of_k, count),
        all_of_k=_of_k(all_of_k, count),
        groups=dict(sorted(groups.items(), key=lambda item: (-item[1], item[0]))),
        spread=spread_of([*groups.values()]) if groups.total() > ANECDOTE else None,
        distinct_raw=len({*outputs}) if several else None,
        text_similarity=text_similarity(outputs),
        seconds_median=median(times) if len(times) >= ENOUGH_TIMES else None,
        seconds_worst=max(times, default=None),
        citations=_citations(answers),
        could_have_missed=could_have_missed(count.runs),
        wordings=tallies,
        rewording=_rewording(tallies),
        notes=(*own_notes(count, answers, groups.total(), times=len(times)), *notes_of(tallies)),
    )


def bench_figures(probes: Sequence[Probe]) -> BenchFigures:
    """Return what may be said about all probes of a teardown."""
    figures = {probe.id: probe_figures(probe) for probe in probes}
    counts = [(each.tally.passes, each.tally.runs) for each in figures.values()]
    rated = [count for count in counts if count[1]]
    enough = [count for count in rated if count[1] >= LIFT_RUNS]
    lift = retry_lift(enough, k=LIFT_TRIES)
    answers = [
        [trial for trial in probe.trials if trial.wording == 0 and trial.verdict != "error"]
        for probe in probes
    ]
    several = [trials for trials in answers if len(trials) > 1]
    grouped = all(trial.group.strip() for trials in several for trial in trials)
    notes = []
    if lift is None and probes:
        notes.append(
            "Whether trying again helps can be said from 3 prompts with 5 marked runs each."
        )
    elif len(enough) < len(rated):
        left = len(rated) - len(enough)
        notes.append(
            f"Whether trying again helps is said of {len(enough)} prompts; {left} with fewer than "
            f"{LIFT_RUNS} marked runs {'is' if left == 1 else 'are'} left out."
        )
    if probes and not several:
        notes.append("Agreement wants a prompt with two outputs.")
    elif not grouped:
        notes.append("Agreement in meaning wants every output in a meaning group.")
    return BenchFigures(
        probes=figures,
        pooled=sum((one for each in figures.values() for one in each.wordings.values()), Tally()),
        retry_lift=lift,
        agreement=_agreement(answers) if grouped else None,
        notes=tuple(notes),
        identical=_identical(answers),
    )


def _citations(answers: Sequence[Trial]) -> CitationAudit | None:
    audits = [trial.audit for trial in answers if trial.audit is not None]
    if not audits:
        return None
    return CitationAudit(
        citations=sum(audit.citations for audit in audits),
        supporting=sum(audit.supporting for audit in audits),
        sentences=sum(audit.sentences for audit in audits),
        supported=sum(audit.supported for audit in audits),
    )


def _of_k(figure: Callable[..., float | None], count: Tally) -> dict[int, float]:
    last = min(count.runs, MOST_TRIES)
    found = {k: figure(count.passes, count.runs, k=k) for k in range(2, last + 1)}
    return {k: chance for k, chance in found.items() if chance is not None}


def _rewording(tallies: Mapping[int, Tally]) -> Rewording | None:
    rated = {number: one for number, one in tallies.items() if one.runs > ANECDOTE}
    if len(rated) < 2:  # noqa: PLR2004  # nothing to compare
        return None
    worst = min(rated, key=lambda number: (rated[number].passes / rated[number].runs, number))
    best = max(rated, key=lambda number: (rated[number].passes / rated[number].runs, -number))
    low, high = rated[worst], rated[best]
    apart = newcombe(
        high.passes,
        high.runs,
        later_passes=low.passes,
        later_runs=low.runs,
        z=percentile_for(math.comb(len(rated), 2)),
    )
    return Rewording(
        low=low.passes / low.runs,
        high=high.passes / high.runs,
        worst=worst,
        wordings=len(rated),
        beyond_chance=apart is not None
        and apart[0] > 0
        and min(low.runs, high.runs) >= RUNS_OF_A_WORDING,
    )


def _identical(prompts: Sequence[Sequence[Trial]]) -> float | None:
    raw = total_agreement([[t.output for t in trials] for trials in prompts], parse=str)
    return None if raw is None else raw.raw


def _agreement(prompts: Sequence[Sequence[Trial]]) -> Agreement | None:
    raw = _identical(prompts)
    names = [[trial.group.strip() for trial in trials] for trials in prompts]
    meant = total_agreement(names, parse=lambda name: name or None)
    return None if raw is None or meant is None else Agreement(raw=raw, parsed=meant.parsed)
