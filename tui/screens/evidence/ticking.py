"""A few pages to choose among: space ticks, Enter goes on with the ticked."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.containers import Vertical
from textual.screen import ModalScreen

from lab.figures import counted
from tui.bindings import bindings_of
from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.widgets.bottom_line import BottomLine
from tui.widgets.plain import PlainText
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from lab.evidence.captured import Neighbour
    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.widgets.lines import Piece

__all__ = ["TickScreen"]

_KIND: int = 10


class NeighbourRows(RowList["Neighbour"]):
    """One page a line: its kind, its words, its address."""

    PURPOSE: ClassVar[str] = "Pages of the same site. Space ticks one; Enter captures the ticked."

    def key_of(self, row: Neighbour) -> str:
        """Return its address."""
        return row.url

    def pieces(self, row: Neighbour, width: int) -> Iterable[Piece]:
        """Draw tick, kind, title and address."""
        more = glyphs().more
        box = "[x] " if row.url in self.marked else "[ ] "
        yield box, "accent"
        yield fit(row.kind, _KIND, more=more), "muted"
        room = width - len(box) - _KIND
        title = one_line(row.title)
        own = min(width_of(title), max(12, room // 2))
        yield fit(title, own, more=more), ""
        address = one_line(row.url.partition("://")[2])
        yield "  " + fit(address, room - own - 2, more=more), "muted"


class TickScreen(ModalScreen["list[Neighbour]"]):
    """Ends with what was ticked; with nothing where it was closed."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("tick", "list")
    PURPOSE: ClassVar[str] = (
        "Other pages of the sites that you captured: pricing, docs, changelog, terms. Tick those "
        "that are worth a look; they are captured one after the other, as far as the site allows."
    )
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("tick")
    DEFAULT_CSS = """
    TickScreen { align: center middle; background: $background 70%; }
    TickScreen #tick { width: 100; max-width: 100%; height: auto; max-height: 100%;
        margin-bottom: 1; padding: 1 2; background: $surface; }
    TickScreen PlainText { height: auto; padding: 0 1; }
    TickScreen RowList { background: $surface; margin: 1 0; max-height: 60vh; }
    """

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self, neighbours: Sequence[Neighbour]) -> None:
        super().__init__()
        self._neighbours = neighbours
        self.rows = NeighbourRows()
        self.rows.styles.height = len(neighbours)

    def compose(self) -> ComposeResult:
        """Lay out the title, the list and what is ticked."""
        with Vertical(id="tick"):
            yield PlainText(
                [
                    ("More pages of the same site", "accent bold"),
                    ("\nSpace ticks, Enter captures what is ticked.", "muted"),
                ]
            )
            yield self.rows
            yield PlainText("", id="ticked")
        yield BottomLine()

    def on_mount(self) -> None:
        """Show the pages."""
        self.rows.show(self._neighbours)
        self.rows.focus()

    def on_row_list_moved(self) -> None:
        """Say how many are ticked."""
        number = len(self.rows.marked)
        words = f"{counted(number, 'page')} ticked" if number else "None ticked yet"
        self.query_one("#ticked", PlainText).show([(words, "muted")])

    def on_row_list_chosen(self) -> None:
        """Tick what was clicked twice."""
        self.action_mark()

    def action_down(self) -> None:
        """Go to the next one."""
        self.rows.action_down()

    def action_up(self) -> None:
        """Go to the one before."""
        self.rows.action_up()

    def action_mark(self) -> None:
        """Tick the page under the cursor, or take its tick away."""
        self.rows.toggle_mark()

    def action_mark_all(self) -> None:
        """Tick all, or none where all are."""
        every = {page.url for page in self._neighbours}
        self.rows.marked = set() if self.rows.marked == every else every
        self.rows.redraw()
        self.on_row_list_moved()

    def action_take(self) -> None:
        """Go on with the ticked; with the one under the cursor where none is."""
        marked = self.rows.marked or ({self.rows.row.url} if self.rows.row is not None else set())
        self.dismiss([page for page in self._neighbours if page.url in marked])

    def action_close(self) -> None:
        """Leave it."""
        self.dismiss([])
