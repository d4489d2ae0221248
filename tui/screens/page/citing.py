"""Quotes of one page, and the claims that cite them: making, changing, and taking back.

Items are replaced, never changed in place: a snapshot that is on its way to disk shares them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.evidence.keeping import (
    add_quote,
    claims_naming,
    find_evidence,
    remove_quote,
    replace_evidence,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

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
        if not is_new:
            self._keep_for_undo("The claims cite what they cited before")

        def cited(claim: Claim) -> list[str]:
            if claim.id not in claims:
                return [name for name in claim.evidence if name != quote_id]
            return list(dict.fromkeys([*claim.evidence, quote_id]))

        self._let_claims_cite(cited)

    def note(self, quote_id: str, note: str) -> None:
        """Write a note beside a quote."""
        self._keep_for_undo("The note is as it was before")
        self._replace_quotes(
            quote.model_copy(update={"note": note}) if quote.id == quote_id else quote
            for quote in self.evidence.quotes
        )
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

        def cited(claim: Claim) -> list[str]:
            had = [name for name in before.cited.get(claim.id, ()) if name in here]
            kept = [name for name in claim.evidence if name not in here or name in had]
            return [*kept, *(name for name in had if name not in kept)]

        self._replace_quotes(before.quotes)
        self._let_claims_cite(cited)
        return before.what

    def _keep_for_undo(self, what: str) -> None:
        cited = {claim.id: claim.evidence for claim in self._in_hand.record.claims}
        self._back.append(_Before(what, self.evidence.quotes, cited))

    def _replace_quotes(self, quotes: Iterable[Quote]) -> None:
        item = self.evidence.model_copy(update={"quotes": [*quotes]})
        replace_evidence(self._in_hand.record, item)

    def _let_claims_cite(self, cited: Callable[[Claim], list[str]]) -> None:
        record = self._in_hand.record
        record.claims = [
            claim.model_copy(update={"evidence": cited(claim)}) for claim in record.claims
        ]
        self._in_hand.changed()
