"""How the quotes of a page stand after another look, in words. Pure."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from lab.figures import counted

if TYPE_CHECKING:
    from store.records import Evidence

__all__ = ["standing_line"]


def standing_line(evidence: Evidence) -> str:
    """Return “2 quotes stand, 1 moved, 1 is gone”; empty where none was looked for."""
    count = Counter(quote.standing for quote in evidence.quotes)
    parts = [
        (count["stands"], "stands", "stand"),
        (count["moved"], "moved", "moved"),
        (count["gone"], "is gone", "are gone"),
    ]
    said = [f"{number} {one if number == 1 else many}" for number, one, many in parts if number]
    if not said:
        return ""
    first, _, word = said[0].partition(" ")
    return ", ".join([f"{counted(int(first), 'quote')} {word}", *said[1:]])
