"""Finding a passage again: the same words, the same words elsewhere, other words in its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal, NamedTuple

from lab.evidence.quoting.likeness import changed_passages
from lab.evidence.quoting.searchable import Searchable
from lab.evidence.quoting.sought import around, is_whole, sought

if TYPE_CHECKING:
    from collections.abc import Callable

    from lab.evidence.quoting.anchor import Passage
    from lab.evidence.quoting.sought import Around, Sought

__all__ = ["Found", "Reason", "find", "stands_at"]

Reason = Literal["", "words", "sentence", "place"]
"""Why a passage moved: its words are others; a number or a “not” came or went in the rest of its
sentence; it stands in other surroundings."""

_MOST_HITS: Final = 500
"""Places of the same words that are compared by their surroundings."""
_SOMEWHAT: Final = 0.6
"""How alike one side must be for a short passage that stands elsewhere to be the same one."""


class Found(NamedTuple):
    """Where a passage stands now."""

    start: int
    end: int
    standing: Literal["stands", "moved"]
    """``stands``: the same words in the same surroundings. ``moved``: everything else."""
    score: float
    """How alike the words are, 0 to 1."""
    now: str = ""
    """The words that stand there, where they are others."""
    reason: Reason = ""


def find(
    passage: Passage,
    text: str | Searchable,
    *,
    near: int | None = None,
    is_another: Callable[[int, int], bool] | None = None,
) -> Found | None:
    """Return where a passage stands in a readable text; ``None`` where it is gone.

    Of several places the one with the most fitting surroundings is meant, then the one nearest
    to *near*, then the first. *is_another* says of a stretch that it is known to be another
    passage, which was there before. Numbers and marks count: other ones are other words.
    """
    page = text if isinstance(text, Searchable) else Searchable(text)
    want = sought(passage)
    if not want.exact:
        return None

    def allowed(start: int, end: int) -> bool:
        return is_another is None or not is_another(*page.folded.source_span(start, end))

    size = len(want.exact)
    hits = _hits(want, page, allowed)
    fits = {start: around(want, page, start, start + size) for start in hits}
    target = page.folded.place_of(near) if near is not None else None
    best = min(hits, key=lambda start: _order(fits[start], start, target), default=None)
    if best is not None and fits[best].are_same(is_short=want.is_short):
        return _found(page, best, best + size)
    changed = (
        next((one for one in changed_passages(want, page) if allowed(one.start, one.end)), None)
        if best is None or want.is_short
        else None
    )
    if changed is not None and page.folded.text[changed.start : changed.end] != want.exact:
        start, end = page.folded.source_span(changed.start, changed.end)
        return Found(start, end, "moved", changed.score, page.text[start:end], "words")
    if best is None or (want.is_short and max(fits[best][:2]) < _SOMEWHAT):
        return None
    return _found(page, best, best + size, _reason(fits[best]))


def stands_at(passage: Passage, text: str | Searchable, *, start: int) -> Found | None:
    """Return how a passage stands at a place where it is known to be what it was before.

    ``None`` where its words do not stand there. Of the surroundings only numbers and “not” in
    its own sentence count.
    """
    page = text if isinstance(text, Searchable) else Searchable(text)
    want = sought(passage)
    place, size = page.folded.place_of(start), len(want.exact)
    words = page.folded.text[place : place + size]
    if not words or words != want.exact or not is_whole(want, page, place):
        return None
    fit = around(want, page, place, place + size)
    return _found(page, place, place + size, "" if fit.says_the_same else "sentence")


def _reason(fit: Around) -> Reason:
    return "place" if fit.says_the_same else "sentence"


def _hits(want: Sought, page: Searchable, allowed: Callable[[int, int], bool]) -> list[int]:
    """Return where the same words stand, with all of the surroundings if they do anywhere."""
    whole = want.prefix + want.exact + want.suffix
    for words, offset in ((whole, len(want.prefix)), (want.exact, 0)):
        found = [
            place + offset
            for place in page.places(words, most=_MOST_HITS)
            if is_whole(want, page, place + offset)
            and allowed(place + offset, place + offset + len(want.exact))
        ]
        if found:
            return found
    return []


def _order(fit: Around, start: int, target: int | None) -> tuple[float, int]:
    return -(fit.left + fit.right), abs(start - target) if target is not None else start


def _found(page: Searchable, start: int, end: int, reason: Reason = "") -> Found:
    first, last = page.folded.source_span(start, end)
    return Found(first, last, "moved" if reason else "stands", 1.0, reason=reason)
