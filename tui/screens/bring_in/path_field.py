"""The line for a path, which knows how it could go on."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from textual.suggester import Suggester

from lab.importing.typed import completions
from tui.widgets.field import Field

if TYPE_CHECKING:
    from textual import events

    from tui.desk import Desk

__all__ = ["PathField"]


class _Completer(Suggester):
    """Offers the first folder or file that goes on as the line begins."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(use_cache=False, case_sensitive=True)
        self._desk = desk

    async def get_suggestion(self, value: str) -> str | None:
        """Return the whole line as it could be."""
        found = await self._desk.run(completions, value, home=Path.home())
        return next((one for one in found if one.startswith(value)), None)


class PathField(Field):
    """Takes a path; Tab completes it as a shell does."""

    PURPOSE = (
        "The path of a file or a folder. Tab completes it. Files that you drop on the terminal, "
        "and paths with quotes or a ~, are understood."
    )

    def complete_with(self, desk: Desk) -> None:
        """Begin to offer how the path could go on."""
        self.suggester = _Completer(desk)

    async def _on_key(self, event: events.Key) -> None:
        at_end = self.cursor_position == len(self.value)
        if event.key == "tab" and at_end and self._suggestion:
            event.stop()
            event.prevent_default()
            self.action_cursor_right()
            return
        await super()._on_key(event)
