"""Changes of the evidence of one teardown, each of which can be taken back.

Items are replaced, never changed in place: a snapshot that is on its way to disk shares them.
"""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from lab.evidence.keeping import add_observation, remove, replace_evidence

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from datetime import datetime

    from lab.model import Evidence, Quote, Teardown
    from tui.editing.in_hand import TeardownInHand

__all__ = ["EvidenceChanges"]


class EvidenceChanges:
    """Changes the record in hand, and knows how to take back what was done last."""

    def __init__(self, in_hand: TeardownInHand) -> None:
        self._in_hand = in_hand
        self._back: list[Callable[[Teardown], str]] = []

    def observe(self, saw: str, at: datetime, *, section: str) -> Evidence:
        """Add what was seen."""
        added = add_observation(self._in_hand.record, saw, now=at, section=section)
        self._in_hand.changed()
        return added

    def observe_again(self, old: Evidence, saw: str, at: datetime | None) -> None:
        """Say otherwise what was seen, or when."""
        scratch = self._in_hand.record.model_copy(update={"evidence": []})
        said = add_observation(scratch, saw, now=at or self._in_hand.now())
        self.edit(old, {"title": said.title, "note": said.note, "fetched_at": at})

    def edit(self, old: Evidence, values: Mapping[str, object]) -> None:
        """Give a piece other words."""
        # Another program may have changed it while the form was open.
        for piece in self._in_hand.record.evidence:
            if piece.id == old.id:
                self._replace(piece.model_copy(update=dict(values)))
                break

    def delete(self, name: str) -> None:
        """Take evidence or a quote out; the claims that rest on it go on without it."""
        record = self._in_hand.record
        claims, pieces = record.claims, record.evidence
        removed = remove(record, name)
        rested = {
            claim.id: tuple(claim.evidence)
            for claim in claims
            if any(claim.id == touched.id for touched in removed.claims)
        }
        place = next(at for at, piece in enumerate(pieces) if piece.id == removed.evidence.id)
        quote, evidence = removed.quote, pieces[place]

        def bring_back(record: Teardown) -> str:
            if quote is None:
                _insert(record, evidence, place)
            else:
                _insert_quote(record, evidence, quote)
            _rest_again(record, rested)
            return evidence.id if quote is None else f"{evidence.id} {quote.id}"

        self._back.append(bring_back)
        self._in_hand.changed()

    async def take_latest(self, old: Evidence) -> bool:
        """Let what the last refresh found be the capture; return whether it is by now."""
        from lab.evidence.refreshing import take_latest

        desk = self._in_hand.desk
        text = await desk.run(desk.workspace.evidence.latest_body, old)
        taken = await asyncio.to_thread(take_latest, old, text=text)
        if not any(piece is old for piece in self._in_hand.record.evidence):
            return False  # it was changed meanwhile

        def bring_back(record: Teardown) -> str:
            replace_evidence(record, old)
            return old.id

        self._back.append(bring_back)
        self._replace(taken)
        return True

    def undo(self) -> str | None:
        """Take back what was done last; return the key of its line, ``None`` for nothing."""
        if not self._back:
            return None
        key = self._back.pop()(self._in_hand.record)
        self._in_hand.changed()
        return key

    def _replace(self, item: Evidence) -> None:
        replace_evidence(self._in_hand.record, item)
        self._in_hand.changed()


def _insert(record: Teardown, evidence: Evidence, place: int) -> None:
    if all(each.id != evidence.id for each in record.evidence):
        record.evidence = [*record.evidence[:place], evidence, *record.evidence[place:]]


def _insert_quote(record: Teardown, evidence: Evidence, quote: Quote) -> None:
    order = [each.id for each in evidence.quotes]

    def with_quote(piece: Evidence) -> Evidence:
        quotes = [each for each in piece.quotes if each.id != quote.id]
        before = set(order[: order.index(quote.id)])
        place = sum(each.id in before for each in quotes)
        return piece.model_copy(update={"quotes": [*quotes[:place], quote, *quotes[place:]]})

    record.evidence = [
        with_quote(each) if each.id == evidence.id else each for each in record.evidence
    ]


def _rest_again(record: Teardown, rested: Mapping[str, tuple[str, ...]]) -> None:
    """Let the claims name again what they named, beside what they name by now."""
    record.claims = [
        claim.model_copy(
            update={"evidence": list(dict.fromkeys([*rested[claim.id], *claim.evidence]))}
        )
        if claim.id in rested
        else claim
        for claim in record.claims
    ]
