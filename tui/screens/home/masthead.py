"""The top of Home: how this week stands, and what to do next."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.screens.home.wording import week_words
from tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.habit import Week
    from tui.widgets.lines import Piece

__all__ = ["Masthead", "Next"]

LABEL: Final = 12
"""Cells for the labels at the left."""

MOST_DOTS: Final = 7

Next = tuple[str, str, str]
"""What to do next: the key that does it, what it does, and more about it."""


class Masthead(LineWidget):
    """Two lines: ``This week`` and ``Next``."""

    DEFAULT_CSS = "Masthead { height: 3; padding: 0 1; }"

    def __init__(self) -> None:
        super().__init__(id="masthead")
        self._week: Week | None = None
        self._open = 0
        self._next: Next | None = None

    def show_week(self, week: Week, open_ones: int) -> None:
        """Show the week, with how many teardowns are begun."""
        self._week, self._open = week, open_ones
        self.refresh()

    def show_next(self, what: Next | None) -> None:
        """Show what to do next."""
        self._next = what
        self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw one line."""
        if y == 0:
            return self._week_line(width)
        if y == 1:
            return self._next_line(width)
        return ()

    def _week_line(self, width: int) -> Iterable[Piece]:
        yield fit("This week", LABEL), "bold"
        week = self._week
        if week is None:
            return
        signs = glyphs()
        room = width - LABEL
        if week.goal <= MOST_DOTS:
            done = min(week.done, week.goal)
            yield signs.written * done, "accent"
            yield signs.empty * (week.goal - done) + "  ", "muted"
            room -= week.goal + 2
        yield fit(week_words(week, self._open), room, more=signs.more), ""

    def _next_line(self, width: int) -> Iterable[Piece]:
        if self._next is None:
            return
        more = glyphs().more
        key, what, about = (plain_punctuation(one_line(text)) for text in self._next)
        yield fit("Next", LABEL), "bold"
        yield f"{key}  ", "accent"
        room = width - LABEL - width_of(key) - 2
        yield fit(what, min(room, width_of(what)), more=more), ""
        room -= width_of(what) + 2
        if about and room > LABEL:
            yield "  " + fit(about, room, more=more), "muted"
