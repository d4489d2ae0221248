"""Where a long line is broken to fit a width. Pure.

Every break depends only on the text that follows the break before it. So after an edit, only
the rows around it are measured again: as soon as a new break falls on an old one, the rest
stands as it was.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from tui.editing.characters import clusters, is_plain

if TYPE_CHECKING:
    from collections.abc import Callable

__all__ = ["breaks_after_edit", "cells", "column_at", "line_breaks"]

_ROOM_FOR_ACCENTS = 16
"""Characters without a width that a row may hold before it has to be looked at again."""


def line_breaks(text: str, width: int, *, tab: int = 4) -> list[int]:
    """Return the places where *text* is broken so that each row has at most *width* cells.

    A space that ends a word at the very edge hangs over it by one cell, so a row needs room
    for ``width + 1``. *text* is as shown (see ``characters.shown``).
    """
    find = _finder(text, width, tab)
    breaks = []
    place = find(0)
    while place >= 0:
        breaks.append(place)
        place = find(place)
    return breaks


def breaks_after_edit(
    text: str, width: int, old: list[int], *, tab: int, start: int, removed: int, inserted: int
) -> list[int]:
    """Return the breaks of *text*, given those of the line before one edit within it.

    At column *start*, as many characters as *removed* says gave way to *inserted* new ones.
    """
    find = _finder(text, width, tab)
    # The row before the edit's may take up its first word, so measuring begins there.
    breaks = old[: max(0, bisect_right(old, start) - 2)]
    growth = inserted - removed
    later = [place + growth for place in old[bisect_left(old, start + removed) :]]
    place = find(breaks[-1] if breaks else 0)
    while place >= 0:
        breaks.append(place)
        if place >= start + inserted:
            index = bisect_left(later, place)
            if index < len(later) and later[index] == place:
                return breaks + later[index + 1 :]
        place = find(place)
    return breaks


def _finder(text: str, width: int, tab: int) -> Callable[[int], int]:
    """Return what finds the end of the row that begins at a place; -1 where it is the last."""
    if is_plain(text):
        return lambda start: _plain_break(text, start, width)
    return lambda start: _measured_break(text, start, width, min(tab, width))


def _plain_break(text: str, start: int, width: int) -> int:
    """Return where the row that begins at *start* ends, or -1 where the text ends first."""
    limit = start + width
    if limit >= len(text):
        return -1
    if text[limit] == " ":
        return limit + 1
    return text.rfind(" ", start, limit) + 1 or limit


def _measured_break(text: str, start: int, width: int, tab: int) -> int:
    """Do what ``_plain_break`` does, for characters of any width."""
    reach = 2 * width + _ROOM_FOR_ACCENTS
    while True:
        row = text[start : start + reach]
        used = after_space = before = 0
        for end, size in clusters(row):
            character = row[before]
            taken = tab - used % tab if character == "\t" else size
            if used + taken > width and before:
                if character == " ":
                    return start + end
                return start + (after_space or before)
            used += taken
            if character in " \t":
                after_space = end
            before = end
        if start + reach >= len(text):
            return -1
        reach *= 8


def cells(text: str, *, tab: int = 4) -> int:
    """Return how many cells a row takes from its beginning."""
    if is_plain(text):
        return len(text)
    used = 0
    before = 0
    for end, size in clusters(text):
        used += tab - used % tab if text[before] == "\t" else size
        before = end
    return used


def column_at(text: str, x: int, *, tab: int = 4) -> int:
    """Return the column of the character under cell *x* of a row."""
    if is_plain(text):
        return min(x, len(text))
    used = 0
    before = 0
    for end, size in clusters(text):
        used += tab - used % tab if text[before] == "\t" else size
        if used > x:
            return before
        before = end
    return len(text)
