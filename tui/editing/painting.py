"""One row of an answer as a strip of cells. Pure, apart from remembering the last rows."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from rich.segment import Segment
from textual.cache import LRUCache
from textual.strip import Strip

from tui.editing.characters import clusters, is_plain, shown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.style import Style

__all__ = ["Look", "RowPainter"]


@dataclass(frozen=True, slots=True)
class Look:
    """The styles of an editor at one moment."""

    text: Style
    cursor: Style
    selection: Style


class RowPainter:
    """Paints rows, and remembers them by what is in them, so that nothing has to be forgotten."""

    def __init__(self) -> None:
        self._rows: LRUCache[tuple[object, ...], Strip] = LRUCache(512)

    def paint(
        self,
        text: str,
        width: int,
        look: Look,
        *,
        tab: int,
        selected: tuple[int, int] | None = None,
        cursor: int | None = None,
    ) -> Strip:
        """Return the row; *selected* and *cursor* are columns of *text*."""
        key = (text, width, look, tab, selected, cursor)
        strip = self._rows.get(key)
        if strip is None:
            strip = _paint(text, look, tab=tab, selected=selected, cursor=cursor)
            strip = self._rows[key] = strip.adjust_cell_length(width, look.text)
        return strip


def _paint(
    text: str, look: Look, *, tab: int, selected: tuple[int, int] | None, cursor: int | None
) -> Strip:
    """Cut the row where its style changes."""
    row = shown(text) + " "
    places: Sequence[int] = range(len(row) + 1)
    if not is_plain(row):
        row, places = _expand(row, tab)
    cursor_from = cursor_to = -1
    cuts = {0, len(row)}
    if cursor is not None:
        cursor_from = places[cursor]
        cursor_to = next(place for place in places[cursor:] if place > cursor_from)
        cuts |= {cursor_from, cursor_to}
    first = last = -1
    if selected is not None:
        first, last = places[selected[0]], places[selected[1]]
        cuts |= {first, last}
    segments = []
    for start, end in pairwise(sorted(cuts)):
        style = look.selection if first <= start < last else look.text
        segments.append(Segment(row[start:end], look.cursor if start == cursor_from else style))
    return Strip(segments)


def _expand(row: str, tab: int) -> tuple[str, Sequence[int]]:
    """Return the row with tabs as spaces, and where each of its characters now begins.

    The characters of one cluster begin together, so that a cursor covers all of it.
    """
    parts: list[str] = []
    places: list[int] = []
    used = length = before = 0
    for end, size in clusters(row):
        piece = row[before:end]
        cells = size
        if piece == "\t":
            cells = tab - used % tab
            piece = " " * cells
        places += [length] * (end - before)
        parts.append(piece)
        length += len(piece)
        used += cells
        before = end
    places.append(length)
    return "".join(parts), places
