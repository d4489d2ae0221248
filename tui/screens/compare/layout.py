"""Who stands in which column, and how wide the columns are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.screens.compare.entries import Where, in_columns
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from lab.compare import Comparison
    from tui.widgets.prose import Line

__all__ = ["Layout", "how_many_fit", "next_pair"]

_NARROWEST: Final = 34
"""Cells of a column in which sentences can still be read."""
_WIDEST: Final = 76
_WALL: Final = 3
_PAIR: Final = 2
_SHORTEST: Final = 3
"""Cells of a name where there is hardly room for all."""


def how_many_fit(width: int, people: int) -> int:
    """Return how many columns there are at a width; two stand one under the other if need be."""
    beside = (width + _WALL) // (_NARROWEST + _WALL)
    return min(people, max(_PAIR, beside))


def next_pair(shown: Sequence[str], everyone: Sequence[str], *, column: int) -> tuple[str, ...]:
    """Return who is shown when a column goes on to the next one who is not."""
    others = [name for name in everyone if name not in shown or name == shown[column]]
    after = others[(others.index(shown[column]) + 1) % len(others)]
    changed = [*shown]
    changed[column] = after
    return tuple(changed)


@dataclass(frozen=True)
class Layout:
    """A comparison, the width that there is, and who is shown in columns."""

    comparison: Comparison
    shown: tuple[str, ...]
    width: int

    @property
    def beside(self) -> bool:
        """Whether the columns stand beside each other."""
        return self.column >= _NARROWEST

    @property
    def column(self) -> int:
        """The cells of a column."""
        number = len(self.shown)
        return min(_WIDEST, (self.width - _WALL * (number - 1)) // number)

    @property
    def letters(self) -> dict[str, str]:
        """Return the letter of each teardown, from A on, as on the printed page."""
        return {one.id: chr(ord("A") + n) for n, one in enumerate(self.comparison.subjects)}

    def name(self, teardown: str) -> str:
        """Return what a teardown is called."""
        return one_line(self.comparison.label(teardown)) or teardown

    def columns(self, write: Callable[[str, int], list[Line]]) -> list[Line]:
        """Return what *write* says of each one that is shown, side by side or stacked."""
        if self.beside:
            return in_columns([write(one, self.column) for one in self.shown], self.column)
        stacked: list[Line] = []
        for one in self.shown:
            label = [(f"{self.letters[one]} ", "accent bold"), (self.name(one), "muted")]
            stacked += [label, *write(one, self.width)]
        return stacked

    def titles(self) -> Line:
        """Return the line above the columns: who stands in which."""
        if not self.beside:
            return self.legend()
        heads: list[Sequence[Line]] = [
            [[(f"{self.letters[one]} ", "accent bold"),
              (fit(self.name(one), self.column - 2), "bold")]]
            for one in self.shown
        ]  # fmt: skip
        return in_columns(heads, self.column)[0]

    def legend(self) -> Line:
        """Return who is meant by which letter."""
        line: Line = []
        compared = self.comparison.subjects
        names = {one.id: self.name(one.id) for one in compared}
        widths = [width_of(name) for name in names.values()]
        room = max(widths)
        while room > _SHORTEST and sum(min(wide, room) + 4 for wide in widths) > self.width:
            room -= 1
        for one in compared:
            gap = "  " if line else ""
            name = names[one.id]
            shown = fit(name, room, more=glyphs().more) if width_of(name) > room else name
            line += [(f"{gap}{self.letters[one.id]} ", "accent bold"), (shown, "")]
        return line

    def spots(self, section: str, prompt: str = "") -> tuple[Where, ...]:
        """Return a place in everybody's teardown, those who are shown first."""
        rest = [one.id for one in self.comparison.subjects if one.id not in self.shown]
        return tuple(Where(one, section, prompt) for one in (*self.shown, *rest))

    def paragraphs(self, lines: Sequence[str], ink: str = "") -> list[Line]:
        """Return sentences as paragraphs that read well."""
        measure = min(self.width, 92)
        return [row for line in lines for row in block(line, ink, measure)]
