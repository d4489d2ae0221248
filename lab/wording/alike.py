"""What two texts have in common: which words, in order."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from typing import TYPE_CHECKING, Final

from lab.wording.words import Run

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lab.wording.words import Words

__all__ = ["MOST_CELLS", "common_runs"]

MOST_CELLS: Final = 500_000_000
"""Words of one side times words of the other, up to which they are compared exactly. Above it
only words that stand once on either side count as alike, and where there are none the whole
stretch counts as rewritten."""

_LEAST_ANCHOR: Final = 12
"""Characters of a line that is worth being a fixed point."""


def common_runs(mine: Words, other: Words) -> list[Run]:
    """Return what is the same on both sides, in order; the empty last words always are."""
    return _joined(_runs(mine, other))


def _runs(mine: Words, other: Words) -> Iterator[Run]:
    ends = len(mine.words) - 1, len(other.words) - 1
    place = 0, 0
    for a, b in [*_anchored_lines(mine, other), ends]:
        if a >= place[0] and b >= place[1]:
            yield from _alike(mine.words, other.words, place, (a, b))
            place = a, b
    yield Run(*ends, 1)


def _anchored_lines(mine: Words, other: Words) -> list[tuple[int, int]]:
    """Return where lines begin that stand exactly once on either side, in the same order."""
    lines, others = _lines(mine), _lines(other)
    return _anchors(lines, others)


def _lines(text: Words) -> dict[tuple[str, ...], int]:
    """Return where each line begins that is long enough and stands there once."""
    starts = [0, *(n for n, gap in enumerate(text.gaps) if n and "\n" in gap)]
    found: dict[tuple[str, ...], int] = {}
    twice = set()
    for start, end in zip(starts, [*starts[1:], len(text.words) - 1], strict=True):
        line = tuple(text.words[start:end])
        if line in found:
            twice.add(line)
        elif sum(map(len, line)) >= _LEAST_ANCHOR:
            found[line] = start
    return {line: start for line, start in found.items() if line not in twice}


def _anchors(
    mine: dict[tuple[str, ...], int], other: dict[tuple[str, ...], int]
) -> list[tuple[int, int]]:
    """Return the longest row of things that both sides have in the same order."""
    both = sorted((place, other[thing]) for thing, place in mine.items() if thing in other)
    ends: list[int] = []
    where: list[int] = []
    back: list[int] = []
    for number, (_, place) in enumerate(both):
        length = bisect_left(ends, place)
        back.append(where[length - 1] if length else -1)
        ends[length : length + 1] = [place]
        where[length : length + 1] = [number]
    row = []
    at = where[-1] if where else -1
    while at >= 0:
        row.append(both[at])
        at = back[at]
    return row[::-1]


def _alike(
    mine: list[str], other: list[str], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[Run]:
    """Yield what is the same between two places."""
    (a, b), (c, d) = start, end
    head = 0
    while a + head < c and b + head < d and mine[a + head] == other[b + head]:
        head += 1
    yield Run(a, b, head)
    a, b = a + head, b + head
    tail = 0
    while c - tail > a and d - tail > b and mine[c - tail - 1] == other[d - tail - 1]:
        tail += 1
    c, d = c - tail, d - tail
    if a < c and b < d:
        if (c - a) * (d - b) <= MOST_CELLS:
            yield from _common(mine[a:c], other[b:d], at=(a, b))
        else:
            yield from _around_rare_words(mine, other, (a, b), (c, d))
    yield Run(c, d, tail)


def _around_rare_words(
    mine: list[str], other: list[str], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[Run]:
    """Yield what is the same around words that stand once on either side."""
    (a, b), (c, d) = start, end
    rare = _anchors(_once(mine, a, c), _once(other, b, d))
    if not rare:
        return
    place = start
    for here in [*rare, end]:
        if here[0] >= place[0] and here[1] >= place[1]:
            yield from _alike(mine, other, place, here)
            place = here


def _once(words: list[str], start: int, end: int) -> dict[tuple[str, ...], int]:
    numbers = Counter(words[start:end])
    return {(words[n],): n for n in range(start, end) if numbers[words[n]] == 1}


def _common(mine: list[str], other: list[str], *, at: tuple[int, int]) -> Iterator[Run]:
    """Yield a longest common sequence, as runs of one word.

    Hyyrö's bit-parallel algorithm: a row of bits says where the length grows by one; each
    word of *other* makes the next row with a few operations on whole integers. Of the rows
    only some are kept, and made again on the way back, so that memory stays small.
    """
    where: dict[str, int] = {}
    for number, word in enumerate(mine):
        where[word] = where.get(word, 0) | 1 << number
    full = (1 << len(mine)) - 1
    step = max(1, int(len(other) ** 0.5))
    kept = [full]
    row = full
    for number, word in enumerate(other, 1):
        row = _next_row(row, where.get(word, 0), full)
        if number % step == 0:
            kept.append(row)
    found = []
    a, b = len(mine), len(other)
    while a and b:
        first = (b - 1) // step * step
        rows = [kept[first // step]]
        for word in other[first:b]:
            rows.append(_next_row(rows[-1], where.get(word, 0), full))
        a, b, pairs = _way_back(rows, (a, b), first)
        found += pairs
    yield from (Run(at[0] + x, at[1] + y, 1) for x, y in reversed(found))


def _next_row(row: int, matches: int, full: int) -> int:
    here = row & matches
    return ((row + here) | (row - here)) & full


def _way_back(
    rows: list[int], place: tuple[int, int], first: int
) -> tuple[int, int, list[tuple[int, int]]]:
    """Walk from a place back through some rows; return where that ends, and what was the same."""
    a, b = place
    pairs = []
    while a and b > first:
        bit = 1 << (a - 1)
        if not rows[b - 1 - first] & bit:
            # Without this word of *other* the length grew here already.
            b -= 1
        elif rows[b - first] & bit:
            a -= 1
        else:
            a, b = a - 1, b - 1
            pairs.append((a, b))
    return a, b, pairs


def _joined(runs: Iterator[Run]) -> list[Run]:
    """Join runs that follow each other directly on both sides."""
    joined: list[Run] = []
    for run in runs:
        if not run.length:
            continue
        if joined:
            last = joined[-1]
            if last.mine + last.length == run.mine and last.other + last.length == run.other:
                joined[-1] = last._replace(length=last.length + run.length)
                continue
        joined.append(run)
    return joined
