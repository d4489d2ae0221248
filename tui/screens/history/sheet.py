"""The page on which a comparison is read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region
from textual.message import Message

from tui.screens.history.comparing import Comparison
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from rich.style import Style

    from tui.widgets.prose import Line

__all__ = ["ComparisonSheet"]


class ComparisonSheet(Sheet):
    """Lines that were drawn elsewhere, and a mark that goes from one changed place to the next."""

    PURPOSE: ClassVar[str] = (
        "What a version says differently: + and underlined is new, - and struck through was "
        "taken out. n and N go from one changed place to the next."
    )

    class Resized(Message):
        """There is another width to draw for."""

    def __init__(self) -> None:
        super().__init__(id="comparison")
        self.comparison = Comparison()
        self._at = -1

    def show(self, comparison: Comparison) -> None:
        """Show another comparison, from its beginning."""
        self.comparison = comparison
        self._at = -1
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Return the lines, whatever the width: the screen has others drawn for a new one."""
        del width
        return self.comparison.lines

    def on_resize(self) -> None:
        """Ask for lines of the new width."""
        super().on_resize()
        self.post_message(self.Resized())

    def behind(self, number: int) -> Style:
        """Colour the changed place that was gone to."""
        stops = self.comparison.stops
        if 0 <= self._at < len(stops):
            first, last = stops[self._at]
            if first <= number < last:
                return self.ink("on-cursor")
        return self.ink("")

    def go(self, step: int) -> bool:
        """Go to the next changed place, or the one before; return whether there was one."""
        stops = self.comparison.stops
        at = self._at + step if self._at >= 0 else (0 if step > 0 else len(stops) - 1)
        if not 0 <= at < len(stops):
            return False
        self._at = at
        first, last = stops[at]
        # The heading above it is worth seeing too.
        top = max(0, first - 2)
        region = Region(0, top, 1, min(last - top, self.scrollable_content_region.height))
        self.scroll_to_region(region, animate=False, force=True, immediate=True)
        self.refresh()
        return True

    @property
    def place(self) -> tuple[int, int]:
        """The number of the changed place that was gone to, from 1, and how many there are."""
        return self._at + 1, len(self.comparison.stops)
