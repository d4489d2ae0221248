"""Where the quotes of a page stand in it, as the screen marks them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.evidence.quoting import marks
from tui.evidence_words import quote_sign
from tui.glyphs import glyphs
from tui.screens.page.sheet import MarkedQuote

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.page_parts import Page
    from lab.model import Quote
    from tui.screens.page.selection import Selection

__all__ = ["marked", "quote_at"]


def marked(page: Page, quotes: Sequence[Quote]) -> list[MarkedQuote]:
    """Return where quotes stand, in the order of the page; what is not found is left out."""
    by_id = {quote.id: quote for quote in quotes}
    return [_marked(by_id[mark.quote], mark.start, mark.end) for mark in marks(page.text, quotes)]


def _marked(quote: Quote, start: int, end: int) -> MarkedQuote:
    sign, ink = glyphs().quote, "accent"
    if quote.standing in {"moved", "gone"}:
        sign, ink = quote_sign(quote)
    return MarkedQuote(start, end, quote.id, sign, ink)


def quote_at(quotes: Sequence[MarkedQuote], selection: Selection) -> MarkedQuote | None:
    """Return the quote that is selected, or that a selection lies in or touches.

    What somebody selected beyond a quote is something of its own.
    """
    start, end = selection.start, selection.end
    touching = [mark for mark in quotes if mark.start < end and start < mark.end]
    around = [mark for mark in touching if mark.start <= start and end <= mark.end]
    if selection.is_grown:
        touching = []
    found = sorted(around or touching, key=lambda mark: mark.end - mark.start)
    return found[0] if found else None
