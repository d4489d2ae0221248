"""The lines above the list: of which teardown, how much there is, and how the quotes stand."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lab.figures import counted
from tui.evidence_words import is_changed
from tui.glyphs import glyphs
from tui.harmless import one_line
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.model import Teardown
    from tui.screens.evidence.rows import Row
    from tui.widgets.lines import Piece

__all__ = ["head_of"]


def head_of(record: Teardown, rows: Sequence[Row]) -> list[Piece]:
    """Return the head as pieces."""
    pieces: list[Piece] = [
        ("Evidence", "accent bold"),
        ("  ", ""),
        *([EXAMPLE_MARK] if record.example else []),
        (one_line(record.product.name), "bold"),
    ]
    kinds = Counter(piece.kind for piece in record.evidence)
    parts = [counted(number, kind) for kind, number in kinds.items()]
    quotes: Counter[str] = Counter(
        quote.standing for piece in record.evidence for quote in piece.quotes
    )
    if quotes:
        words = counted(quotes.total(), "quote")
        named = ("stands", "moved", "gone")
        stand = ", ".join(f"{quotes[name]} {name}" for name in named if quotes[name])
        parts.append(f"{words} ({stand})" if stand else words)
    changed = sum(map(is_changed, record.evidence))
    if changed:
        parts.append(f"{changed} changed")
    stale = sum(bool(row.stale) for row in rows if row.quote is None)
    if stale:
        parts.append(f"{stale} old")
    line = f" {glyphs().dot} ".join(parts)
    pieces.append((f"\n{line}" if line else "\nPages, quotes and what you saw yourself", "muted"))
    return pieces
