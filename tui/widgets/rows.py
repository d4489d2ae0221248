"""A list of any length that draws only the rows one sees."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final, Generic, TypeVar

from rich.segment import Segment
from textual.geometry import Region, Size
from textual.message import Message
from textual.scroll_view import ScrollView
from textual.strip import Strip

from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.widgets.lines import drawn, ink_style

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.style import Style
    from textual import events
    from textual.binding import BindingType

    from tui.commands import Scope
    from tui.widgets.lines import Ink, Piece

__all__ = ["RowList"]

Row = TypeVar("Row")

GUTTER: Final = 3
"""Cells at the left for the cursor and the mark."""


class RowList(ScrollView, Generic[Row], can_focus=True):
    """Rows, a cursor and marks. A subclass says how a row is drawn and what identifies it."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("list",)
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("list")

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
        """A double click on a row."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self._rows: Sequence[Row] = ()
        self._cursor = 0
        self.marked: set[str] = set()
        self._note: Sequence[Sequence[Piece]] = ()
        self._inks: dict[Ink, Style] = {}
        self._inks_of = ""

    # What a subclass says

    def key_of(self, row: Row) -> str:
        """Return what identifies a row while rows come and go."""
        raise NotImplementedError

    def pieces(self, row: Row, width: int) -> Iterable[Piece]:
        """Return how a row is drawn on *width* cells, after the cursor and the mark."""
        raise NotImplementedError

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
        self.virtual_size = Size(0, len(rows))
        self._keep_in_view()
        self.refresh()
        self.post_message(self.Moved(self))

    @property
    def row(self) -> Row | None:
        """The row under the cursor."""
        return self._rows[self._cursor] if self._cursor < len(self._rows) else None

    def move_to_key(self, key: str) -> None:
        """Put the cursor on the row with that key, if it is here."""
        for number, row in enumerate(self._rows):
            if self.key_of(row) == key:
                self.move_to(number)
                return

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

    @property
    def shows_cursor(self) -> bool:
        """Whether there is a cursor to be seen."""
        return True

    @property
    def is_active(self) -> bool:
        """Whether keys act on the row under the cursor."""
        return self.has_focus

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
            place = number - len(self._rows)
            note = self._note[place] if place < len(self._note) else ()
            return self._strip(base, note, width, gutter=[Segment(" " * GUTTER, base)])
        row = self._rows[number]
        here = number == self._cursor and self.shows_cursor
        if here:
            base += self.ink("on-cursor" if self.is_active else "on-field")
        signs = glyphs()
        marked = self.key_of(row) in self.marked
        gutter = f"{signs.cursor if here else ' '}{signs.marked if marked else ' '} "
        pieces = self.pieces(row, width - GUTTER)
        return self._strip(base, pieces, width, gutter=[Segment(gutter, base + self.ink("accent"))])

    def _strip(
        self, base: Style, pieces: Iterable[Piece], width: int, *, gutter: list[Segment]
    ) -> Strip:
        segments = gutter + drawn(pieces, base, self.ink)
        return Strip(segments).adjust_cell_length(width, base)

    def redraw(self) -> None:
        """Draw again what is visible, as after marks have changed."""
        self.refresh()

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
            self.refresh_lines(self._cursor)
            self.post_message(self.Moved(self))
            self.move_to(self._cursor + 1)

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse is; a second click there chooses."""
        number = event.y + self.scroll_offset.y
        if number >= len(self._rows):
            return
        self.move_to(number)
        if event.chain > 1:
            self.post_message(self.Chosen(self))

    def on_resize(self) -> None:
        """Keep the cursor on the screen."""
        self._keep_in_view()
