"""Two wordings of one thing beside each other, with the words that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.wording import in_context, one_side, word_difference
from tui.glyphs import glyphs
from tui.harmless import width_of
from tui.widgets.prose import wrap_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.wording import Segment
    from tui.widgets.prose import Line

__all__ = ["two_columns"]


def two_columns(left: str, right: str, width: int) -> list[Line]:
    """Return two texts as columns with a wall between them; what is alike is faint or left out."""
    column = (width - 3) // 2
    words = in_context(word_difference(left, right), more=glyphs().more)
    mine, other = _side(one_side(words, "removed"), column), _side(one_side(words, "added"), column)
    lines: list[Line] = []
    for number in range(max(len(mine), len(other))):
        here = mine[number] if number < len(mine) else []
        there = other[number] if number < len(other) else []
        gap = " " * (column - sum(width_of(text) for text, _ in here))
        lines.append([*here, (gap, ""), (f" {glyphs().wall} ", "faint"), *there])
    return lines


def _side(segments: Sequence[Segment], width: int) -> list[Line]:
    if not segments:
        return [[("(nothing)", "faint")]]
    return wrap_pieces(
        [(text, "muted" if kind == "equal" else "bold underline") for kind, text in segments],
        width,
    )
