"""The difference of two texts in words, and how it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Literal

from lab.wording.alike import common_runs
from lab.wording.readable import readable
from lab.wording.segments import Segment, segments_of
from lab.wording.words import split

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["CONTEXT", "in_context", "one_side", "word_difference"]

CONTEXT: Final = 12
"""Words that stay around a difference where a text is shortened."""


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
    pieces = split(text)
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
    mine, other = split(before), split(after)
    return segments_of(readable(common_runs(mine, other), mine, other), mine, other)
