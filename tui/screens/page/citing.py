"""Quotes of one page, and the claims that cite them: making, changing, and taking back.

Items are replaced, never changed in place: a snapshot that is on its way to disk shares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.evidence.keeping import add_quote, claims_naming, find_evidence, remove_quote

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from lab.evidence.quoting import Anchor
    from lab.model import Claim, Evidence, Quote
    from tui.editing.in_hand import TeardownInHand

__all__ = ["Citing"]


@dataclass(frozen=True, slots=True)
class _Before:
    """How things were before a change."""

    what: str
    quotes: Sequence[Quote]
    cited: Mapping[str, Sequence[str]]
    """By claim, what it cited."""


class Citing:
    """The quotes of one page of the teardown in hand."""

    def __init__(self, in_hand: TeardownInHand, evidence_id: str) -> None:
        self._in_hand = in_hand
        self._evidence_id = evidence_id
        self._back: list[_Before] = []

    @property
    def evidence(self) -> Evidence:
        """The page's record as it is now; ``NoSuchPart`` where it was taken out."""
        return find_evidence(self._in_hand.record, self._evidence_id)

    def claims_of(self, quote_id: str) -> list[Claim]:
        """Return the claims that cite a quote."""
        return claims_naming(self._in_hand.record, quote_id)

    def claims_here(self) -> list[Claim]:
        """Return the claims that cite the page or one of its quotes."""
        evidence = self.evidence
        ids = [evidence.id, *(quote.id for quote in evidence.quotes)]
        return claims_naming(self._in_hand.record, *ids)

    def quote(self, anchor: Anchor) -> Quote:
        """Make a quote; the same passage is not quoted twice."""
        self._keep_for_undo("The quote is taken back")
        exact, prefix, suffix = anchor
        quote = add_quote(
            self._in_hand.record, self._evidence_id, exact=exact, prefix=prefix, suffix=suffix
        )
        self._in_hand.changed()
        return quote

    def cite(self, quote_id: str, claims: Collection[str], *, is_new: bool = False) -> None:
        """Let exactly these claims cite a quote; a new one is taken back together with them."""
        if is_new:
            self._own_copies()
        else:
            self._keep_for_undo("The claims cite what they cited before")
        for claim in self._in_hand.record.claims:
            wanted, there = claim.id in claims, quote_id in claim.evidence
            if wanted and not there:
                claim.evidence = [*claim.evidence, quote_id]
            elif there and not wanted:
                claim.evidence = [name for name in claim.evidence if name != quote_id]
        self._in_hand.changed()

    def note(self, quote_id: str, note: str) -> None:
        """Write a note beside a quote."""
        self._keep_for_undo("The note is as it was before")
        for quote in self.evidence.quotes:
            if quote.id == quote_id:
                quote.note = note
        self._in_hand.changed()

    def remove(self, quote_id: str) -> Sequence[Claim]:
        """Take a quote out; return the claims that go on without it."""
        self._keep_for_undo("The quote is back")
        removed = remove_quote(self._in_hand.record, quote_id)
        self._in_hand.changed()
        return removed.claims

    def undo(self) -> str:
        """Take back the last change; return what that means, nothing where there was none."""
        if not self._back:
            return ""
        before = self._back.pop()
        here = {quote.id for quote in (*before.quotes, *self.evidence.quotes)}
        self._own_copies()
        self.evidence.quotes = [*before.quotes]
        for claim in self._in_hand.record.claims:
            had = [name for name in before.cited.get(claim.id, ()) if name in here]
            kept = [name for name in claim.evidence if name not in here or name in had]
            claim.evidence = [*kept, *(name for name in had if name not in kept)]
        self._in_hand.changed()
        return before.what

    def _keep_for_undo(self, what: str) -> None:
        record = self._in_hand.record
        self._back.append(
            _Before(
                what,
                [quote.model_copy() for quote in self.evidence.quotes],
                {claim.id: [*claim.evidence] for claim in record.claims},
            )
        )
        self._own_copies()

    def _own_copies(self) -> None:
        """Let the record have claims and quotes that no snapshot shares."""
        record = self._in_hand.record
        record.claims = [claim.model_copy() for claim in record.claims]
        record.evidence = [
            item.model_copy(update={"quotes": [quote.model_copy() for quote in item.quotes]})
            if item.id == self._evidence_id
            else item
            for item in record.evidence
        ]
