"""What is selected on a page: a sentence, several, or exactly what was dragged over. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from lab.evidence.sentences import word_after, word_around, word_before

if TYPE_CHECKING:
    from lab.evidence.page_parts import Page

__all__ = ["Selection"]

Step = Literal[1, -1]


@dataclass(frozen=True, slots=True)
class Selection:
    """From the stretch that it began with to the one that it goes to now, both included."""

    held: tuple[int, int]
    """What stays selected while it grows."""
    moving: tuple[int, int]
    """Its other end."""
    is_grown: bool = False
    """Whether somebody selected it, beyond the sentence that the cursor is on."""

    @property
    def start(self) -> int:
        """Where it begins."""
        return min(self.held[0], self.moving[0])

    @property
    def end(self) -> int:
        """Where it ends."""
        return max(self.held[1], self.moving[1])

    @classmethod
    def of_sentence(cls, page: Page, place: int) -> Selection:
        """Return the sentence at a place."""
        span = page.sentence_at(place)
        return cls(span, span)

    @classmethod
    def of_word(cls, page: Page, place: int) -> Selection:
        """Return the word at a place."""
        span = word_around(page.text, place)
        return cls(span, span, is_grown=True)

    @classmethod
    def of_part(cls, page: Page, place: int) -> Selection:
        """Return the whole paragraph, item or row at a place."""
        part = page.part_at(place)
        return cls((part.start, part.end), (part.start, part.end), is_grown=True)

    @classmethod
    def between(cls, start: int, end: int) -> Selection:
        """Return exactly this stretch."""
        return cls((start, start), (end, end), is_grown=True)

    def moved(self, page: Page, step: Step) -> Selection:
        """Return the next sentence, or the one before."""
        if self.is_grown and step > 0:
            span = page.next_sentence(self.end - 1, 1)
        else:
            span = page.next_sentence(self.moving[0] if step > 0 else self.start, step)
        if span is None:
            return Selection.of_sentence(page, self.moving[0])
        return Selection(span, span)

    def grown(self, page: Page, step: Step) -> Selection:
        """Return it with one more sentence; or one less, where it goes back."""
        span = page.next_sentence(self.moving[0], step)
        if span is None:
            return self
        return Selection(self.held, span, is_grown=True)

    def with_end(self, page: Page, step: Step) -> Selection:
        """Return it with its end moved by a word."""
        if step > 0:
            end = word_after(page.text, self.end)
        else:
            end = max(self.start + 1, len(page.text[: word_before(page.text, self.end)].rstrip()))
        if end <= self.start:
            return self
        return Selection((self.start, self.start), (end, end), is_grown=True)

    def with_start(self, page: Page, step: Step) -> Selection:
        """Return it with its beginning moved by a word."""
        if step < 0:
            start = word_before(page.text, self.start)
        else:
            after = word_after(page.text, self.start)
            start = after + len(page.text[after:]) - len(page.text[after:].lstrip())
        if start >= self.end:
            return self
        return Selection((self.end, self.end), (start, start), is_grown=True)
