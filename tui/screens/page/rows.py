"""Styled text as the rows of a screen, each piece of which knows where in the page it stands."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from tui.editing.wrapping import column_at, line_breaks
from tui.harmless import in_place, width_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from lab.evidence.page_parts import Page, Stretch
    from tui.widgets.lines import Ink

__all__ = ["Row", "Run", "cut", "place_at", "runs_of", "span_of", "wrap_runs"]

INKS = {
    "strong": "bold",
    "emphasis": "italic",
    "code": "on-field",
    "link": "accent",
    "image": "muted italic",
}


@dataclass(frozen=True, slots=True)
class Run:
    """Text on one row, in one ink."""

    text: str
    ink: Ink = ""
    place: int = -1
    """Where it stands in the page's text, character by character; -1 for what only we draw."""

    @property
    def end(self) -> int:
        """Where it ends in the page's text."""
        return self.place + len(self.text)


Row = tuple[Run, ...]


def runs_of(
    page: Page, start: int, end: int, stretches: Sequence[Stretch], *, ink: Ink = ""
) -> list[Run]:
    """Return a stretch of a page's text as runs: where its ink changes, another begins."""
    edges = {start, end}
    for each in stretches:
        edges |= {place for place in (each.start, each.end) if start < place < end}
    runs: list[Run] = []
    for first, last in pairwise(sorted(edges)):
        here = [each for each in stretches if each.start <= first and last <= each.end]
        inks = [ink, *(INKS[each.ink] for each in here)]
        own = " ".join(dict.fromkeys(" ".join(inks).split()))
        is_image = any(each.ink == "image" for each in here)
        if any(each.ink == "image" and each.start == first for each in here):
            runs.append(Run("[image: ", own))
        runs += _with_tabs(Run(in_place(page.text[first:last]), own, first))
        if is_image and any(each.ink == "image" and each.end == last for each in here):
            runs.append(Run("]", own))
    return runs


def _with_tabs(run: Run) -> list[Run]:
    """Draw a tab as wide as it is meant."""
    if "\t" not in run.text:
        return [run]
    runs = []
    place = run.place
    for number, text in enumerate(run.text.split("\t")):
        if number:
            runs.append(Run("    ", run.ink))
            place += 1
        if text:
            runs.append(Run(text, run.ink, place))
        place += len(text)
    return runs


def wrap_runs(runs: Sequence[Run], width: int) -> list[Row]:
    """Return runs as rows of at most *width* cells; at least one."""
    text = "".join(run.text for run in runs)
    edges = [0, *line_breaks(text, max(1, width)), len(text)]
    return [_trimmed(cut(runs, first, last)) for first, last in pairwise(edges)]


def cut(runs: Iterable[Run], first: int, last: int) -> Row:
    """Return the characters of some runs from one to another."""
    row = []
    before = 0
    for run in runs:
        start, end = max(0, first - before), min(len(run.text), last - before)
        before += len(run.text)
        if start < end:
            row.append(
                Run(run.text[start:end], run.ink, run.place + start if run.place >= 0 else -1)
            )
    return tuple(row)


def _trimmed(row: Row) -> Row:
    """Take off the space that hangs over the end of a row."""
    if not row or not row[-1].text.endswith(" "):
        return row
    last = row[-1]
    text = last.text.rstrip(" ")
    return (*row[:-1], Run(text, last.ink, last.place)) if text else row[:-1]


def span_of(row: Row) -> tuple[int, int] | None:
    """Return the stretch of the page's text on a row; ``None`` where there is none."""
    real = [run for run in row if run.place >= 0]
    return (min(run.place for run in real), max(run.end for run in real)) if real else None


def place_at(row: Row, x: int) -> int | None:
    """Return the place in the page's text under cell *x* of a row, the nearest there is."""
    nearest = None
    used = 0
    for run in row:
        size = width_of(run.text)
        if run.place >= 0:
            if x < used:
                return run.place if nearest is None else nearest
            if x < used + size:
                return run.place + column_at(run.text, x - used)
            nearest = run.end
        used += size
    return nearest
