"""Evidence as text to be pasted elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.evidence_words import title_of

if TYPE_CHECKING:
    from lab.model import Evidence, Quote

__all__ = ["as_markdown"]


def as_markdown(evidence: Evidence, quote: Quote | None = None) -> str:
    """Return a link with its quotes below it, or with one of them."""
    title = title_of(evidence).replace("[", "\\[").replace("]", "\\]")
    address = evidence.final_url or evidence.url
    link = f"[{title}](<{address}>)" if address else title
    if evidence.fetched_at is not None:
        link += f", {evidence.fetched_at:%Y-%m-%d}"
    quotes = [quote] if quote is not None else evidence.quotes
    parts = [link, *("\n".join(f"> {line}" for line in each.exact.splitlines()) for each in quotes)]
    if not address and evidence.note and quote is None:
        parts.append(evidence.note)
    return "\n\n".join(parts)
