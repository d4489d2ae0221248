"""The tables of a page: columns where they fit, else the cells of a row under each other."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import zip_longest
from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs
from tui.harmless import in_place, width_of
from tui.screens.page.rows import Run, runs_of, wrap_runs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.page_parts import Page, Part
    from tui.screens.page.rows import Row

__all__ = ["Table", "row_lines", "table_around", "table_of"]

LEAST: Final = 7
"""Cells that a column needs, unless it is narrower by itself."""
GAP: Final = 3
MOST_LOOKED_AT: Final = 400
"""Rows whose cells decide how wide the columns are."""


def table_around(page: Page, number: int) -> tuple[int, int]:
    """Return the first part of a table and the one after its last.

    A very long one is taken in pieces, each with its own columns, so that its end is there at
    once too.
    """
    first = number
    while first % MOST_LOOKED_AT and not page.part(first).is_head and not page.part(first).apart:
        if page.part(first - 1).kind != "row":
            break
        first -= 1
    last = number + 1
    while last < len(page) and last % MOST_LOOKED_AT:
        part = page.part(last)
        if part.kind != "row" or part.is_head or part.apart:
            break
        last += 1
    return first, last


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is drawn."""

    columns: Sequence[int]
    """The widths of its columns; empty where they do not fit beside each other."""
    is_roomy: bool
    """Whether some of its rows take several lines, so that they want one between them."""


def table_of(page: Page, parts: Sequence[Part], width: int) -> Table:
    """Return how a table is drawn on so many cells."""
    widest: list[int] = []
    for part in parts:
        for column, (start, end) in enumerate(part.cells):
            size = width_of(in_place(page.text[start:end]).strip())
            if column == len(widest):
                widest.append(0)
            widest[column] = max(widest[column], size, 1)
    room = width - GAP * (len(widest) - 1)
    if sum(min(size, LEAST) for size in widest) > room:
        return Table((), is_roomy=True)
    fitted = _fitted(widest, room)
    return Table(fitted, is_roomy=fitted != widest)


def _fitted(widest: list[int], room: int) -> list[int]:
    """Let narrow columns have what they want; the wide ones share the rest."""
    fitted = [*widest]
    while sum(fitted) > room:
        largest = max(fitted)
        next_size = max((size for size in fitted if size < largest), default=0)
        number = fitted.count(largest)
        over = sum(fitted) - room
        step = min(largest - next_size, -(-over // number))
        for column, size in enumerate(fitted):
            if size == largest and over > 0:
                fitted[column] -= min(step, over)
                over -= step
    return fitted


def row_lines(page: Page, part: Part, table: Table, width: int) -> list[Row]:
    """Return the rows of one row of a table."""
    columns = table.columns
    ink = "bold" if part.is_head else ""
    cells = [
        runs_of(page, *_bare(page, start, end), part.stretches, ink=ink)
        for start, end in part.cells
    ]
    if not columns:
        rows: list[Row] = []
        for number, runs in enumerate(cells):
            if runs:
                lead = Run("  " if number else "", "")
                rows += [(lead, *row) for row in wrap_runs(runs, width - 2)]
        return rows
    wrapped = [
        wrap_runs(runs, size) if runs else [()] for runs, size in zip(cells, columns, strict=False)
    ]
    rows = [_beside(line, columns) for line in zip_longest(*wrapped, fillvalue=())]
    if part.is_head:
        rule = Run(glyphs().rule * min(width, sum(columns) + GAP * (len(columns) - 1)), "faint")
        rows.append((rule,))
    return rows


def _bare(page: Page, start: int, end: int) -> tuple[int, int]:
    text = page.text[start:end]
    return start + len(text) - len(text.lstrip()), max(start, start + len(text.rstrip()))


def _beside(pieces: Sequence[Row], columns: Sequence[int]) -> Row:
    row: list[Run] = []
    for number, piece in enumerate(pieces):
        row += piece
        if number + 1 < len(pieces):
            used = sum(width_of(run.text) for run in piece)
            row.append(Run(" " * (columns[number] - used + GAP)))
    return tuple(row)
