"""Two versions of a teardown that each added evidence under the same ids. Pure.

Claims name evidence and quotes by their ids, so where two machines gave the same id to different
things, one side's things get others before the versions are put together, and its claims follow.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from lab.evidence.keeping import evidence_ids
from lab.walk import next_item_id

if TYPE_CHECKING:
    from collections.abc import Iterable

    from store.records import Evidence, Quote, Teardown

__all__ = ["told_apart"]


def told_apart(ours: Teardown, theirs: Teardown, *, base: Teardown | None) -> Teardown:
    """Return our version with other ids for what we added under an id that they gave, too."""
    old = evidence_ids(base) if base is not None else set()
    taken = evidence_ids(ours) | evidence_ids(theirs) | old
    names: dict[str, str] = {}
    for kind, mine, other in (
        ("evidence", _pieces(ours), _pieces(theirs)),
        ("quotes", _quotes(ours), _quotes(theirs)),
    ):
        for name, value in mine.items():
            if name not in old and name in other and other[name] != value:
                names[name] = next_item_id(kind, [_Named(one) for one in taken])
                taken.add(names[name])
    if not names:
        return ours
    evidence = [
        item.model_copy(
            update={
                "id": names.get(item.id, item.id),
                "quotes": [
                    quote.model_copy(update={"id": names.get(quote.id, quote.id)})
                    for quote in item.quotes
                ],
            }
        )
        for item in ours.evidence
    ]
    claims = [
        claim.model_copy(update={"evidence": _renamed(claim.evidence, names)})
        for claim in ours.claims
    ]
    return ours.model_copy(update={"evidence": evidence, "claims": claims})


class _Named:
    def __init__(self, name: str) -> None:
        self.id = name


def _pieces(record: Teardown) -> dict[str, Evidence]:
    return {item.id: item for item in record.evidence}


def _quotes(record: Teardown) -> dict[str, tuple[Any, Quote]]:
    """Return each quote with what it is a quote of."""
    return {
        quote.id: (item.body or item.url or item.title, quote)
        for item in record.evidence
        for quote in item.quotes
    }


def _renamed(ids: Iterable[str], names: dict[str, str]) -> list[str]:
    return [names.get(name, name) for name in ids]
