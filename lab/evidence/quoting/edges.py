"""Where words and numbers end, in every script."""

from __future__ import annotations

import re
import unicodedata
from typing import Final

from lab.evidence.quoting.folding import INVISIBLE

__all__ = ["NO_SPACES", "joined", "trimmed", "whole_words"]

NO_SPACES: Final = (
    "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces, for a class in a pattern: every character there is a word."""
_NO_SPACES: Final = re.compile(f"[{NO_SPACES}]")
_LONGEST_WORD: Final = 60
_SIGNS: Final = "+-\u2212~≈<>≤≥#"
_UNITS: Final = "%‰°"
_BLANK: Final = re.compile(rf"[\s{INVISIBLE}]*")


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the white space, seen and unseen, at its ends."""
    blank = _BLANK.match(text, start, end)
    start = blank.end() if blank else start
    while end > start and _BLANK.fullmatch(text[end - 1]):
        end -= 1
    return start, end


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch that was made as long as the words in which it begins and ends."""
    first = max(0, start - _LONGEST_WORD)
    last = min(len(text), end + _LONGEST_WORD)
    while start > first and joined(text, start):
        start -= 1
    while end < last and joined(text, end):
        end += 1
    return start, end


def joined(text: str, place: int) -> bool:
    """Return whether a place lies within a word, or within a number such as -$1,000.50 or 5%."""
    if not 0 < place < len(text):
        return False
    before, after = text[place - 1], text[place]
    if (after.isdigit() or _is_currency(after)) and (_is_currency(before) or before in _SIGNS):
        return _is_currency(before) or place < 2 or not _is_letter(text[place - 2])  # noqa: PLR2004 - the one before
    if before.isdigit() and (_is_currency(after) or after in _UNITS):
        return True
    if after in ".,'’" or before in ".,'’":
        # A mark joins what stands on both sides of it: 2.50, don't.
        middle = place if after in ".,'’" else place - 1
        if not 0 < middle < len(text) - 1:
            return False
        left, right = text[middle - 1], text[middle + 1]
        alike = str.isdigit if text[middle] in ".," else _is_letter
        return alike(left) and alike(right)
    return _is_letter(before) and _is_letter(after)


def _is_letter(character: str) -> bool:
    if _NO_SPACES.match(character):
        return False
    return character.isalnum() or character == "_" or unicodedata.category(character)[0] == "M"


def _is_currency(character: str) -> bool:
    return unicodedata.category(character) == "Sc"
