"""Finding words on a page."""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import TYPE_CHECKING, Final, Literal

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Finding"]

MOST: Final = 5_000
"""Places that are marked and counted."""

Span = tuple[int, int]


class Finding:
    """The words that are looked for, and where they stand."""

    def __init__(self) -> None:
        self.typed = ""
        self.hits: Sequence[Span] = ()

    def look(self, text: str, typed: str) -> None:
        """Look for words, whatever their case and the white space between them."""
        self.typed = " ".join(typed.split())
        self.hits = ()
        if self.typed:
            pattern = r"\s+".join(re.escape(word) for word in self.typed.split())
            hits: list[Span] = []
            for found in re.finditer(pattern, text, re.IGNORECASE):
                hits.append(found.span())
                if len(hits) == MOST:
                    break
            self.hits = hits

    def forget(self) -> None:
        """Look for nothing."""
        self.typed, self.hits = "", ()

    def from_here(self, place: int) -> Span | None:
        """Return the first hit from a place on, else the first of all."""
        if not self.hits:
            return None
        return next((hit for hit in self.hits if hit[0] >= place), self.hits[0])

    def next(self, place: int, step: Literal[1, -1]) -> Span | None:
        """Return the next hit after a place, or the one before it; round at either end."""
        if not self.hits:
            return None
        if step > 0:
            return next((hit for hit in self.hits if hit[0] > place), self.hits[0])
        return next((hit for hit in reversed(self.hits) if hit[0] < place), self.hits[-1])

    def words(self, place: int) -> str:
        """Return which of the hits a place is, in words; empty where nothing is looked for."""
        if not self.typed:
            return ""
        if not self.hits:
            return f"“{self.typed}” is not on this page"
        number = max(1, bisect_right(self.hits, (place, float("inf"))))
        more = "+" if len(self.hits) == MOST else ""
        return f"{number} of {len(self.hits):,}{more}"
