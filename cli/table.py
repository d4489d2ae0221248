"""Rows for people: aligned, fitted to the width, cut or wrapped between characters."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cli.cells import cut, pad, width, wrap
from cli.streams import Styled, dim, is_terminal, one_line, out, printable, screen_width

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Column", "print_table"]

GAP = "  "


@dataclass(frozen=True, slots=True)
class Column:
    """How one column behaves."""

    title: str
    right: bool = False
    least: int = 0
    """Cells that it may shrink to when the terminal is narrow; 0: it is never cut."""
    most: int = 0
    """Cells that it takes even where its texts are shorter, so that tables line up."""
    spare: int = 0
    """Above 0: it may be left out in a narrow terminal, the highest first."""
    wraps: bool = False
    """Whether a text that does not fit goes on below. Only for the last column."""
    faint: bool = False


def print_table(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    """Print rows under their titles; nothing for no rows. Columns without any text are left out."""
    if not rows:
        return
    clean = printable if is_terminal(sys.stdout) else str
    cells = [[clean(one_line(text)) for text in row] for row in rows]
    shown = [n for n in range(len(columns)) if any(row[n] for row in cells)]
    widths = {
        n: max(columns[n].most, width(columns[n].title), *(width(row[n]) for row in cells))
        for n in shown
    }
    shown = _fit(columns, widths, shown)
    for part in _lines([column.title for column in columns], columns, widths, shown, faint=True):
        out(*part)
    for row in cells:
        for part in _lines(row, columns, widths, shown):
            out(*part)


def _fit(columns: Sequence[Column], widths: dict[int, int], shown: list[int]) -> list[int]:
    """Shrink columns, then leave some out, until a line fits; return those that stay."""
    while True:
        over = sum(widths[n] for n in shown) + len(GAP) * (len(shown) - 1) - screen_width()
        if over <= 0:
            return shown
        elastic = [n for n in shown if 0 < columns[n].least < widths[n]]
        room = sum(widths[n] - columns[n].least for n in elastic)
        spare = [n for n in shown if columns[n].spare]
        if room >= over or not spare:
            # What wraps gives way first: nothing of it is lost.
            for n in sorted(elastic, key=lambda n: (columns[n].wraps, widths[n]), reverse=True):
                taken = min(over, widths[n] - columns[n].least)
                widths[n] -= taken
                over -= max(taken, 0)
            return shown
        shown = [n for n in shown if n != max(spare, key=lambda n: columns[n].spare)]


def _lines(
    row: Sequence[str],
    columns: Sequence[Column],
    widths: dict[int, int],
    shown: Sequence[int],
    *,
    faint: bool = False,
) -> list[list[str | Styled]]:
    """Return the lines of one row; more than one only where its last text wraps."""
    parts: list[str | Styled] = []
    below: list[str] = []
    for place, n in enumerate(shown):
        column, text = columns[n], row[n]
        if column.wraps:
            text, *below = wrap(text, widths[n])
        elif column.least:
            text = cut(text, widths[n])
        is_last = place == len(shown) - 1
        if not is_last or column.right:
            text = pad(text, widths[n], right=column.right)
        parts.append(dim(text) if faint or column.faint else text)
        if not is_last:
            parts.append(GAP)
    indent = sum(widths[n] + len(GAP) for n in shown[:-1])
    lines = [parts]
    for text in below:
        look = dim(text) if columns[shown[-1]].faint else text
        lines.append([" " * indent, look])
    return lines
