"""The line above the list: the shelf's name and how many there are, or the filter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.harmless import fit, width_of
from tui.widgets.field import Field
from tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.widgets.lines import Piece
    from tui.widgets.rows import RowList

LABEL: Final = 12

__all__ = ["FilterField", "LibraryHead"]


class LibraryHead(LineWidget):
    """Name and count, over a rule."""

    DEFAULT_CSS = "LibraryHead { height: 2; padding: 0 1; }"

    def __init__(self, rows: RowList[Any]) -> None:
        super().__init__(id="library-head")
        self._title = "Library"
        self._count = ""
        # Mounted from the start and only hidden, so that the first letter finds it there.
        self.field = FilterField(rows)
        self.field.visible = False

    def compose(self) -> ComposeResult:
        """Lay out the filter between the name and the count."""
        yield self.field

    def show(self, title: str, count: str) -> None:
        """Show the shelf's name, and how many there are."""
        if (title, count) != (self._title, self._count):
            self._title, self._count = title, count
            self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw one line."""
        if y:
            yield glyphs().rule * width, "faint"
            return
        yield fit(self._title, LABEL), "bold"
        count = self._count
        if self.field.visible:
            yield fit("", width - LABEL - width_of(count)), ""
        yield fit(count, min(width - LABEL, width_of(count)), more=glyphs().more), "muted"


class FilterField(Field):
    """Narrows the list as one types; the arrows move in the list meanwhile."""

    PURPOSE = (
        "The filter looks through product, maker, tags, status, author and template, "
        "and through every word you wrote."
    )
    BINDINGS: ClassVar[list[BindingType]] = [
        binding
        for binding in bindings_of("list")
        if getattr(binding, "id", "") in {"list.down", "list.up", "list.page_down", "list.page_up"}
    ]
    DEFAULT_CSS = """
    FilterField { margin: 0 24 0 12; width: 1fr; }
    """

    def __init__(self, rows: RowList[Any]) -> None:
        super().__init__(
            placeholder="product, maker, tag, status, author, or any word you wrote",
            id="filter",
        )
        self._list = rows

    def action_down(self) -> None:
        """Go to the next row."""
        self._list.action_down()

    def action_up(self) -> None:
        """Go to the row before."""
        self._list.action_up()

    def action_page(self, pages: int) -> None:
        """Go a screenful down, or up where negative."""
        self._list.action_page(pages)
