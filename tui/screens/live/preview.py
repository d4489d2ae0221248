"""The run under the cursor, beside the list where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.widgets.prose import block
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from tui.widgets.prose import Line

__all__ = ["RunPreview"]

_SHOWN: Final = 6_000
"""Characters of an output; all of it is read on the screen of outputs."""


class RunPreview(Sheet, can_focus=False):
    """How the run under the cursor begins."""

    PURPOSE: ClassVar[str] = "The run under the cursor."

    def __init__(self) -> None:
        super().__init__(id="live-preview")
        self._text = ""

    def show(self, text: str) -> None:
        """Show an output, or why there is none."""
        if text != self._text:
            self._text = text
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
            self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw it."""
        return block(self._text[:_SHOWN], "", max(8, width - 1)) if self._text.strip() else []
