"""A list of any length that draws only the rows one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from rich.segment import Segment
from textual.geometry import Region
from textual.message import Message
from textual.strip import Strip

from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.widgets.lines import LineWidget, drawn

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.binding import BindingType

    from tui.commands import Scope
    from tui.widgets.lines import Piece

__all__ = ["RowList"]

Row = TypeVar("Row")

GUTTER: Final = 3
"""Cells at the left for the cursor and the mark."""

WHEEL: Final = 3
"""Rows for one notch of the mouse wheel."""


class RowList(LineWidget, Generic[Row], can_focus=True):
    """Rows, a cursor and marks. A subclass says how a row is drawn and what identifies it.

    It scrolls by itself: other rows, however many, cost no layout of the screen, and the
    bar at the right is only drawn.
    """

    SCOPES: ClassVar[tuple[Scope, ...]] = ("list",)
    PURPOSE: ClassVar[str] = "A list: the arrows go from one row to the next."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")

    DEFAULT_CSS = "RowList { height: 1fr; background: $background; }"

    class Moved(Message):
        """The cursor is on another row, or the rows are others."""

        def __init__(self, rows: RowList[Any]) -> None:
            super().__init__()
            self.rows = rows

        @property
        def control(self) -> RowList[Any]:
            """The list."""
            return self.rows

    class Chosen(Moved):
        """A double click on a row."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self._top = 0
        self._dragging = False
        self.marked: set[str] = set()
        self._note: Sequence[Sequence[Piece]] = ()

    # What a subclass says

    def key_of(self, row: Row) -> str:
        """Return what identifies a row while rows come and go."""
        raise NotImplementedError

    def pieces(self, row: Row, width: int) -> Iterable[Piece]:
        """Return how a row is drawn on *width* cells, after the cursor and the mark."""
        raise NotImplementedError

    @property
    def is_active(self) -> bool:
        """Whether keys act on the row under the cursor."""
        return self.has_focus

    @property
    def shows_cursor(self) -> bool:
        """Whether there is a cursor to be seen."""
        return True

    # Rows and cursor

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are shown."""
        return self._rows

    def set_note(self, lines: Sequence[Sequence[Piece]]) -> None:
        """Say something under the last row, as where there are none."""
        if lines != self._note:
            self._note = lines
            self.refresh()

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on the same one where it is still there."""
        at = self.row
        key = self.key_of(at) if at is not None else None
        self._rows = rows
        place = None
        if key is not None:
            place = next((i for i, row in enumerate(rows) if self.key_of(row) == key), None)
        self._cursor = min(self._cursor, max(0, len(rows) - 1)) if place is None else place
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved(self))

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    @property
    def cursor(self) -> int:
        """The number of the row under the cursor."""
        return self._cursor

    def move_to_key(self, key: str) -> None:
        """Put the cursor on the row with that key, if it is here."""
        for number, row in enumerate(self._rows):
            if self.key_of(row) == key:
                self.move_to(number)
                return

    def move_to(self, number: int) -> None:
        """Put the cursor on a row, the nearest there is."""
        number = max(0, min(number, len(self._rows) - 1))
        if number == self._cursor:
            return
        before, self._cursor = self._cursor, number
        if self._keep_in_view():
            self.refresh()
        else:
            width = self.size.width
            self.refresh(*(Region(0, at - self._top, width, 1) for at in (before, number)))
        self.post_message(self.Moved(self))

    def _keep_in_view(self) -> bool:
        """Scroll as far as is needed to see the cursor; return whether that was any."""
        height = self.size.height
        top = min(self._top, max(0, len(self._rows) - height), self._cursor)
        if height:
            top = max(top, self._cursor - height + 1)
        moved, self._top = top != self._top, top
        return moved

    def _show_from(self, top: int) -> None:
        """Show the rows from this one on; the cursor stays where it is."""
        top = max(0, min(top, len(self._rows) - self.size.height))
        if top != self._top:
            self._top = top
            self.refresh()

    def redraw(self) -> None:
        """Draw again what is visible, as after marks have changed."""
        self.refresh()

    # Drawing

    def render_line(self, y: int) -> Strip:
        """Draw the row that scrolling has brought to this line."""
        number = y + self._top
        bar = self._bar(y)
        width = self.size.width - len(bar)
        base = self.rich_style
        if number >= len(self._rows):
            place = number - len(self._rows)
            note = self._note[place] if place < len(self._note) else ()
            gutter = " " * GUTTER
            pieces: Iterable[Piece] = note
        else:
            row = self._rows[number]
            here = number == self._cursor and self.shows_cursor
            if here:
                base += self.ink("on-cursor" if self.is_active else "on-field")
            signs = glyphs()
            mark = signs.marked if self.key_of(row) in self.marked else signs.unmarked
            gutter = f"{signs.cursor if here else ' '}{mark} "
            pieces = self.pieces(row, width - GUTTER)
        segments = [Segment(gutter, base + self.ink("accent")), *drawn(pieces, base, self.ink)]
        strip = Strip(segments).adjust_cell_length(width, base)
        return Strip([*strip, *bar], self.size.width) if bar else strip

    def _bar(self, y: int) -> list[Segment]:
        """Return the scroll bar's piece on a line; none where everything is seen."""
        height = self.size.height
        if height >= len(self._rows):
            return []
        length = max(1, height * height // len(self._rows))
        first = self._top * (height - length) // max(1, len(self._rows) - height)
        ink = "on-faint" if first <= y < first + length else ""
        return [Segment(" ", self.rich_style + self.ink(ink))]

    # Keys and mouse

    def action_down(self) -> None:
        """Go to the next row."""
        self.move_to(self._cursor + 1)

    def action_up(self) -> None:
        """Go to the row before."""
        self.move_to(self._cursor - 1)

    def action_page(self, pages: int) -> None:
        """Go a screenful down, or up where negative."""
        self.move_to(self._cursor + pages * max(1, self.size.height - 1))

    def action_first(self) -> None:
        """Go to the first row."""
        self.move_to(0)

    def action_last(self) -> None:
        """Go to the last row."""
        self.move_to(len(self._rows) - 1)

    def toggle_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go to the next."""
        row = self.row
        if row is not None:
            self.marked ^= {self.key_of(row)}
            self.refresh()
            self.post_message(self.Moved(self))
            self.move_to(self._cursor + 1)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll; the cursor stays where it is."""
        event.stop()
        self._show_from(self._top + WHEEL)

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll; the cursor stays where it is."""
        event.stop()
        self._show_from(self._top - WHEEL)

    def on_mouse_down(self, event: events.MouseDown) -> None:
        """Take hold of the scroll bar."""
        if event.x == self.size.width - 1 and self.size.height < len(self._rows):
            self._dragging = True
            self.capture_mouse()
            self._drag_to(event.y)

    def on_mouse_move(self, event: events.MouseMove) -> None:
        """Drag the scroll bar."""
        if self._dragging:
            self._drag_to(event.y)

    def on_mouse_up(self) -> None:
        """Let go of the scroll bar."""
        if self._dragging:
            self._dragging = False
            self.release_mouse()

    def _drag_to(self, y: int) -> None:
        height = self.size.height
        self._show_from(y * (len(self._rows) - height) // max(1, height - 1))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click there chooses."""
        number = event.y + self._top
        on_the_bar = event.x == self.size.width - 1 and self.size.height < len(self._rows)
        if number >= len(self._rows) or on_the_bar:
            return
        self.move_to(number)
        if event.chain > 1:
            self.post_message(self.Chosen(self))

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        if self._keep_in_view():
            self.refresh()

    def on_focus(self) -> None:
        """Show that keys go here."""
        self.refresh()

    def on_blur(self) -> None:
        """Show that keys go elsewhere."""
        self.refresh()
