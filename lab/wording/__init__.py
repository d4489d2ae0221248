"""Which words differ between two texts. Pure.

Used wherever two wordings stand beside each other: versions, conflicts, pages fetched again,
teardowns compared. What comes out, joined, is exactly what went in.

First the lines that both have once are taken as fixed points; between them the longest common
sequence of words is found, with one bit a word, so that 100 KB against 100 KB stay well under
half a second in plain Python, also where a text repeats itself.
"""

from __future__ import annotations

from lab.wording.difference import CONTEXT, in_context, one_side, word_difference
from lab.wording.segments import Kind, Segment

__all__ = ["CONTEXT", "Kind", "Segment", "in_context", "one_side", "word_difference"]
