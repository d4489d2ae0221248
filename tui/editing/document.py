"""The text of one answer and its rows on the screen, as Textual's ``TextArea`` wants them.

Textual's own document breaks lines at everything that Unicode calls a line end and joins them
with one newline, which would change a pasted text; and its wrapping measures a whole line and
cuts it into all its rows on each key. Both are replaced here, behind the same methods.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from typing import TYPE_CHECKING

from textual.document._document import Document, EditResult
from textual.document._wrapped_document import WrappedDocument
from textual.geometry import Offset, clamp

from lab.characters import whole
from tui.editing.characters import one_newline, shown
from tui.editing.wrapping import breaks_after_edit, cells, column_at, line_breaks

if TYPE_CHECKING:
    from textual.document._document import Location

__all__ = ["AnswerDocument", "AnswerRows"]


class AnswerDocument(Document):
    """Lines divided by newlines and by nothing else."""

    def __init__(self, text: str) -> None:
        super().__init__("")
        self._lines = one_newline(whole(text)).split("\n")

    def replace_range(self, start: Location, end: Location, text: str) -> EditResult:
        """Put *text* where *start* to *end* was; every kind of line end becomes a newline."""
        (top_row, top_column), (bottom_row, bottom_column) = top, bottom = sorted((start, end))
        lines = self._lines
        replaced = self.get_text_range(top, bottom)
        before = lines[top_row][:top_column] if top_row < len(lines) else ""
        after = lines[bottom_row][bottom_column:] if bottom_row < len(lines) else ""
        new = one_newline(whole(text)).split("\n")
        new[0] = before + new[0]
        column = len(new[-1])
        new[-1] += after
        lines[top_row : bottom_row + 1] = new
        return EditResult((top_row + len(new) - 1, column), replaced)

    def get_text_range(self, start: Location, end: Location) -> str:
        """Return the text between two places."""
        (top_row, top_column), (bottom_row, bottom_column) = sorted((start, end))
        lines = self._lines[top_row : bottom_row + 1]
        if not lines:
            return ""
        if bottom_row < self.line_count:
            lines[-1] = lines[-1][:bottom_column]
        lines[0] = lines[0][top_column:]
        return "\n".join(lines)


class AnswerRows(WrappedDocument):
    """The rows of a document: measured again only where an edit touched them."""

    @property
    def height(self) -> int:
        """The number of rows."""
        return len(self._offset_to_line_info)

    def wrap(self, width: int, tab_width: int | None = None) -> None:
        """Measure every line for a new width; 0 is no wrapping."""
        self._width = width
        if tab_width:
            self._tab_width = tab_width
        lines = self.document.lines
        self._wrap_offsets = [self._breaks(line) for line in lines]
        self._tab_width_cache = [[] for _ in lines]
        self._offset_to_line_info = []
        self._line_index_to_offsets = []
        self._number_rows_from(0)

    def wrap_range(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Measure the lines again that a change from *start* to *old_end* now fills."""
        last = len(self._wrap_offsets) - 1
        top = clamp(min(start[0], old_end[0]), 0, last)
        bottom = clamp(max(start[0], old_end[0]), 0, last)
        new_bottom = max(start[0], new_end[0])
        new = [self._breaks(line) for line in self.document.lines[top : new_bottom + 1]]
        self._wrap_offsets[top : bottom + 1] = new
        self._tab_width_cache[top : bottom + 1] = [[] for _ in new]
        self._number_rows_from(top)

    def follow(self, start: Location, old_end: Location, new_end: Location) -> None:
        """Follow exactly one edit: what was between *start* and *old_end* now ends at *new_end*."""
        index = start[0]
        if not index == old_end[0] == new_end[0] or not self._width:
            self.wrap_range(start, old_end, new_end)
            return
        old = self._wrap_offsets[index]
        new = breaks_after_edit(
            shown(self.document.lines[index]),
            self._width,
            old,
            tab=self._tab_width,
            start=start[1],
            removed=old_end[1] - start[1],
            inserted=new_end[1] - start[1],
        )
        self._wrap_offsets[index] = new
        if len(new) != len(old):
            self._number_rows_from(index)

    def _number_rows_from(self, line: int) -> None:
        """Give every row of a line and those below its number."""
        starts = self._line_index_to_offsets
        y = starts[line][0] if line < len(starts) else 0
        del starts[line:], self._offset_to_line_info[y:]
        for index in range(line, len(self._wrap_offsets)):
            rows = range(len(self._wrap_offsets[index]) + 1)
            starts.append([y + row for row in rows])
            self._offset_to_line_info += [(index, row) for row in rows]
            y += len(rows)

    def _breaks(self, line: str) -> list[int]:
        return line_breaks(shown(line), self._width, tab=self._tab_width) if self._width else []

    def row_at(self, y: int) -> tuple[int, int, int] | None:
        """Return line, first and last column of the row at *y*; ``None`` below the text."""
        if not 0 <= y < len(self._offset_to_line_info):
            return None
        index, row = self._offset_to_line_info[y]
        breaks = self._wrap_offsets[index]
        start = breaks[row - 1] if row else 0
        end = breaks[row] if row < len(breaks) else len(self.document.lines[index])
        return index, start, end

    def row_of(self, location: Location) -> int:
        """Return the row that a place in the text is on."""
        line, column = location
        line = clamp(line, 0, len(self._wrap_offsets) - 1)
        return self._line_index_to_offsets[line][bisect_right(self._wrap_offsets[line], column)]

    def location_to_offset(self, location: Location) -> Offset:
        """Return cell and row of a place in the text."""
        line, column = location
        line = clamp(line, 0, len(self._wrap_offsets) - 1)
        breaks = self._wrap_offsets[line]
        row = bisect_right(breaks, column)
        start = breaks[row - 1] if row else 0
        text = shown(self.document.lines[line][start:column])
        return Offset(cells(text, tab=self._tab_width), self._line_index_to_offsets[line][row])

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """Return the column at cell *x_offset* of a line's row *y_offset* (which may be -1)."""
        breaks = self._wrap_offsets[line_index]
        row = y_offset % (len(breaks) + 1)
        start = breaks[row - 1] if row else 0
        text = self.document.lines[line_index]
        end = breaks[row] if row < len(breaks) else len(text)
        column = start + column_at(shown(text[start:end]), x_offset, tab=self._tab_width)
        # The place after the last character of a row is the first one of the next.
        return min(column, end - 1) if row < len(breaks) else column

    def get_sections(self, line_index: int) -> list[str]:
        """Return the rows of a line as they are shown."""
        text = shown(self.document.lines[line_index])
        edges = [0, *self._wrap_offsets[line_index], len(text)]
        return [text[start:end] for start, end in pairwise(edges)]
