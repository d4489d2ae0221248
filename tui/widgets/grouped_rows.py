"""A list whose rows stand under headings, over which the cursor goes."""

from __future__ import annotations

from typing import TypeVar

from tui.widgets.rows import RowList

__all__ = ["GroupedRows"]

Row = TypeVar("Row")


class GroupedRows(RowList[Row]):
    """Rows and headings; the cursor is only ever on a row."""

    def is_heading(self, row: Row) -> bool:
        """Return whether the cursor passes over it."""
        raise NotImplementedError

    def move_to(self, number: int) -> None:
        """Put the cursor on a row, the nearest there is in the direction of the move."""
        number = max(0, min(number, len(self.rows) - 1))
        step = 1 if number >= self.cursor else -1
        place = self._row_from(number, step)
        if place is None:
            place = self._row_from(number, -step)
        if place is not None:
            super().move_to(place)
        if self._row_from(0, 1) == self.cursor:
            self._show_from(0)

    def _row_from(self, number: int, step: int) -> int | None:
        """Return the first row from here on that is no heading."""
        while 0 <= number < len(self.rows):
            if not self.is_heading(self.rows[number]):
                return number
            number += step
        return None
