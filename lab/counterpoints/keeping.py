"""What a record keeps of a text that an item is about: all of a short one, a part of a long one.

Each question that is met would else bring a copy of a whole answer into the record. Pure.
"""

from __future__ import annotations

from typing import Final

from lab.counterpoints.passages import Passage, find_quote

__all__ = ["kept_after", "kept_before"]

_SHORT: Final = 1500
"""Characters of a text that is kept whole."""
_AROUND: Final = 500
"""Characters on either side of the words that are aimed at, in a longer one."""
_LEFT_OUT: Final = "…"
_ALIKE: Final = 50
"""Of 100: what is less alike is no trace of the old text."""
_READ: Final = 20_000
"""Characters in which an old part is looked for anew: the work grows with both texts."""


def kept_before(text: str, quote: str) -> str:
    """Return what is kept of a text as it stands when it is argued with."""
    if len(text) <= _SHORT:
        return text
    found = find_quote(quote, [Passage("", text, "")])
    start, end = found[1] if found is not None else (0, 0)
    return _part(text, start - _AROUND, end + _AROUND)


def kept_after(before: str, now: str) -> str:
    """Return what is kept of the same text once it was changed, as large as what was kept."""
    if len(now) <= 2 * _SHORT and not _is_part(before):
        return now
    from rapidfuzz import fuzz

    old = before.strip(_LEFT_OUT)[: 2 * _SHORT]
    # Where only the middle was changed, what stood before it says where to look.
    at = max(0, now.find(old[:40]) - _READ // 2)
    found = fuzz.partial_ratio_alignment(old, now[at : at + _READ], score_cutoff=_ALIKE)
    if found is None:
        return _part(now, 0, 2 * _AROUND)
    middle = at + (found.dest_start + found.dest_end) // 2
    return _part(now, middle - len(old) // 2, middle + len(old) // 2)


def _is_part(text: str) -> bool:
    return text.startswith(_LEFT_OUT) or text.endswith(_LEFT_OUT)


def _part(text: str, start: int, end: int) -> str:
    """Return a part of a text, between whole words, marked where more was there."""
    start, end = max(0, start), min(len(text), end)
    if start:
        start = text.find(" ", start, start + 40) + 1 or start
    if end < len(text):
        found = text.rfind(" ", max(start, end - 40), end)
        end = found if found > 0 else end
    before = _LEFT_OUT if start else ""
    return f"{before}{text[start:end].strip()}{_LEFT_OUT if end < len(text) else ''}"
