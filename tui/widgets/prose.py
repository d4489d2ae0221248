"""Text of any length as lines of pieces, for widgets that draw line by line."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from rich.cells import set_cell_size

from tui.editing.wrapping import line_breaks
from tui.harmless import fit, harmless, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Ink, Piece

__all__ = ["Line", "block", "two_sided", "wrap_pieces", "wrapped"]

Line = list["Piece"]
"""The pieces of one line."""


def wrapped(text: str, width: int) -> list[str]:
    """Return the text, made harmless, as lines of at most *width* cells; at least one."""
    width = max(1, width)
    lines = []
    for line in harmless(text).split("\n"):
        edges = [0, *line_breaks(line, width), len(line)]
        lines += [_trimmed(line[start:end], width) for start, end in pairwise(edges)]
    while len(lines) > 1 and not lines[-1]:
        lines.pop()
    return lines


def _trimmed(line: str, width: int) -> str:
    """Take the space off a line's end, also one that only characters without width follow."""
    line = line.rstrip(" ")
    return line if width_of(line) <= width else set_cell_size(line, width)


def block(
    text: str, ink: Ink, width: int, *, first: str = "", rest: str = "", first_ink: Ink = "muted"
) -> list[Line]:
    """Return a paragraph whose first line begins with *first*, and the others with *rest*."""
    rest = rest or " " * width_of(first)
    lines = wrapped(text, width - width_of(first))
    return [
        [(rest if number else first, first_ink), (line, ink)] for number, line in enumerate(lines)
    ]


def wrap_pieces(pieces: Iterable[Piece], width: int) -> list[Line]:
    """Return pieces, which may hold newlines, as lines of at most *width* cells."""
    lines: list[Line] = [[]]
    for text, ink in pieces:
        for number, part in enumerate(harmless(text).split("\n")):
            if number:
                lines.append([])
            if part:
                lines[-1].append((part, ink))
    return [row for line in lines for row in _rows(line, max(1, width))]


def _rows(line: Line, width: int) -> list[Line]:
    """Cut one line of pieces where its text as a whole is broken."""
    whole = "".join(text for text, _ in line)
    edges = [0, *line_breaks(whole, width), len(whole)]
    rows = []
    for start, end in pairwise(edges):
        row: Line = []
        place = 0
        for text, ink in line:
            part = text[max(0, start - place) : max(0, end - place)]
            if part:
                row.append((part, ink))
            place += len(text)
        rows.append(row)
    return rows


def two_sided(left: list[Piece], right: list[Piece], width: int, *, more: str = "…") -> Line:
    """Return a line with something at either end; where both do not fit, the left is cut."""
    taken = sum(width_of(text) for text, _ in right)
    room = width - taken - (1 if right else 0)
    line: Line = []
    for text, ink in left:
        size = width_of(text)
        if size > room:
            line.append((fit(text, room, more=more), ink))
            room = 0
            break
        line.append((text, ink))
        room -= size
    return [*line, (" " * (room + (1 if right else 0)), ""), *right]
