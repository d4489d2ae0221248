"""Rates and differences as pieces of a line: bars with their intervals, in the theme's inks."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from lab.trials.bars import BOX, FEWEST_CELLS, PLAIN, bar_parts, difference_parts, text_of
from lab.trials.saying import interval_words, percent
from tui.glyphs import ASCII, glyphs
from tui.harmless import width_of

if TYPE_CHECKING:
    from lab.trials.bars import BarMarks, Part
    from lab.trials.change import Change
    from lab.trials.tally import Tally
    from tui.widgets.lines import Ink, Piece

__all__ = ["MOST_CELLS", "axis_pieces", "bar_marks", "difference_bar", "rate_bar", "rate_pieces"]

MOST_CELLS: Final = 61
"""A longer bar shows nothing more."""
ENOUGH_RUNS: Final = 10
"""Below so many runs a rate has no colour: it would look surer than it is."""

_COUNTS: Final = 10
_SHARE: Final = 5
_INTERVAL: Final = 12
_GAP: Final = 2


def bar_marks() -> BarMarks:
    """Return the marks of bars that this terminal can show."""
    return PLAIN if glyphs() is ASCII else BOX


def rate_bar(count: Tally, *, cells: int, line: float | None = None) -> list[Piece]:
    """Return a pass rate on 0 to 100 %, exactly so many cells wide (at least 5).

    Without a marked run only the axis and the quality line are drawn. From ten runs on the
    rate has a colour: where the whole interval is above the quality line, or below it, it
    says so.
    """
    limits = count.interval
    parts = bar_parts(limits, share=count.rate, cells=cells, line=line)
    return _in_inks(parts, _ink_of(count, line))


def rate_pieces(count: Tally, *, width: int, line: float | None = None) -> list[Piece]:
    """Return one line of that width: “3 of 5”, “60%”, the bar, “23% to 88%”.

    Where it is narrow the interval in words goes first, then the percentage, then the bar.
    """
    counts = f"{count.passes} of {count.runs}"
    pieces: list[Piece] = [(f"{counts:<{_COUNTS}}", "")]
    room = width - max(_COUNTS, width_of(counts))
    if room < FEWEST_CELLS:
        return [(counts.ljust(width)[: max(0, width)], "")]
    if room >= _SHARE + _GAP + FEWEST_CELLS:
        share = _short(percent(count.rate)) if count.rate is not None and count.runs > 1 else ""
        pieces += [(f"{share:>{_SHARE}}", "bold"), (" " * _GAP, "")]
        room -= _SHARE + _GAP
    behind = _GAP + _INTERVAL
    words = ""
    if room >= 2 * FEWEST_CELLS + behind:
        words = _short(interval_words(count.interval)) if count.interval is not None else ""
        room -= behind
    cells = min(room, MOST_CELLS)
    pieces += rate_bar(count, cells=cells, line=line)
    return [*pieces, (" " * _GAP, ""), (words, "muted")] if words else pieces


def axis_pieces(cells: int, *, low: str = "0%", middle: str = "50%", high: str = "100%") -> Piece:
    """Return the words below a bar of so many cells: its ends, and its middle where it fits."""
    room = cells - width_of(low) - width_of(high)
    if room < 1:
        return (" " * cells, "faint")
    left = cells // 2 - width_of(middle) // 2 - width_of(low)
    right = room - left - width_of(middle)
    if left < 1 or right < 1:
        return (f"{low}{' ' * room}{high}", "faint")
    return (f"{low}{' ' * left}{middle}{' ' * right}{high}", "faint")


def difference_bar(change: Change, *, cells: int) -> list[Piece]:
    """Return the difference of two rates with its interval around zero; *cells* is odd.

    Coloured only where the reading is that it changed. Empty where one side has no run.
    """
    if change.difference is None or change.interval is None:
        return []
    parts = difference_parts(change.interval, difference=change.difference, cells=cells)
    ink: Ink = ""
    if change.reading == "changed":
        ink = "good" if change.difference > 0 else "bad"
    return _in_inks(parts, ink)


def _short(words: str) -> str:
    """Return a share or an interval in a column’s width: “>99%” for “over 99%”."""
    return words.replace("under ", "<").replace("over ", ">")


def _ink_of(count: Tally, line: float | None) -> Ink:
    limits = count.interval
    if limits is None or count.runs < ENOUGH_RUNS:
        return ""
    if line is not None and limits[0] >= line:
        return "good"
    if line is not None and limits[1] < line:
        return "bad"
    return "accent"


def _in_inks(parts: list[Part], ink: Ink) -> list[Piece]:
    inks: dict[Part, Ink] = {
        "axis": "faint",
        "reach": ink or "muted",
        "low": ink or "muted",
        "high": ink or "muted",
        "point": f"{ink} bold".strip(),
        "line": "warning",
        "zero": "muted",
    }
    marks = bar_marks()
    return [
        (text_of([*cells], marks), name)
        for name, cells in groupby(parts, key=lambda part: inks[part])
    ]
