"""A text in words, so that joining them gives the text back."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

__all__ = ["SENTENCE_END", "Run", "Words", "split"]

_CJK: Final = (
    "\u0e00-\u0eff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
)
"""Scripts written without spaces, where every character counts as a word."""

_MARKS: Final = (
    r"!-/:-@\[-`{-~\u00a1-\u00bf\u2000-\u200b\u200e-\u206f\u3000-\u303f\uff01-\uff0f\uff1a-\uff20"
)
_LETTERS: Final = rf"[^\s{_MARKS}{_CJK}]"
_WORD: Final = re.compile(
    rf"(\s*)([0-9]+(?:[.,][0-9]+)+|{_LETTERS}+(?:['’]{_LETTERS}+)*|\S|\Z)", re.DOTALL
)
SENTENCE_END: Final = frozenset(".!?…。！？")  # noqa: RUF001 - full-width marks end sentences


class Run(NamedTuple):
    """So many words that are the same, from here on either side."""

    mine: int
    other: int
    length: int


class Words(NamedTuple):
    """A text in words, each with the white space before it; the last one is empty."""

    gaps: list[str]
    words: list[str]

    def text(self, start: int, end: int) -> str:
        """Return the text of some words, the white space before the first included."""
        return "".join(
            part for pair in zip(self.gaps[start:end], self.words[start:end], strict=True)
            for part in pair
        )  # fmt: skip


def split(text: str) -> Words:
    """Return a text in words."""
    found = _WORD.findall(text)
    return Words([gap for gap, _ in found], [word for _, word in found])
