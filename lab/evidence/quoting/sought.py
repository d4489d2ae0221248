"""A passage as it is looked for, and how it fits a place of a page."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final, NamedTuple

from lab.evidence.quoting.edges import joined
from lab.evidence.quoting.folding import fold

if TYPE_CHECKING:
    from lab.evidence.quoting.anchor import Passage
    from lab.evidence.quoting.searchable import Searchable

__all__ = ["Around", "Sought", "around", "is_whole", "sought"]

NEAR: Final = 32
"""Characters of the surroundings that are compared, on either side."""
_INTACT: Final = 0.9
_SHORT: Final = 24
"""Characters up to which a passage could well stand on a page twice, so that its surroundings
have to be the same on both sides."""
_CLAUSE: Final = 96
"""Characters of a sentence that are looked at, on either side."""
_SENTENCE_END: Final = re.compile(
    r"[.!?…](?=[\s\"'”’)\]]|$)|[。！？\n]"  # noqa: RUF001 - full-width marks end sentences
)
_DECISIVE: Final = re.compile(
    r"[0-9]+(?:[.,][0-9]+)*|\b(?:not|no|never|none|nor|neither|without|cannot|except|excluding"
    r"|unless|nicht|kein\w*|niemals|nie|ohne|ne|pas|jamais|sans|aucune?|nunca|sin|não|sem|non"
    r"|senza|niet|geen|nooit|zonder)\b|n['’]t\b|[不没無]|ない|ません",
    re.IGNORECASE,
)
"""What turns a sentence round without touching the words that are quoted: numbers, and “not”."""


class Sought(NamedTuple):
    """A passage in the form in which it is looked for."""

    exact: str
    prefix: str
    suffix: str
    clause_before: str
    """What stands before it in its own sentence, as far as it was kept."""
    clause_after: str
    begins_inside: bool
    """Whether it begins within a word; few do."""
    ends_inside: bool

    @property
    def is_short(self) -> bool:
        """Whether it may well stand on a page twice."""
        return len(self.exact) <= _SHORT


class Around(NamedTuple):
    """How the surroundings of a place fit those of a passage."""

    left: float
    """0 to 1."""
    right: float
    says_the_same: bool
    """Whether no number and no “not” came or went in the rest of the sentence."""

    def are_same(self, *, is_short: bool) -> bool:
        """Return whether the words still stand in the same surroundings."""
        fits = min if is_short else max
        return self.says_the_same and fits(self.left, self.right) >= _INTACT


def sought(passage: Passage) -> Sought:
    """Return a passage in the form in which it is looked for."""
    exact = fold(passage.exact).text.strip()
    prefix, suffix = fold(passage.prefix).text, fold(passage.suffix).text
    return Sought(
        exact=exact,
        prefix=prefix,
        suffix=suffix,
        clause_before=_last_clause(passage.prefix),
        clause_after=_first_clause(passage.exact, passage.suffix),
        begins_inside=joined(prefix + exact, len(prefix)),
        ends_inside=joined(exact + suffix, len(exact)),
    )


def is_whole(want: Sought, page: Searchable, start: int) -> bool:
    """Return whether the words stand at a place of the folded text as words of their own."""
    text = page.folded.text
    return (want.begins_inside or not joined(text, start)) and (
        want.ends_inside or not joined(text, start + len(want.exact))
    )


def around(want: Sought, page: Searchable, start: int, end: int) -> Around:
    """Return how the surroundings of a stretch of the folded text fit."""
    text = page.folded.text
    left = _alike(want.prefix[-NEAR:], text[max(0, start - len(want.prefix[-NEAR:])) : start])
    right = _alike(want.suffix[:NEAR], text[end : end + len(want.suffix[:NEAR])])
    if not want.prefix:
        left = float(not text[:start].strip()) if want.suffix else 1.0
    if not want.suffix:
        right = float(not text[end:].strip()) if want.prefix else 1.0
    if left == right == 1.0:
        return Around(left, right, says_the_same=True)
    first, last = page.folded.source_span(start, end)
    before = _last_clause(page.text[max(0, first - _CLAUSE) : first])
    after = _first_clause(page.text[first:last], page.text[last : last + _CLAUSE])
    same = _same_decisive(want.clause_before, before, at_end=True)
    return Around(
        left, right, says_the_same=same and _same_decisive(want.clause_after, after, at_end=False)
    )


def _last_clause(before: str) -> str:
    return fold(_SENTENCE_END.split(before)[-1]).text.strip()


def _first_clause(words: str, after: str) -> str:
    both = words[-2:].rstrip() + after
    ended = _SENTENCE_END.search(both)
    if ended and ended.start() < len(words[-2:].rstrip()):
        return ""
    return fold(_SENTENCE_END.split(after)[0]).text.strip()


def _same_decisive(mine: str, other: str, *, at_end: bool) -> bool:
    """Return whether numbers and “not” are the same, as far as the passage's clause reaches."""
    other = other[-max(len(mine), 8) :] if at_end else other[: max(len(mine), 8)]
    return _decisive(mine) == _decisive(other)


def _decisive(clause: str) -> Counter[str]:
    return Counter(found.lower() for found in _DECISIVE.findall(clause))


def _alike(mine: str, other: str) -> float:
    if mine == other:
        return 1.0
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(mine, other)
