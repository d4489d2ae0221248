"""A page made ready for looking for quotes; worth keeping where several are looked for."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from lab.evidence.quoting.folding import fold

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.evidence.quoting.edited import Edited

__all__ = ["Searchable"]


class Searchable:
    """A readable text, and the form of it in which quotes are looked for."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def folded(self) -> Edited:
        """The text with what only looks different made alike."""
        return fold(self.text)

    def places(self, words: str, *, most: int) -> Iterator[int]:
        """Yield where words stand in the folded text; *most* bounds how often one looks."""
        text = self.folded.text
        place = text.find(words) if words else -1
        while place >= 0 and most > 0:
            yield place
            most -= 1
            place = text.find(words, place + 1)
