"""A text that came from another by a row of replacements, with the way back."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Edit", "Edited"]


class Edit(NamedTuple):
    """A stretch of the source, and what stands in its place."""

    start: int
    end: int
    text: str = ""


class Edited:
    """A text after some replacements, and where each of its places was before them."""

    def __init__(self, source: str, edits: Iterable[Edit]) -> None:
        """*edits* come in the order of the source and do not overlap."""
        self.source = source
        self._from: list[int] = []
        self._to: list[int] = []
        self._begin: list[int] = []
        self._end: list[int] = []
        parts = []
        place = length = 0
        for start, end, text in edits:
            parts += [source[place:start], text]
            length += start - place
            self._from.append(start)
            self._to.append(end)
            self._begin.append(length)
            length += len(text)
            self._end.append(length)
            place = end
        parts.append(source[place:])
        self.text = "".join(parts)

    def source_at(self, place: int) -> int:
        """Return where the character at *place* stands in the source."""
        number = bisect_right(self._begin, place) - 1
        if number < 0:
            return place
        if place < self._end[number]:
            return self._from[number]
        return self._to[number] + place - self._end[number]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the stretch of the source that the characters from *start* to *end* come from."""
        first = self.source_at(start)
        if end <= start:
            return first, first
        number = bisect_right(self._begin, end - 1) - 1
        inside = number >= 0 and end - 1 < self._end[number]
        last = self._to[number] if inside else self.source_at(end - 1) + 1
        return first, last

    def place_of(self, place: int) -> int:
        """Return where a place of the source stands here; in a replaced stretch, its start."""
        number = bisect_right(self._from, place) - 1
        if number < 0:
            return place
        if place < self._to[number]:
            return self._begin[number]
        return self._end[number] + place - self._to[number]
