"""The parts of the page, and how a figure stands in one: its name, its value, what it means."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from tui.glyphs import glyphs, plain_punctuation
from tui.harmless import width_of
from tui.widgets.prose import block

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tui.widgets.lines import Ink, Piece
    from tui.widgets.prose import Line

__all__ = ["LABEL", "Drawing", "Part", "bar", "fact", "legend", "note", "padded"]

LABEL: Final = 16
"""Cells of a figure's name."""
_BETWEEN: Final = 3


@dataclass(frozen=True, slots=True)
class Drawing:
    """How wide the page is, and whether it says what its figures mean."""

    width: int
    with_meanings: bool
    key: Callable[[str], str]
    """The label of a command's key."""


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page, with a heading of its own."""

    id: str
    title: str
    about: str
    """How many it is based on, beside the heading."""
    draw: Callable[[Drawing], list[Line]]


def fact(
    label: str, value: str, drawing: Drawing, *, means: str = "", ink: Ink = "bold"
) -> list[Line]:
    """Return a figure, and below it what it means where that is wanted."""
    lines = block(plain_punctuation(value), ink, drawing.width, first=f"{label:<{LABEL}}")
    if means and drawing.with_meanings:
        lines += block(plain_punctuation(means), "muted", drawing.width, first=" " * LABEL)
    return lines


def note(words: str, drawing: Drawing, *, ink: Ink = "muted") -> list[Line]:
    """Return a sentence of our own."""
    return block(plain_punctuation(words), ink, drawing.width)


def legend(signs: Iterable[tuple[str, Ink, str]], width: int) -> list[Line]:
    """Return what signs say, as many on a line as fit: each sign, its ink, its words."""
    lines: list[Line] = []
    room = 0
    for sign, ink, words in signs:
        size = width_of(sign) + 1 + width_of(words)
        if not lines or room < _BETWEEN + size:
            lines.append([])
            room = width
        else:
            lines[-1].append((" " * _BETWEEN, ""))
            room -= _BETWEEN
        lines[-1] += [(sign, ink), (f" {words}", "muted")]
        room -= size
    return lines


def bar(share: float, cells: int, *, ink: Ink = "accent") -> list[Piece]:
    """Return a share of 1 as a bar of so many cells."""
    filled = round(max(0.0, min(1.0, share)) * cells)
    signs = glyphs()
    return [(signs.bar * filled, ink), (signs.track * (cells - filled), "faint")]


def padded(line: Line, width: int) -> Line:
    """Return a line that takes exactly so many cells, where it is not longer."""
    return [*line, (" " * (width - sum(width_of(text) for text, _ in line)), "")]
