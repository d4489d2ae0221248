"""Two captures of one page: which words changed, and how each quote stands. Pure.

What changes all the time (“3 days ago”, another testimonial) is shown like the rest, small:
nobody can tell from outside what is noise.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, partial
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from lab.evidence.quoting import Searchable, find, page_text, stands_at
from lab.figures import counted
from lab.walk import count_words
from lab.wording import CONTEXT, Segment, in_context, word_difference

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.evidence.quoting.finding import Reason
    from store.records import Quote

__all__ = ["ChangedPassage", "Comparison", "QuoteNow", "compare"]

_MOSTLY: Final = 0.6
"""The share of a stretch that must have stood elsewhere before to be what stood there."""


class QuoteNow(NamedTuple):
    """How a quote stands on the new page."""

    id: str
    standing: Literal["stands", "moved", "gone"]
    now: str = ""
    """The words that stand there, where they are others."""
    reason: Reason = ""
    """Why it moved; empty for the others."""
    start: int = 0
    """Where it stands in the new page's text; nowhere (0 to 0) if it is gone."""
    end: int = 0


class ChangedPassage(NamedTuple):
    """A place that changed, with some words around it."""

    segments: tuple[Segment, ...]
    place: int
    """Where it begins in the new page's text."""


@dataclass(frozen=True)
class Comparison:
    """What became of a page."""

    before: str
    """The old page's readable text."""
    after: str
    segments: tuple[Segment, ...]
    """The whole page, word by word."""
    quotes: tuple[QuoteNow, ...]
    """In the order in which they were given."""

    @property
    def is_unchanged(self) -> bool:
        """Whether the page says what it said."""
        return all(segment.kind == "equal" for segment in self.segments)

    @cached_property
    def added(self) -> int:
        """How many words are new."""
        return self._words("added")

    @cached_property
    def removed(self) -> int:
        """How many words were taken out."""
        return self._words("removed")

    def _words(self, kind: Literal["added", "removed"]) -> int:
        return sum(count_words(text) for which, text in self.segments if which == kind)

    @property
    def line(self) -> str:
        """“12 words new, 3 words taken out”, for one line."""
        if self.is_unchanged:
            return "nothing changed"
        new = f"{counted(self.added, 'word')} new" if self.added else ""
        out = f"{counted(self.removed, 'word')} taken out" if self.removed else ""
        return ", ".join(filter(None, (new, out))) or "only marks between the words changed"

    def passages(self, *, words: int = CONTEXT, more: str = "…") -> list[ChangedPassage]:
        """Return the places that changed, in order; *words* stay around each of them.

        Places between which little stays the same are one. *more* stands where text is left out.
        """
        far = 2 * words + CONTEXT
        cuts = [
            number
            for number, (kind, text) in enumerate(self.segments)
            if kind == "equal" and len(text.split(maxsplit=far)) > far
        ]
        places = [0, *accumulate(len(t) if k != "removed" else 0 for k, t in self.segments)]
        found = []
        for first, last in pairwise([0, *cuts, len(self.segments) - 1]):
            group = self.segments[first : last + 1]
            changed = next((n for n, each in enumerate(group) if each.kind != "equal"), None)
            if changed is not None:
                shown = in_context(group, words=words, more=more)
                found.append(ChangedPassage(tuple(shown), places[first + changed]))
        return found


def compare(old_markdown: str, new_markdown: str, quotes: Iterable[Quote]) -> Comparison:
    """Return what became of a page between two captures, and of the quotes from the first.

    White space, and marks that only look different, are no difference.
    """
    before, after = page_text(old_markdown).text, page_text(new_markdown).text
    old, new = Searchable(before), Searchable(after)
    is_same = old.folded.text.strip() == new.folded.text.strip()
    segments = [Segment("equal", after)] if is_same else word_difference(before, after)
    places = _Places(segments)
    return Comparison(
        before=before,
        after=after,
        segments=tuple(segments),
        quotes=tuple(_quote_now(quote, old, new, places) for quote in quotes),
    )


def _quote_now(quote: Quote, old: Searchable, new: Searchable, places: _Places) -> QuoteNow:
    here = find(quote, old)
    found = None
    if here is None or here.now:
        # It is from a text that is not here, so nothing is known of its old place.
        found = find(quote, new)
    else:
        start = places.new_place(here.start, here.end)
        found = stands_at(quote, new, start=start) if start is not None else None
        found = found or find(
            quote,
            new,
            near=places.near(here.start),
            is_another=partial(places.was_outside, span=(here.start, here.end)),
        )
    if found is None:
        return QuoteNow(quote.id, "gone")
    return QuoteNow(quote.id, found.standing, found.now, found.reason, found.start, found.end)


class _Places:
    """Which place of the new page was which of the old one."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._old: list[int] = []
        self._new: list[int] = []
        self._length: list[int] = []
        old = new = 0
        for kind, text in segments:
            if kind == "equal":
                self._old.append(old)
                self._new.append(new)
                self._length.append(len(text))
            old += len(text) if kind != "added" else 0
            new += len(text) if kind != "removed" else 0

    def new_place(self, start: int, end: int) -> int | None:
        """Return where a stretch of the old page stands, if all of it stayed as it was."""
        number = bisect_right(self._old, start) - 1
        if number < 0 or end > self._old[number] + self._length[number]:
            return None
        return self._new[number] + start - self._old[number]

    def near(self, start: int) -> int:
        """Return the place of the new page that is nearest to one of the old page."""
        number = bisect_right(self._old, start) - 1
        if number < 0:
            return 0
        return self._new[number] + min(start - self._old[number], self._length[number])

    def was_outside(self, start: int, end: int, *, span: tuple[int, int]) -> bool:
        """Return whether a stretch of the new page stood elsewhere than at *span* before."""
        number = max(0, bisect_right(self._new, start) - 1)
        outside = 0
        while number < len(self._new) and self._new[number] < end:
            first = max(start, self._new[number])
            last = min(end, self._new[number] + self._length[number])
            shift = self._old[number] - self._new[number]
            if first < last:
                if first + shift < span[1] and span[0] < last + shift:
                    return False
                outside += last - first
            number += 1
        return outside > _MOSTLY * (end - start)
