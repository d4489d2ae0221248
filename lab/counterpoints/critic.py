"""The record that the critic earns: what became of its items, by model and by our prompt. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.trials.rates import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.trials.rates import Interval
    from store.records import Counterpoint, Teardown

__all__ = [
    "CriticRecord",
    "RepeatedQuote",
    "Repeats",
    "critic_records",
    "repeatability",
    "repeats",
]


@dataclass(frozen=True, slots=True)
class CriticRecord:
    """What became of the items of one source; counts first, since n is small."""

    source: str
    """template, rule or model."""
    model: str
    prompt_version: str
    given: int
    """Items that were shown."""
    changed: int
    rebutted: int
    parked: int
    useless: int
    open: int
    dropped: int
    """Items that did not pass the checks, and so were never shown."""
    cost: float
    """US dollars."""

    @property
    def returned(self) -> int:
        """Items that the model gave, the dropped ones included."""
        return self.given + self.dropped

    def share(self, number: int) -> float | None:
        """Return a number as a share of what was given; ``None`` where nothing was."""
        return number / self.given if self.given else None

    @property
    def dropped_share(self) -> float | None:
        """The share of what it returned that was dropped; ``None`` where nothing came."""
        return self.dropped / self.returned if self.returned else None


def critic_records(records: Iterable[Teardown]) -> list[CriticRecord]:
    """Return the critic's record over teardowns; examples are left out, the busiest first."""
    answers: dict[tuple[str, str, str], Counter[str]] = {}
    dropped: Counter[tuple[str, str, str]] = Counter()
    cost: dict[tuple[str, str, str], float] = {}
    for record in records:
        if record.example:
            continue
        for point in record.counterpoints:
            key = (point.source, point.model, point.prompt_version)
            answers.setdefault(key, Counter())[point.response] += 1
        for asking in record.practice.askings:
            key = ("model", asking.model, asking.prompt_version)
            answers.setdefault(key, Counter())
            dropped[key] += max(0, asking.returned - asking.kept)
            cost[key] = cost.get(key, 0.0) + asking.cost
    found = [
        CriticRecord(
            *key,
            given=counts.total(),
            changed=counts["changed"],
            rebutted=counts["rebutted"],
            parked=counts["parked"],
            useless=counts["useless"],
            open=counts["open"],
            dropped=dropped[key],
            cost=cost.get(key, 0.0),
        )
        for key, counts in answers.items()
    ]
    return sorted(found, key=lambda one: (-one.given, one.source, one.model, one.prompt_version))


@dataclass(frozen=True, slots=True)
class RepeatedQuote:
    """Words that at least one of several calls aimed at."""

    quote: str
    calls: int
    """So many calls aimed at them."""
    interval: Interval
    """Where the true share may well lie (95 %, Wilson)."""


@dataclass(frozen=True, slots=True)
class Repeats:
    """What several calls on the same text have in common."""

    calls: int
    share: float | None
    """See :func:`repeatability`."""
    quotes: tuple[RepeatedQuote, ...]
    """The most frequent first."""


def repeats(runs: Sequence[Sequence[Counterpoint]]) -> Repeats:
    """Return how often each quote came over several calls, as a probe counts its passes."""
    counts = Counter(
        quote for run in runs for quote in {" ".join(item.target_quote.split()) for item in run}
    )
    found = []
    for quote, calls in counts.most_common():
        interval = wilson(calls, len(runs))
        if interval is not None:
            found.append(RepeatedQuote(quote, calls, interval))
    return Repeats(len(runs), repeatability(runs), tuple(found))


def repeatability(runs: Sequence[Sequence[Counterpoint]]) -> float | None:
    """Return the share of target quotes that two calls on the same text have in common.

    Averaged over all pairs of calls, each pair as shared quotes over all its quotes (Jaccard,
    0 to 1); two calls that both found nothing agree. ``None`` below two calls.
    """
    quotes = [{" ".join(item.target_quote.split()) for item in run} for run in runs]
    pairs = [
        (len(one & other) / len(one | other)) if one | other else 1.0
        for number, one in enumerate(quotes)
        for other in quotes[number + 1 :]
    ]
    return sum(pairs) / len(pairs) if pairs else None
