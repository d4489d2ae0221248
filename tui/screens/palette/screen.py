"""The palette: a line to type in, and what fits it below."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from tui.background import in_background
from tui.choosing.chooser import Chooser
from tui.screens.palette.offers import commands_here, teardowns

if TYPE_CHECKING:
    from textual.screen import Screen

    from tui.choosing.choices import Choice

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
        self._is_reading = True
        """Whether the teardowns are still to come."""
        self._takes_first = False
        """Whether somebody has pressed Enter before they came."""

    def on_mount(self) -> None:
        """Offer the commands at once, and the teardowns when they are read."""
        offers = commands_here(self.app, self._below)
        self.offer(offers)
        in_background(self, partial(self._add_teardowns, offers), group="read")

    async def _add_teardowns(self, offers: list[Choice]) -> None:
        desk = self.app.desk
        with self.app.telling():
            rows = await desk.run(desk.workspace.summaries)
            moved_to = self.choices.row if self.choices.cursor else None
            self.offer(offers + teardowns(self.app, rows))
            if moved_to is not None:
                self.choices.move_to_key(moved_to.id)
        self._is_reading = False
        if self._takes_first:
            self.take_row()

    def take_row(self) -> None:
        """Do it; what fits best is known once the teardowns are there, too."""
        if self._is_reading and not self.choices.cursor:
            self._takes_first = True
        else:
            super().take_row()
