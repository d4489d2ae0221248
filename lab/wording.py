"""Which words differ between two texts. Pure.

Used wherever two wordings stand beside each other: versions, conflicts, pages fetched again,
teardowns compared. What comes out, joined, is exactly what went in.

First the lines that both have once are taken as fixed points; between them the longest common
sequence of words is found, with one bit a word, so that 100 KB against 100 KB stay well under
half a second in plain Python. ``difflib`` needs minutes for that where a text repeats itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final, Literal, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

__all__ = ["Kind", "Segment", "in_context", "one_side", "word_difference"]

Kind = Literal["equal", "removed", "added"]

MOST_CELLS: Final = 500_000_000
"""Words of one side times words of the other, up to which they are compared exactly. Above it
only words that stand once on either side count as alike, and where there are none the whole
stretch counts as rewritten."""

CONTEXT: Final = 12
"""Words that stay around a difference where a text is shortened."""

_LEAST_ANCHOR: Final = 12
"""Characters of a line that is worth being a fixed point."""

_MOST_PASSES: Final = 8
"""How often what is the same by chance is looked for; each pass makes the changes longer."""

_MOST_SLIDE: Final = 200
"""Words by which a difference may move to where it reads better."""

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
_SENTENCE_END: Final = frozenset(".!?…。！？")  # noqa: RUF001 - full-width marks end sentences
_HAS_LETTER: Final = re.compile(r"\w")


class Segment(NamedTuple):
    """A stretch of text, and what became of it."""

    kind: Kind
    text: str


class _Run(NamedTuple):
    """So many words that are the same, from here on either side."""

    mine: int
    other: int
    length: int


class _Words(NamedTuple):
    """A text in words, each with the white space before it; the last one is empty."""

    gaps: list[str]
    words: list[str]

    def text(self, start: int, end: int) -> str:
        """Return the text of some words, the white space before the first included."""
        return "".join(
            part for pair in zip(self.gaps[start:end], self.words[start:end], strict=True)
            for part in pair
        )  # fmt: skip


def word_difference(before: str, after: str) -> list[Segment]:
    """Return how one text became the other; the removed comes before the added.

    Joining what is equal or removed gives *before*, what is equal or added gives *after*.
    The other way round it is the same with removed and added exchanged.
    """
    if before == after:
        return [Segment("equal", before)] if before else []
    if (len(before), before) > (len(after), after):
        return _turned(_difference(after, before))
    return _difference(before, after)


def one_side(segments: Sequence[Segment], kind: Literal["removed", "added"]) -> list[Segment]:
    """Return what stands on one side: what is equal, and what was removed or added."""
    return [segment for segment in segments if segment.kind in {"equal", kind}]


def in_context(
    segments: Sequence[Segment], *, words: int = CONTEXT, more: str = "…"
) -> list[Segment]:
    """Return the segments to be read: of long stretches that are equal only some words stay."""
    shown = []
    last = len(segments) - 1
    for place, segment in enumerate(segments):
        if segment.kind == "equal":
            text = _shortened(
                segment.text,
                head=words if place else 0,
                tail=words if place < last else 0,
                more=more,
            )
            shown.append(Segment("equal", text))
        else:
            shown.append(segment)
    return shown


def _shortened(text: str, *, head: int, tail: int, more: str) -> str:
    pieces = _split(text)
    number = len(pieces.words)
    if number <= head + tail + CONTEXT:
        return text
    start = pieces.text(0, head)
    end = pieces.text(number - tail, number)
    # The mark stands on a line of its own where the text is broken into lines.
    middle = pieces.text(head, number - tail)
    space = "\n" if "\n" in middle else " "
    return (f"{start}{space}" if start else "") + more + (f"{space}{end.lstrip()}" if end else "")


def _turned(segments: list[Segment]) -> list[Segment]:
    """Exchange removed and added, and keep the removed in front."""
    turned: list[Segment] = []
    for kind, text in segments:
        if kind == "equal":
            turned.append(Segment("equal", text))
        elif kind == "added" and turned and turned[-1].kind == "added":
            turned.insert(-1, Segment("removed", text))
        else:
            turned.append(Segment("removed" if kind == "added" else "added", text))
    return turned


def _difference(before: str, after: str) -> list[Segment]:
    mine, other = _split(before), _split(after)
    runs = _joined(_runs(mine, other))
    runs = _readable(runs, mine, other)
    return _segments(runs, mine, other)


def _split(text: str) -> _Words:
    found = _WORD.findall(text)
    return _Words([gap for gap, _ in found], [word for _, word in found])


# What is the same


def _runs(mine: _Words, other: _Words) -> Iterator[_Run]:
    """Yield what is the same, in order; the empty last words always are."""
    ends = len(mine.words) - 1, len(other.words) - 1
    place = 0, 0
    for a, b in [*_anchored_lines(mine, other), ends]:
        if a >= place[0] and b >= place[1]:
            yield from _alike(mine.words, other.words, place, (a, b))
            place = a, b
    yield _Run(*ends, 1)


def _anchored_lines(mine: _Words, other: _Words) -> list[tuple[int, int]]:
    """Return where lines begin that stand exactly once on either side, in the same order."""
    lines, others = _lines(mine), _lines(other)
    return _anchors(lines, others)


def _lines(text: _Words) -> dict[tuple[str, ...], int]:
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
) -> Iterator[_Run]:
    """Yield what is the same between two places."""
    (a, b), (c, d) = start, end
    head = 0
    while a + head < c and b + head < d and mine[a + head] == other[b + head]:
        head += 1
    yield _Run(a, b, head)
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
    yield _Run(c, d, tail)


def _around_rare_words(
    mine: list[str], other: list[str], start: tuple[int, int], end: tuple[int, int]
) -> Iterator[_Run]:
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


def _common(mine: list[str], other: list[str], *, at: tuple[int, int]) -> Iterator[_Run]:
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
    yield from (_Run(at[0] + x, at[1] + y, 1) for x, y in reversed(found))


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


def _joined(runs: Iterator[_Run]) -> list[_Run]:
    """Join runs that follow each other directly on both sides."""
    joined: list[_Run] = []
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


# What reads well


def _readable(runs: list[_Run], mine: _Words, other: _Words) -> list[_Run]:
    """Drop the few words that are the same by chance; move differences to where sentences end."""
    if runs[0].mine or runs[0].other:
        runs = [_Run(0, 0, 0), *runs]
    weights = _weights(mine), _weights(other)
    for _ in range(_MOST_PASSES):
        kept = [runs[0]]
        for run, following in pairwise(runs[1:]):
            if not _is_chance(kept[-1], run, following, weights):
                kept.append(run)
        kept.append(runs[-1])
        if len(kept) == len(runs) or len(runs) == 1:
            break
        runs = kept
    runs = _whole_sentences(runs, mine, other)
    return _slid(runs, mine, other)


def _weights(text: _Words) -> list[int]:
    """Return how many characters stand before each word, white space left out."""
    return [0, *accumulate(map(len, text.words))]


def _is_chance(before: _Run, run: _Run, after: _Run, weights: tuple[list[int], list[int]]) -> bool:
    """Return whether a run is shorter than what changed on either side of it."""
    length = weights[0][run.mine + run.length] - weights[0][run.mine]
    return length <= _weight(before, run, weights) and length <= _weight(run, after, weights)


def _weight(before: _Run, after: _Run, weights: tuple[list[int], list[int]]) -> float:
    """Return how much changed between two runs; what was only added or removed counts half."""
    mine, other = weights
    removed = mine[after.mine] - mine[before.mine + before.length]
    added = other[after.other] - other[before.other + before.length]
    return max(removed, added) if removed and added else (removed + added) / 2


def _whole_sentences(runs: list[_Run], mine: _Words, other: _Words) -> list[_Run]:
    """Give a sentence that was written anew its full stop."""
    found = [runs[0]]
    for run in runs[1:]:
        before = found[-1]
        a, b = before.mine + before.length, before.other + before.length
        replaced = a < run.mine and b < run.other
        if (
            replaced
            and run.length > 1
            and mine.words[run.mine] in _SENTENCE_END
            and _begins_sentence(mine, a)
            and _begins_sentence(other, b)
        ):
            run = _Run(run.mine + 1, run.other + 1, run.length - 1)  # noqa: PLW2901 - shorter
        found.append(run)
    return found


def _begins_sentence(text: _Words, place: int) -> bool:
    return place == 0 or "\n" in text.gaps[place] or text.words[place - 1] in _SENTENCE_END


def _slid(runs: list[_Run], mine: _Words, other: _Words) -> list[_Run]:
    """Move what was only added, or only removed, to where it begins and ends best."""
    found = [runs[0]]
    for run in runs[1:]:
        before = found[-1]
        a, b = before.mine + before.length, before.other + before.length
        if a == run.mine and b < run.other:
            shift = _best_shift(other, b, run.other, before.length, run.length)
        elif b == run.other and a < run.mine:
            shift = _best_shift(mine, a, run.mine, before.length, run.length)
        else:
            shift = 0
        found[-1] = before._replace(length=before.length + shift)
        found.append(_Run(run.mine + shift, run.other + shift, run.length - shift))
    return found


def _best_shift(text: _Words, start: int, end: int, left: int, right: int) -> int:
    """Return by how many words a stretch should move; *left* and *right* are the room it has."""
    words = text.words
    best, best_shift = _seams(text, start, end), 0
    for step, room in ((1, right - 1), (-1, left)):
        for shift in range(step, step * (min(room, _MOST_SLIDE) + 1), step):
            out, into = (
                (start + shift - 1, end + shift - 1) if step > 0 else (start + shift, end + shift)
            )
            if words[out] != words[into]:
                break
            score = _seams(text, start + shift, end + shift)
            if score > best:
                best, best_shift = score, shift
    return best_shift


def _seams(text: _Words, start: int, end: int) -> int:
    return _seam(text, start) + _seam(text, end)


def _seam(text: _Words, place: int) -> int:
    """Return how well a text can be cut before a word."""
    gap = text.gaps[place]
    if place == 0 or place == len(text.words) - 1 or "\n" in gap:
        return 4
    before = text.words[place - 1]
    if before in _SENTENCE_END:
        return 3
    if not _HAS_LETTER.search(before):
        return 2
    return 1 if gap else 0


# What comes out


def _segments(runs: list[_Run], mine: _Words, other: _Words) -> list[Segment]:
    out = _Out()
    a = b = 0
    for run in runs:
        removed = mine.text(a, run.mine)
        added = other.text(b, run.other)
        a, b = run.mine, run.other
        if run.length and mine.gaps[a] == other.gaps[b]:
            # White space before what is the same belongs to what follows.
            out.change(removed, added, gap=mine.gaps[a])
            start = 0
        elif run.length:
            out.change(removed + mine.gaps[a], added + other.gaps[b])
            out.equal(mine.words[a])
            start = 1
        else:
            out.change(removed, added)
            continue
        for n in range(start, run.length):
            gap, theirs = mine.gaps[a + n], other.gaps[b + n]
            if gap == theirs:
                out.equal(gap if n else "")
            else:
                out.change(gap, theirs)
            out.equal(mine.words[a + n])
        a, b = a + run.length, b + run.length
    return out.segments()


class _Out:
    """Collects segments, joined as far as they can be."""

    def __init__(self) -> None:
        self._parts: list[tuple[Kind, list[str]]] = []

    def equal(self, text: str) -> None:
        """Put something that is the same."""
        self._put("equal", text)

    def change(self, removed: str, added: str, *, gap: str = "") -> None:
        """Put what was removed and added, then the white space that follows on both sides."""
        if removed and added:
            shared = _shared_gap(removed, added)
            self.equal(shared)
            removed, added = removed[len(shared) :], added[len(shared) :]
        elif gap and (removed or added).startswith(gap):
            # “ new” before “ text” reads better as “new ” behind the space.
            self.equal(gap)
            removed = removed[len(gap) :] + gap if removed else ""
            added = added[len(gap) :] + gap if added else ""
            gap = ""
        self._put("removed", removed)
        self._put("added", added)
        self.equal(gap)

    def _put(self, kind: Kind, text: str) -> None:
        if not text:
            return
        if self._parts and self._parts[-1][0] == kind:
            self._parts[-1][1].append(text)
        elif (
            kind == "removed"
            and len(self._parts) > 1
            and self._parts[-1][0] == "added"
            and self._parts[-2][0] == "removed"
        ):
            self._parts[-2][1].append(text)
        else:
            self._parts.append((kind, [text]))

    def segments(self) -> list[Segment]:
        """Return what was collected."""
        return [Segment(kind, "".join(texts)) for kind, texts in self._parts]


def _shared_gap(removed: str, added: str) -> str:
    """Return the white space that both begin with."""
    length = 0
    for left, right in zip(removed, added, strict=False):
        if left != right or not left.isspace():
            break
        length += 1
    return removed[:length]
