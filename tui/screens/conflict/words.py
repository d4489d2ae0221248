"""Which words differ between two texts. Pure."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["Run", "word_difference"]

Run = tuple[str, bool]
"""Some text, and whether the other side says it differently."""

_WORD = re.compile(r"\s+|\w+|[^\w\s]")

MOST_WORDS = 600
"""Above so many words between the first and the last difference, all of them count as different."""

CONTEXT = 12
"""Words that stay around a difference; what is alike beyond them is left out."""


def word_difference(ours: str, theirs: str, *, more: str = "…") -> tuple[list[Run], list[Run]]:
    """Return both texts as runs; *more* stands where a long stretch that is alike is left out."""
    left, right = _WORD.findall(ours), _WORD.findall(theirs)
    start = _alike(left, right)
    end = _alike(left[start:][::-1], right[start:][::-1])
    mine, other = left[start : len(left) - end], right[start : len(right) - end]
    head, tail = left[:start], left[len(left) - end :]
    if len(mine) > MOST_WORDS or len(other) > MOST_WORDS:
        blocks: Sequence[tuple[str, int, int, int, int]] = [
            ("replace", 0, len(mine), 0, len(other))
        ]
    else:
        blocks = SequenceMatcher(None, mine, other, autojunk=False).get_opcodes()
    runs_left: list[Run] = [(_shorten(head, keep_end=True, more=more), False)]
    runs_right: list[Run] = [(_shorten(head, keep_end=True, more=more), False)]
    for tag, a, b, c, d in blocks:
        if tag == "equal":
            text = _shorten(mine[a:b], keep_start=True, keep_end=True, more=more)
            runs_left.append((text, False))
            runs_right.append((text, False))
        else:
            runs_left.append(("".join(mine[a:b]), True))
            runs_right.append(("".join(other[c:d]), True))
    runs_left.append((_shorten(tail, keep_start=True, more=more), False))
    runs_right.append((_shorten(tail, keep_start=True, more=more), False))
    return [run for run in runs_left if run[0]], [run for run in runs_right if run[0]]


def _alike(left: Sequence[str], right: Sequence[str]) -> int:
    """Return how many words are the same at the beginning."""
    number = 0
    for mine, other in zip(left, right, strict=False):
        if mine != other:
            break
        number += 1
    return number


def _shorten(
    words: list[str], *, keep_start: bool = False, keep_end: bool = False, more: str
) -> str:
    room = 2 * CONTEXT * (keep_start + keep_end)
    if len(words) <= room + 2 * CONTEXT:
        return "".join(words)
    start = "".join(words[: 2 * CONTEXT]) if keep_start else ""
    end = "".join(words[-2 * CONTEXT :]) if keep_end else ""
    return f"{start} {more} {end}".strip(" ")
