"""Home: this week, the library, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.bindings import bindings_of
from tui.page import Page
from tui.screens.home.library_list import LibraryList
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.commands import Scope

__all__ = ["HomeScreen"]


class HomeScreen(Page[None]):
    """The library with its filter and preview, under what this week holds."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("home", "list")
    PURPOSE = "Home shows what this week holds and every teardown in your library."
    BINDINGS: ClassVar = bindings_of("home")

    def compose(self) -> ComposeResult:
        """Lay out the screen."""
        yield LibraryList(id="library")
        yield BottomLine()

    async def on_mount(self) -> None:
        """Show the library as soon as it is read."""
        library = self.query_one(LibraryList)
        library.focus()
        self.call_after_refresh(self.reload)

    async def reload(self) -> None:
        """Read the library again."""
        desk = self.app.desk
        self.query_one(LibraryList).show(await desk.run(desk.workspace.summaries))

    def action_open_teardown(self) -> None:
        """Open the teardown under the cursor."""
        row = self.query_one(LibraryList).row
        if row is not None:
            self.app.open_walk(row.id)
