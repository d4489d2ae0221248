"""Words with what stands around them: their sentence, and whether a number is near."""

from __future__ import annotations

import re
from typing import Final

__all__ = ["COUNTS", "NUMBER", "InContext", "counts_something"]

NUMBER: Final = (
    r"\d|\b(?:none|once|twice|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozen"
    r"|twenty|thirty|fifty|hundred|thousand|half|third|quarter)\b|\bone (?:of|in|out)\b"
)
"""The pattern of a number, in digits or in words."""

COUNTS: Final = re.compile(NUMBER, re.IGNORECASE)

_SENTENCE_END: Final = re.compile(
    r"(?<!\be\.g)(?<!\bi\.e)(?<!\bvs)[.!?…][*_~]{0,3}(?=\s|\Z)|[\u3002\uff01\uff1f]|\n|;\s"
)
_LONGEST_SENTENCE: Final = 500


def counts_something(text: str) -> bool:
    """Return whether a text holds a number, in digits or in words."""
    if COUNTS.search(text):
        return True
    return not text.isascii() and any(character.isnumeric() for character in text)


class InContext:
    """Words with what stands around them."""

    def __init__(self, text: str, start: int, end: int, section: str) -> None:
        self._text = text
        self._start, self._end = start, end
        self.section = section
        self.word = " ".join(text[start:end].casefold().split())
        self.before = text[max(0, start - 60) : start]
        self.after = text[end : end + 60]
        self.told_before = text[max(0, start - 240) : start]
        self.sentence, self.told_after = self._sentence()
        self.is_question = self.sentence.rstrip().endswith("?")

    def has_number_within(self, distance: int) -> bool:
        """Return whether a number stands that close, on either side."""
        near = self._text[max(0, self._start - distance) : self._end + distance]
        return counts_something(near)

    @property
    def opens(self) -> bool:
        """Whether the sentence begins with these words."""
        return self.sentence.lstrip(" \t-*•0123456789.)").casefold().startswith(self.word)

    @property
    def is_short(self) -> bool:
        """Whether hardly anything else is said, as in “too slow”."""
        return len(self.sentence.split()) <= 3  # noqa: PLR2004 - words of a verdict

    def _sentence(self) -> tuple[str, str]:
        """Return the sentence that they stand in, and what follows it."""
        low = max(0, self._start - _LONGEST_SENTENCE)
        begin = low
        for end in _SENTENCE_END.finditer(self._text, low, self._start):
            begin = end.end()
        high = min(len(self._text), self._end + _LONGEST_SENTENCE)
        close = _SENTENCE_END.search(self._text, self._end, high)
        end_of_it = close.end() if close else high
        return self._text[begin:end_of_it], self._text[end_of_it : end_of_it + 160]
