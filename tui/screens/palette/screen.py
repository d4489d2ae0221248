"""The palette: a line to type in, and what fits it below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.choosing.chooser import Chooser
from tui.screens.palette.offers import commands_here, teardowns

if TYPE_CHECKING:
    from textual.screen import Screen

__all__ = ["PaletteScreen"]


class PaletteScreen(Chooser):
    """Every command by name, with its key; every teardown by its product."""

    PURPOSE = "Every command that works where you are, and every teardown, by name."

    def __init__(self, below: Screen[object]) -> None:
        super().__init__(
            "a command, or a product",
            "Enter does it. Esc closes. Type a product to open its teardown.",
        )
        self._below = below

    async def on_mount(self) -> None:
        """Offer the commands at once, and the teardowns when they are read."""
        offers = commands_here(self.app, self._below)
        self.offer(offers)
        desk = self.app.desk
        with self.app.telling():
            rows = await desk.run(desk.workspace.summaries)
            self.offer(offers + teardowns(self.app, rows))
