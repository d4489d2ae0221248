"""Addresses that lead a browser to a page, or to the very words on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from store.exchange.fragments import fragment_link

if TYPE_CHECKING:
    from lab.evidence.quoting import Passage
    from store.records import Evidence

__all__ = ["link_to"]


def link_to(evidence: Evidence, passage: Passage | None = None) -> str:
    """Return the address of a page, or of a passage on it; empty where it has none."""
    address = evidence.final_url or evidence.url
    if passage is None or not address:
        return address
    return fragment_link(address, exact=passage.exact, prefix=passage.prefix, suffix=passage.suffix)
