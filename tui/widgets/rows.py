"""A list of any length that draws only the rows one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Generic, TypeVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.bindings import bindings_of
from tui.widgets.lines import ink_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual import events

    from tui.widgets.lines import Ink, Piece

__all__ = ["RowList"]

Row = TypeVar("Row")


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Rows, a cursor and marks. A subclass says how a row is drawn and what identifies it."""

    BINDINGS: ClassVar = bindings_of("list")

    DEFAULT_CSS = """
    RowList { height: 1fr; background: $background; scrollbar-size-vertical: 1;
        overflow-x: hidden; scrollbar-background: $background; scrollbar-color: $panel; }
    """

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
        """Enter, or a click on the row under the cursor."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self.marked: set[str] = set()
        self._inks: dict[Ink, Style] = {}
        self._inks_of = ""

    # What a subclass says

    def key_of(self, row: Row) -> str:
        """Return what identifies a row while rows come and go."""
        raise NotImplementedError

    def pieces(self, row: Row, width: int, *, marked: bool) -> Iterable[Piece]:
        """Return how a row is drawn on *width* cells."""
        raise NotImplementedError

    # Rows and cursor

    @property
    def rows(self) -> Sequence[Row]:
        """The rows that are shown."""
        return self._rows

    def show(self, rows: Sequence[Row]) -> None:
        """Show other rows; the cursor stays on the same one where it is still there."""
        at = self.row
        key = self.key_of(at) if at is not None else None
        self._rows = rows
        place = None
        if key is not None:
            place = next((i for i, row in enumerate(rows) if self.key_of(row) == key), None)
        self._cursor = min(self._cursor, max(0, len(rows) - 1)) if place is None else place
        self.virtual_size = Size(0, len(rows))
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

    def move_to(self, number: int) -> None:
        """Put the cursor on a row, the nearest there is."""
        number = max(0, min(number, len(self._rows) - 1))
        if number != self._cursor:
            self.refresh_lines(self._cursor)
            self._cursor = number
            self.refresh_lines(number)
            self._keep_in_view()
            self.post_message(self.Moved(self))

    def _keep_in_view(self) -> None:
        height = self.scrollable_content_region.height
        if height:
            self.scroll_to_region(
                Region(0, self._cursor, 1, 1), animate=False, force=True, immediate=True
            )

    # Drawing

    def ink(self, name: Ink) -> Style:
        """Return the style of an ink."""
        if self._inks_of != self.app.theme:
            self._inks.clear()
            self._inks_of = self.app.theme
        style = self._inks.get(name)
        if style is None:
            style = self._inks[name] = ink_style(self.app, name)
        return style

    def render_line(self, y: int) -> Strip:
        """Draw the row that scrolling has brought to this line."""
        number = y + self.scroll_offset.y
        width = self.scrollable_content_region.width
        base = self.rich_style
        if number >= len(self._rows):
            return Strip.blank(width, base)
        row = self._rows[number]
        here = number == self._cursor
        if here:
            base += self.ink("on-cursor" if self.has_focus else "on-field")
        marked = self.key_of(row) in self.marked
        pieces = self.pieces(row, width, marked=marked)
        strip = Strip([Segment(text, base + self.ink(ink)) for text, ink in pieces])
        return strip.adjust_cell_length(width, base)

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

    def action_mark(self) -> None:
        """Mark the row under the cursor, or take its mark away, and go to the next."""
        row = self.row
        if row is not None:
            self.marked ^= {self.key_of(row)}
            self.refresh_lines(self._cursor)
            self.post_message(self.Moved(self))
            self.move_to(self._cursor + 1)

    def action_choose(self) -> None:
        """Choose the row under the cursor."""
        if self.row is not None:
            self.post_message(self.Chosen(self))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click there chooses."""
        number = event.y + self.scroll_offset.y
        if number >= len(self._rows):
            return
        if number == self._cursor and event.chain > 1:
            self.action_choose()
        self.move_to(number)

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._keep_in_view()
