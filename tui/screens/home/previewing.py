"""The teardown under the cursor, shown beside the list once the cursor rests."""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Final

from lab.errors import NotFound
from tui.harmless import one_line
from tui.hiding import HIDDEN

if TYPE_CHECKING:
    from lab.model import Summary
    from tui.screens.home.screen import HomeScreen

__all__ = ["Previewing"]

PREVIEW_AFTER: Final = 0.12
"""Seconds that the cursor rests before the teardown under it is read."""


class Previewing:
    """Reads what the cursor is on, and shows it."""

    def __init__(self, home: HomeScreen) -> None:
        self._home = home
        self._shown = ""

    def forget(self) -> None:
        """Read it again, as it may have been changed."""
        self._shown = ""

    def follow(self) -> None:
        """Show what the cursor is on now, or nothing."""
        home = self._home
        row = home.library.row
        if row is None:
            self._shown = ""
            home.preview.show("")
        elif self._what(row) != self._shown and home.preview.display:
            home.later("preview", PREVIEW_AFTER, self._read)

    async def _read(self) -> None:
        from tui.screens.home.preview import fault_preview, preview_of, preview_of_trashed

        home = self._home
        row = home.library.row
        if row is None:
            return
        what = self._what(row)
        if row.fault:
            home.preview.show(fault_preview(row))
        elif row.id in home.app.hidden:
            home.preview.show([(one_line(row.product), "bold"), (f"\n\n{HIDDEN}", "muted")])
        else:
            desk = home.app.desk
            # A row that was moved away meanwhile is still shown for a moment.
            with home.app.telling(), suppress(NotFound):
                if home.view.shelf == "trash":
                    pieces = await desk.run(preview_of_trashed, desk.workspace, row)
                else:
                    hit = home.view.hits.get(row.id)
                    pieces = await desk.run(preview_of, desk.workspace, row, hit)
                now = home.library.row
                if now is None or self._what(now) != what:
                    return
                home.preview.show(pieces)
        self._shown = what

    def _what(self, row: Summary) -> str:
        """Return what the preview of a row depends on: the row, and what the search found."""
        hit = self._home.view.hits.get(row.id)
        hidden = "hidden" if row.id in self._home.app.hidden else ""
        shelf = self._home.view.shelf
        return f"{shelf} {row.id} {row.fault} {hidden} {hit.snippet if hit else ''}"
