"""The record that the critic earns: what became of its items, by model and by our prompt. Pure."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from lab.trials.rates import wilson

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from lab.trials.rates import Interval
    from store.records import Counterpoint

__all__ = [
    "CriticRecord",
    "RepeatedQuote",
    "Repeats",
    "critic_counts",
    "critic_records",
    "critic_words",
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

    @property
    def responses(self) -> dict[str, int]:
        """How many were answered in which way; those still open are the rest."""
        return {
            "changed": self.changed,
            "rebutted": self.rebutted,
            "parked": self.parked,
            "useless": self.useless,
        }

    def share(self, number: int) -> float | None:
        """Return a number as a share of what was given; ``None`` where nothing was."""
        return number / self.given if self.given else None

    @property
    def dropped_share(self) -> float | None:
        """The share of what it returned that was dropped; ``None`` where nothing came."""
        return self.dropped / self.returned if self.returned else None


def critic_counts(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return what became of one teardown's items, as small JSON values to be remembered.

    *document* are the JSON values of a record's file; examples have none. Never raises.
    """
    if document.get("example"):
        return []
    counts = _Counts()
    for point in _items(document.get("counterpoints")):
        key = (point.get("source"), point.get("model"), point.get("prompt_version"))
        counts.add(key, "given")
        counts.add(key, _text(point.get("response")))
    practice = document.get("practice")
    for asking in _items(practice.get("askings") if isinstance(practice, dict) else None):
        key = ("model", asking.get("model"), asking.get("prompt_version"))
        counts.add(key, "cost", _number(asking.get("cost")))
        if asking.get("mode") != "repeat":  # what a measurement brought was shown to nobody
            dropped = _number(asking.get("returned")) - _number(asking.get("kept"))
            counts.add(key, "dropped", max(0.0, dropped))
    return [dict(zip(_KEY, key, strict=True)) | row for key, row in counts.rows.items()]


def critic_records(teardowns: Iterable[Iterable[Mapping[str, Any]]]) -> list[CriticRecord]:
    """Return the critic's record over teardowns, the busiest first.

    *teardowns* are what :func:`critic_counts` returned for each.
    """
    counts = _Counts()
    for row in (row for rows in teardowns for row in rows):
        for name in _COUNTS:
            counts.add([row.get(part) for part in _KEY], name, _number(row.get(name)))
    found = [
        CriticRecord(
            *key,
            given=int(row["given"]),
            changed=int(row["changed"]),
            rebutted=int(row["rebutted"]),
            parked=int(row["parked"]),
            useless=int(row["useless"]),
            open=int(row["open"]),
            dropped=int(row["dropped"]),
            cost=row["cost"],
        )
        for key, row in counts.rows.items()
    ]
    return sorted(found, key=lambda one: (-one.given, one.source, one.model, one.prompt_version))


def critic_words(record: CriticRecord) -> str:
    """Return one line of the record: counts, since a share of few says little."""
    who = f"{record.model or 'a model'}, prompt {record.prompt_version or 'unknown'}"
    counts = [f"{number} {name}" for name, number in record.responses.items()]
    counts.append(f"{record.open} not answered yet")
    return f"{who}: {record.given} given ({', '.join(counts)}), {record.dropped} dropped"


_KEY: Final = ("source", "model", "prompt_version")
_COUNTS: Final = ("given", "changed", "rebutted", "parked", "useless", "open", "dropped", "cost")


class _Counts:
    """Numbers by source, model and version of our prompt."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, str, str], dict[str, float]] = {}

    def add(self, key: Iterable[object], name: str, number: float = 1.0) -> None:
        """Add to a number; one of another name is passed over."""
        source, model, prompt_version = map(_text, key)
        row = self.rows.setdefault((source, model, prompt_version), dict.fromkeys(_COUNTS, 0.0))
        if name in row:
            row[name] += number


def _items(value: object) -> list[dict[str, Any]]:
    return [each for each in value if isinstance(each, dict)] if isinstance(value, list) else []


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return 0.0
    return max(0.0, value)


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
    shares: tuple[float, float] = (0.0, 0.0)
    """The smallest and the largest share of two calls."""


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
    pairs = _pairs(runs) or [0.0]
    return Repeats(len(runs), repeatability(runs), tuple(found), (min(pairs), max(pairs)))


def repeatability(runs: Sequence[Sequence[Counterpoint]]) -> float | None:
    """Return the share of target quotes that two calls on the same text have in common.

    Averaged over all pairs of calls, each pair as shared quotes over all its quotes (Jaccard,
    0 to 1); two calls that both found nothing agree. ``None`` below two calls.
    """
    pairs = _pairs(runs)
    return sum(pairs) / len(pairs) if pairs else None


def _pairs(runs: Sequence[Sequence[Counterpoint]]) -> list[float]:
    quotes = [{" ".join(item.target_quote.split()) for item in run} for run in runs]
    return [
        (len(one & other) / len(one | other)) if one | other else 1.0
        for number, one in enumerate(quotes)
        for other in quotes[number + 1 :]
    ]
