"""Two wordings of one thing beside each other, with the words that differ."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from lab.wording import in_context, one_side, word_difference
from tui.glyphs import glyphs
from tui.harmless import width_of
from tui.widgets.prose import wrap_pieces

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.wording import Segment
    from tui.widgets.prose import Line

__all__ = ["two_columns"]


def two_columns(
    left: str, right: str, width: int, *, faint: Literal["", "left", "right"] = ""
) -> list[Line]:
    """Return two texts as columns with a wall between them; of what is alike a part is left out.

    *faint* is the side that steps back, as it is not taken.
    """
    column = (width - 3) // 2
    words = in_context(word_difference(left, right), more=glyphs().more)
    mine = _side(one_side(words, "removed"), column, faint=faint == "left")
    other = _side(one_side(words, "added"), column, faint=faint == "right")
    lines: list[Line] = []
    for number in range(max(len(mine), len(other))):
        here = mine[number] if number < len(mine) else []
        there = other[number] if number < len(other) else []
        gap = " " * (column - sum(width_of(text) for text, _ in here))
        lines.append([*here, (gap, ""), (f" {glyphs().wall} ", "faint"), *there])
    return lines


def _side(segments: Sequence[Segment], width: int, *, faint: bool) -> list[Line]:
    if not segments:
        return [[("(nothing)", "faint")]]
    if faint:
        return wrap_pieces([(text, "faint") for _, text in segments], width)
    return wrap_pieces(
        [(text, "muted" if kind == "equal" else "bold underline") for kind, text in segments],
        width,
    )
