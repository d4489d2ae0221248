"""The parts of a page as rows, for a width; only those that are wanted are ever made."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs
from tui.harmless import width_of
from tui.screens.page.rows import Run, runs_of, wrap_runs
from tui.screens.page.table import Table, row_lines, table_around, table_of

if TYPE_CHECKING:
    from lab.evidence.page_parts import Page, Part
    from tui.screens.page.rows import Row

__all__ = ["MEASURE", "Layout"]

MEASURE: Final = 88
"""Cells of a line that reads well."""
DEEPEST: Final = 12
"""Cells by which a list within lists is moved in at most."""
GREAT: Final = 2
"""The level of a heading down to which it stands apart from what follows."""


class Layout:
    """A page on so many cells."""

    def __init__(self, page: Page, width: int) -> None:
        self.page = page
        self.width = max(8, min(width, MEASURE))
        self._rows: dict[int, list[Row]] = {}
        self._tables: dict[int, Table] = {}

    def rows(self, number: int) -> list[Row]:
        """Return the rows of a part, with the empty one before it where it stands apart."""
        found = self._rows.get(number)
        if found is None:
            found = self._rows[number] = self._make(self.page.part(number))
        return found

    def _make(self, part: Part) -> list[Row]:
        rows = self._own_rows(part)
        if not rows or part.number == 0 or not self._stands_apart(part):
            return rows
        return [(), *rows]

    def _stands_apart(self, part: Part) -> bool:
        before = self.page.part(part.number - 1)
        if part.kind == "heading":
            return True
        if before.kind == "heading":
            return before.level <= GREAT
        if part.kind == before.kind == "item":
            return False
        if part.kind == before.kind == "row" and not part.apart:
            return self._table(part.number).is_roomy and not before.is_head
        return part.apart or part.kind != before.kind

    def _own_rows(self, part: Part) -> list[Row]:
        if part.kind == "row":
            return row_lines(self.page, part, self._table(part.number), self.width)
        text = self.page.text[part.start : part.end]
        if part.kind == "code":
            return self._code(part)
        if not text.strip():
            return []
        ink = ""
        first = rest = glyphs().wall * part.quoted + (" " if part.quoted else "")
        lead_ink = "faint"
        if part.kind == "heading":
            ink = "accent bold" if part.level <= GREAT else "bold"
        elif part.kind == "item":
            marker = glyphs().dot if part.marker in {"-", "*", "+"} else part.marker
            indent = " " * min(part.indent, DEEPEST)
            first += f"{indent}{marker} "
            rest += " " * (width_of(f"{indent}{marker}") + 1)
            lead_ink = "accent"
        runs = runs_of(self.page, part.start, part.end, part.stretches, ink=ink)
        rows = wrap_runs(runs, self.width - width_of(first))
        return [
            (Run(rest if number else first, lead_ink), *row) if first else row
            for number, row in enumerate(rows)
        ]

    def _code(self, part: Part) -> list[Row]:
        runs = runs_of(self.page, part.start, part.end, (), ink="on-field")
        rows = []
        for row in wrap_runs(runs, self.width - 4):
            used = sum(width_of(run.text) for run in row)
            fill = Run(" " * max(1, self.width - 3 - used), "on-field")
            rows.append((Run("  "), Run(" ", "on-field"), *row, fill))
        return rows

    def _table(self, number: int) -> Table:
        first, last = table_around(self.page, number)
        if first not in self._tables:
            parts = [self.page.part(each) for each in range(first, last)]
            self._tables[first] = table_of(self.page, parts, self.width)
        return self._tables[first]
