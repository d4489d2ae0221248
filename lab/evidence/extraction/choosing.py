"""Which blocks are the main text: those that make it as whole and as clean as can be expected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.evidence.extraction.features import describe_blocks
from lab.evidence.extraction.forest import load_forest
from lab.evidence.extraction.kinds import KINDS, describe_page
from lab.evidence.extraction.tags import HEADINGS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lab.evidence.captured import PageKind
    from lab.evidence.extraction.blocks import Block
    from lab.evidence.extraction.page import Page

__all__ = ["MOST_BLOCKS", "best_share", "choose", "kinds_of"]


MOST_BLOCKS: Final = 12_000
"""Blocks of a page that are read; pages have a few hundred. What follows is left out."""


LONGEST_HEADING: Final = 25
"""Words; what is longer and marked as a heading is text in large letters."""


def kinds_of(page: Page, blocks: Sequence[Block]) -> dict[PageKind, float]:
    """Return how likely each kind of page is; together 1."""
    shares = load_forest("kinds").shares(describe_page(page, blocks))
    return dict(zip(KINDS, shares, strict=True))


def choose(page: Page, blocks: Sequence[Block], *, kinds: dict[PageKind, float]) -> list[bool]:
    """Return for each block whether it belongs to the main text."""
    if not blocks:
        return []
    read = blocks[:MOST_BLOCKS]
    likely = load_forest("blocks").likelihoods(describe_blocks(page, read, kinds=kinds))
    least = best_share(likely, [block.words for block in read])
    chosen = [value >= least for value in likely] + [False] * (len(blocks) - len(read))
    return with_headings(blocks, chosen)


def with_headings(blocks: Sequence[Block], chosen: Sequence[bool]) -> list[bool]:
    """Return what was chosen, with the headings that stand right above it.

    The learned measure hardly sees a few words more or less; a reader misses a heading.
    """
    kept = list(chosen)
    for place in range(len(blocks) - 2, -1, -1):
        block = blocks[place]
        if kept[place + 1] and block.words <= LONGEST_HEADING and HEADINGS & block.place.within:
            kept[place] = True
    return kept


def best_share(likely: Sequence[float], words: Sequence[int]) -> float:
    """Return the likelihood from which on blocks are taken.

    It is the one with the greatest expected F1, the harmonic mean of how much of the text is
    ours and how much of ours is text: with ``p`` the likelihoods and ``n`` the words, twice the
    sum of ``p·n`` over what is taken, divided by ``n`` over that plus ``p·n`` over all.
    """
    expected = sum(value * count for value, count in zip(likely, words, strict=True))
    best, least = 0.0, 1.0
    hits = taken = 0.0
    for value, count in sorted(zip(likely, words, strict=True), reverse=True):
        hits += value * count
        taken += count
        score = 2 * hits / (taken + expected) if taken else 0.0
        if score > best:
            best, least = score, value
    return least
