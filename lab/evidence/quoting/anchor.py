"""A passage by its words and what stands around them (W3C Web Annotation: TextQuoteSelector)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from lab.errors import LabError
from lab.evidence.quoting.edges import trimmed, whole_words
from lab.evidence.quoting.folding import fold

if TYPE_CHECKING:
    from lab.evidence.quoting.edited import Edited

__all__ = ["CONTEXT", "Anchor", "NothingSelected", "Passage", "anchor_at"]

CONTEXT: Final = 32
"""Characters of what stands before and after that are kept, in whole words."""
_LONGEST_CONTEXT: Final = 256
"""As many are kept where the passage and its surroundings stand there more than once."""
_WHITE: Final = re.compile(r"\s+")


class NothingSelected(LabError):
    """A selection without a word in it."""

    def __init__(self) -> None:
        super().__init__(
            "There is no word in this selection", todo="Select some words and quote them."
        )


class Passage(Protocol):
    """Whatever has words and surroundings: an anchor, or a quote of a record."""

    @property
    def exact(self) -> str:
        """The words."""

    @property
    def prefix(self) -> str:
        """What stands before them."""

    @property
    def suffix(self) -> str:
        """What stands after them."""


class Anchor(NamedTuple):
    """A passage, and what stands around it. The end of a block is a line's end in each."""

    exact: str
    prefix: str = ""
    suffix: str = ""


def anchor_at(text: str, start: int, end: int) -> Anchor:
    """Return the anchor of a stretch of readable text.

    White space at its ends is left out, words that it cuts are taken whole. Raises
    ``NothingSelected`` where no word is left.
    """
    start, end = max(0, min(start, end)), min(len(text), max(start, end))
    start, end = trimmed(text, start, end)
    if start >= end:
        raise NothingSelected
    start, end = whole_words(text, start, end)
    anchor = _anchor(text, start, end, context=CONTEXT)
    if anchor.prefix == text[:start] and anchor.suffix == text[end:]:
        return anchor
    folded, context = fold(text), CONTEXT
    while context < _LONGEST_CONTEXT and _is_ambiguous(anchor, folded):
        context *= 2
        anchor = _anchor(text, start, end, context=context)
    return anchor


def _anchor(text: str, start: int, end: int, *, context: int) -> Anchor:
    before, _ = whole_words(text, max(0, start - context), start)
    _, after = whole_words(text, end, min(len(text), end + context))
    return Anchor(
        exact=_on_lines(text[start:end]),
        prefix=_on_lines(text[before:start]).lstrip(),
        suffix=_on_lines(text[end:after]).rstrip(),
    )


def _on_lines(text: str) -> str:
    """Return a text with one space between words, and one end of a line between blocks."""
    return _WHITE.sub(lambda found: "\n" if "\n" in found[0] else " ", text)


def _is_ambiguous(anchor: Anchor, folded: Edited) -> bool:
    whole = fold(f"{anchor.prefix}{anchor.exact}{anchor.suffix}").text
    first = folded.text.find(whole)
    return first >= 0 and folded.text.find(whole, first + 1) >= 0
