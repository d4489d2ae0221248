"""Stretches of text and what became of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

if TYPE_CHECKING:
    from lab.wording.words import Run, Words

__all__ = ["Kind", "Segment", "segments_of"]

Kind = Literal["equal", "removed", "added"]


class Segment(NamedTuple):
    """A stretch of text, and what became of it."""

    kind: Kind
    text: str


def segments_of(runs: list[Run], mine: Words, other: Words) -> list[Segment]:
    """Return both texts as one row of segments, given which words are the same."""
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
