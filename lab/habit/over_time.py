"""The practice over time: scores by section, how claims are known, the critic, the intervals."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from statistics import fmean
from typing import TYPE_CHECKING, Final

from lab.counterpoints.critic import critic_records
from lab.habit.calendar import days_of
from lab.habit.overview import BASES
from lab.trials.rates import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from datetime import date

    from lab.counterpoints.critic import CriticRecord
    from lab.habit.digest import Digest, Past
    from store.summaries import Summary

__all__ = ["OverTime", "Period", "SectionScores", "over_time"]

_MONTHS_AT_MOST: Final = 6
"""A practice of at most so many months is looked at by months, a longer one by quarters."""


@dataclass(frozen=True, slots=True)
class SectionScores:
    """One's own scores of a section, the oldest first."""

    section: str
    scores: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Period:
    """What was finished in a month or a quarter."""

    year: int
    part: int
    """The month, or the quarter where ``is_month`` says no."""
    is_month: bool
    finished: int
    mix: Mapping[str, int]
    """Claims by basis."""
    probes: int
    """Probes with a marked run."""
    runs: int
    """Their marked runs."""
    width: float | None
    """The mean width of their rates' 95 % intervals, 0 to 1; ``None`` without any."""


@dataclass(frozen=True, slots=True)
class OverTime:
    """What finished teardowns show, one after the other."""

    sections: tuple[SectionScores, ...]
    """The section with the most scores first."""
    periods: tuple[Period, ...]
    """The oldest first; only those in which something was finished."""
    critics: tuple[CriticRecord, ...]
    """Drafts too; the one with the most counterpoints first."""
    categories: Mapping[str, int]
    """Finished teardowns by category, the most frequent first."""


@dataclass(slots=True)
class _Gathered:
    finished: int = 0
    mix: Counter[str] = field(default_factory=Counter)
    probes: list[tuple[int, int]] = field(default_factory=list)


def over_time(rows: Iterable[Summary], digests: Mapping[str, Digest]) -> OverTime:
    """Gather what one's own teardowns show over time; *digests* are theirs."""
    pasts = [(row, digests[row.id].past) for row in rows if row.id in digests]
    done = sorted(
        ((day, row.finished_at or "", row, past) for row, past in pasts for day in days_of([row])),
        key=lambda each: each[:2],
    )
    return OverTime(
        sections=_sections(past for *_, past in done),
        periods=_periods([(day, past) for day, _, _, past in done]),
        critics=tuple(
            each for each in critic_records(past["critics"] for _, past in pasts) if each.returned
        ),
        categories=dict(Counter(row.category or "other" for _, _, row, _ in done).most_common()),
    )


def _sections(pasts: Iterable[Past]) -> tuple[SectionScores, ...]:
    scores: defaultdict[str, list[int]] = defaultdict(list)
    for past in pasts:
        for section, score in past["scores"].items():
            scores[section].append(score)
    found = [SectionScores(section, tuple(given)) for section, given in scores.items()]
    return tuple(sorted(found, key=lambda each: -len(each.scores)))


def _periods(done: Sequence[tuple[date, Past]]) -> tuple[Period, ...]:
    months = [day.year * 12 + day.month - 1 for day, _ in done]
    is_month = bool(months) and months[-1] - months[0] < _MONTHS_AT_MOST
    gathered: defaultdict[tuple[int, int], _Gathered] = defaultdict(_Gathered)
    for day, past in done:
        part = day.month if is_month else (day.month + 2) // 3
        one = gathered[day.year, part]
        one.finished += 1
        one.mix.update({basis: n for basis, n in past["mix"].items() if basis in BASES})
        one.probes += [(passes, failures) for passes, failures in past["probes"]]
    return tuple(
        Period(
            year=year,
            part=part,
            is_month=is_month,
            finished=one.finished,
            mix={basis: one.mix[basis] for basis in BASES},
            probes=len(one.probes),
            runs=sum(passes + failures for passes, failures in one.probes),
            width=fmean(map(_width, one.probes)) if one.probes else None,
        )
        for (year, part), one in sorted(gathered.items())
    )


def _width(counts: tuple[int, int]) -> float:
    passes, failures = counts
    low, high = wilson(passes, passes + failures) or (0.0, 1.0)
    return high - low
