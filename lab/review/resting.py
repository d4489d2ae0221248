"""What each claim rests on, and what became of that: quotes gone or changed, evidence grown old."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, NamedTuple

from lab.evidence.ageing import is_stale
from lab.figures import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from store.records import Claim, Evidence, Quote, Teardown

__all__ = ["Doubt", "Doubts", "Rest", "doubts", "marks_of_claims", "rests_of"]

Doubt = Literal["gone", "changed", "moved", "unread", "stale"]
"""Why what a claim rests on may no longer hold it, the gravest first: its quote is gone; says
something else; stands among other words; its page was never read; nobody looked for too long."""

_ORDER: tuple[Doubt, ...] = ("gone", "changed", "moved", "unread", "stale")

_WORDS: dict[Doubt, tuple[str, str]] = {
    "gone": ("a quote that is gone", "quotes that are gone"),
    "changed": ("a quote that reads otherwise now", "quotes that read otherwise now"),
    "moved": (
        "a quote that stands among other words now",
        "quotes that stand among other words now",
    ),
    "unread": ("a page that could not be read", "pages that could not be read"),
    "stale": ("old evidence", "old evidence"),
}
_SHORT: dict[Doubt, str] = {
    "gone": "quote gone",
    "changed": "quote reads otherwise",
    "moved": "quote among other words",
    "unread": "page not read",
    "stale": "old evidence",
}


class Rest(NamedTuple):
    """One thing that a claim rests on."""

    evidence: Evidence
    quote: Quote | None
    """``None`` where the claim names the whole piece."""

    def doubt(self, today: date) -> Doubt | None:
        """Return the gravest reason to look again; ``None`` where there is none."""
        quote, evidence = self.quote, self.evidence
        if quote is not None and quote.standing == "gone":
            return "gone"
        if quote is not None and quote.standing == "moved":
            return "changed" if quote.now else "moved"
        if quote is None and evidence.verdict in {"blocked", "client-rendered"}:
            return "unread"
        return "stale" if is_stale(evidence, today) else None


@dataclass(frozen=True, slots=True)
class Doubts:
    """How many claims rest on something that may no longer hold them, each counted once."""

    counts: dict[Doubt, int]

    @property
    def line(self) -> str:
        """“3 want another look: quote gone 2 · old evidence 1”; empty where none does."""
        parts = [
            f"{_SHORT[doubt]} {self.counts[doubt]}" for doubt in _ORDER if doubt in self.counts
        ]
        number = sum(self.counts.values())
        want = "wants" if number == 1 else "want"
        return f"{number} {want} another look: {' · '.join(parts)}" if parts else ""


def rests_of(record: Teardown) -> Iterator[tuple[Claim, list[Rest]]]:
    """Yield each claim with what it rests on, as far as that is in the teardown."""
    known: dict[str, Rest] = {}
    for item in record.evidence:
        known.setdefault(item.id, Rest(item, None))
        for quote in item.quotes:
            known.setdefault(quote.id, Rest(item, quote))
    for claim in record.claims:
        yield claim, [known[name] for name in dict.fromkeys(claim.evidence) if name in known]


def marks_of_claims(record: Teardown, today: date) -> dict[str, str]:
    """Return by claim why it should be looked at again: “rests on a quote that is gone”.

    Of several reasons it is the gravest; claims without one are left out. An example has none:
    it stays as it was written.
    """
    marks = {}
    for claim, rests in rests_of(record):
        found = Counter(rest.doubt(today) for rest in rests)
        doubt = _gravest(found)
        if doubt is not None and not record.example:
            one, many = _WORDS[doubt]
            number = found[doubt]
            words = one if number == 1 or one == many else counted(number, one, many)
            marks[claim.id] = f"rests on {words}"
    return marks


def doubts(record: Teardown, today: date) -> Doubts:
    """Return how many claims rest on something that should be looked at again."""
    if record.example:
        return Doubts({})
    gravest = (
        _gravest(Counter(rest.doubt(today) for rest in rests)) for _, rests in rests_of(record)
    )
    return Doubts(dict(Counter(doubt for doubt in gravest if doubt is not None)))


def _gravest(found: Counter[Doubt | None]) -> Doubt | None:
    return next((doubt for doubt in _ORDER if found[doubt]), None)
