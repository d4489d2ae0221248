"""What a comparison is made of on the screen: entries under headings, drawn for a width."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field, replace
from itertools import zip_longest
from typing import TYPE_CHECKING

from tui.glyphs import glyphs
from tui.harmless import fit, width_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.compare.likeness import ClaimAt
    from tui.widgets.prose import Line

__all__ = ["Drawn", "Entry", "Heading", "Span", "Where", "in_columns"]


@dataclass(frozen=True, slots=True)
class Where:
    """A place in a teardown."""

    teardown: str
    section: str = ""
    prompt: str = ""
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that the cursor goes to."""

    key: str
    """What identifies it, whatever the width."""
    spots: tuple[Where, ...] = ()
    """Where it stands, the likeliest place to go to first."""
    differs: bool = False
    """Whether ``n`` stops here."""
    leads: str = ""
    """The key of the entry that it is about, for a point of the agenda."""
    claims: tuple[ClaimAt, ...] = ()
    """The claims of a finding."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What stands above the lines while they are scrolled."""

    part: str
    section: str = ""
    columns: bool = False
    """Whether the lines below it stand in columns, one for each teardown that is shown."""


@dataclass(frozen=True, slots=True)
class Span:
    """An entry and its lines: the first, and the one after the last."""

    top: int
    bottom: int
    entry: Entry


@dataclass(slots=True)
class Drawn:
    """A comparison as lines."""

    width: int
    lines: list[Line] = field(default_factory=list)
    spans: list[Span] = field(default_factory=list)
    parts: list[int] = field(default_factory=list)
    """The lines on which a part begins."""
    _headings: list[Heading] = field(default_factory=list)
    _heading_tops: list[int] = field(default_factory=list)

    # Writing

    def part(self, name: str, *, columns: bool = False) -> None:
        """Begin a part; its name stands on a line of its own."""
        if not self.lines:
            # The first one's name stands above the lines from the beginning.
            self.parts.append(0)
            self._head(Heading(name, columns=columns))
            self.lines.append([])
            return
        self.lines.append([])
        self.parts.append(len(self.lines))
        self._head(Heading(name, columns=columns))
        rule = glyphs().rule * max(0, self.width - width_of(name) - 1)
        self.lines += [[(name, "accent bold"), (f" {rule}", "faint")], []]

    def section(self, name: str, *, columns: bool = False) -> None:
        """Begin a section of the part."""
        self._head(Heading(self._headings[-1].part, name, columns))

    def say(self, lines: Sequence[Line]) -> None:
        """Add lines that the cursor passes over, and an empty one."""
        if lines:
            self.lines += [*lines, []]

    def add(self, entry: Entry, lines: Sequence[Line], *, gap: bool = True) -> None:
        """Add an entry, and an empty line unless the next belongs to it."""
        top = len(self.lines)
        self.lines += lines
        self.spans.append(Span(top, len(self.lines), entry))
        if gap:
            self.lines.append([])

    def _head(self, heading: Heading) -> None:
        self._headings.append(heading)
        self._heading_tops.append(len(self.lines))

    # Reading

    def heading_above(self, line: int) -> Heading:
        """Return what stands above a line when it is the first that one sees."""
        if line < len(self.lines) and not self.lines[line]:
            line += 1  # an empty line belongs to nobody
        place = bisect_right(self._heading_tops, line) - 1
        if place < 0:
            return Heading("")
        heading = self._headings[place]
        if heading.section and self._heading_tops[place] == line:
            return replace(heading, section="")  # its own line is to be seen below
        return heading

    def is_part(self, line: int) -> bool:
        """Return whether a part begins on this line."""
        return line in self.parts

    def place_of(self, key: str) -> int | None:
        """Return the number of the entry with that key."""
        return next((n for n, span in enumerate(self.spans) if span.entry.key == key), None)

    def text_of(self, number: int) -> str:
        """Return an entry as text, to be copied."""
        span = self.spans[number]
        lines = self.lines[span.top : span.bottom]
        return "\n".join("".join(text for text, _ in line).rstrip() for line in lines)


def in_columns(columns: Sequence[Sequence[Line]], width: int) -> list[Line]:
    """Return lines side by side, each column *width* cells wide, with walls between them."""
    rows: list[Line] = []
    wall = (f" {glyphs().wall} ", "faint")
    for parts in zip_longest(*columns, fillvalue=[]):
        row: Line = []
        for number, part in enumerate(parts):
            if number:
                row.append(wall)
            taken = sum(width_of(text) for text, _ in part)
            row += [*part, (fit("", width - taken), "")]
        rows.append(row)
    return rows
