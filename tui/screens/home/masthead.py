"""The top of Home: how this week stands, what to do next, and what a group waits for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import fit, one_line, width_of
from tui.screens.home.week import has_practised, practice_words, week_words
from tui.weeks import MOST_WEEKS, week_pieces
from tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.screens.home.week import Week
    from tui.widgets.lines import Piece

__all__ = ["Masthead", "Next"]

LABEL: Final = 12
"""Cells for the labels at the left."""

MOST_DOTS: Final = 7

FEW_WEEKS: Final = 8
"""Weeks that are drawn at least, where there are so many, before words are left out."""

FEW_WORDS: Final = 24
"""Cells of a longer text that are worth showing."""

ELSE: Final = "what else"

Next = tuple[str, str, str]
"""What to do next: the key that does it, what it does, and more about it."""


class Masthead(LineWidget):
    """``This week``, the weeks before it where there are any, ``Next``, and a group's round."""

    DEFAULT_CSS = """
    Masthead { height: 3; padding: 0 1; }
    Masthead.-practised, Masthead.-grouped { height: 4; }
    Masthead.-practised.-grouped { height: 5; }
    """

    def __init__(self) -> None:
        super().__init__(id="masthead")
        self._week: Week | None = None
        self._open = 0
        self._next: Next | None = None
        self._others = ""
        self._group: Next | None = None

    def show_week(self, week: Week, open_ones: int) -> None:
        """Show the week, with how many teardowns are begun."""
        self._week, self._open = week, open_ones
        self.set_class(has_practised(week), "-practised")
        self.refresh()

    def show_next(self, what: Next | None, others: str = "") -> None:
        """Show what to do next, and at the right *others*, the key that shows all of it."""
        if (what, others) != (self._next, self._others):
            self._next, self._others = what, others
            self.refresh()

    def show_group(self, what: Next | None) -> None:
        """Show what the study group waits for; nothing is no line."""
        if what != self._group:
            self._group = what
            self.set_class(what is not None, "-grouped")
            self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw one line."""
        lines = [self._week_line, self._next_line]
        if self.has_class("-practised"):
            lines.insert(1, self._practice_line)
        if self._group is not None:
            lines.append(self._group_line)
        return lines[y](width) if y < len(lines) else ()

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
        words = plain_punctuation(week_words(week, self._open))
        if width_of(words) > room:
            words = plain_punctuation(week_words(week, 0))
        yield fit(words, min(room, width_of(words)), more=signs.more), ""
        plan = f"   When {one_line(week.plan).rstrip('. ')}, you open a teardown."
        if week.plan and week.done < week.goal and width_of(words) + width_of(plan) <= room:
            yield plain_punctuation(plan), "muted"

    def _practice_line(self, width: int) -> Iterable[Piece]:
        week = self._week
        if week is None:
            return
        weeks = week.standing.weeks
        room = width - LABEL
        kept = _that_fit(practice_words(week), room - 2 - min(FEW_WEEKS, len(weeks)))
        words = f" {glyphs().dot} ".join(kept)
        drawn = week_pieces(weeks, min(MOST_WEEKS, room - 2 - width_of(words)))
        yield fit("Practice", LABEL), "bold"
        yield from drawn
        yield "  " + plain_punctuation(words), ""

    def _next_line(self, width: int) -> Iterable[Piece]:
        return self._to_do("Next", self._next, self._others, width)

    def _group_line(self, width: int) -> Iterable[Piece]:
        return self._to_do("Group", self._group, "", width)

    def _to_do(
        self, label: str, to_do: Next | None, others_key: str, width: int
    ) -> Iterable[Piece]:
        if to_do is None:
            return
        more = glyphs().more
        key, what, about = (plain_punctuation(one_line(text)) for text in to_do)
        yield fit(label, LABEL), "bold"
        yield f"{key}  ", "accent"
        room = width - LABEL - width_of(key) - 2
        others = width_of(others_key + ELSE) + 4 if others_key else 0
        if room - others < width_of(what):
            others = 0
        room -= others
        yield fit(what, min(room, width_of(what)), more=more), ""
        room -= min(room, width_of(what))
        says_more = bool(about) and room >= min(width_of(about) + 3, FEW_WORDS)
        if says_more:
            yield "   " + fit(about, room - 3, more=more), "muted"
        if others:
            yield " " * (3 if says_more else room + 3) + others_key, "accent"
            yield f" {ELSE}", "muted"


def _that_fit(said: Iterable[tuple[str, int]], room: int) -> list[str]:
    """Return the weightiest of these words that fit beside each other, in their order."""
    words = list(said)
    while words and sum(width_of(text) + 3 for text, _ in words) - 3 > room:
        words.remove(max(words, key=lambda each: each[1]))
    return [text for text, _ in words]
