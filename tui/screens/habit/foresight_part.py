"""How well one foresees: said against came true, tenth by tenth, and what the score is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from lab.figures import counted
from lab.habit.calibration import ENOUGH
from lab.trials.tally import Tally
from tui.bench.bars import MOST_CELLS, axis_pieces, bar_marks, rate_bar
from tui.glyphs import glyphs
from tui.screens.habit.parts import bar, fact, legend, note

if TYPE_CHECKING:
    from lab.habit.calibration import Bin, Calibration
    from tui.screens.habit.parts import Drawing
    from tui.screens.habit.reading import Practice
    from tui.widgets.lines import Piece
    from tui.widgets.prose import Line

__all__ = ["draw_foresight"]

_LABEL: Final = 11
_COUNTS: Final = 12
_TENTHS: Final = 10
_QUIET: Final = {"bad": "accent", "bad bold": "accent bold", "good": "accent",
                 "good bold": "accent bold", "bold": "accent bold", "warning": "muted"}  # fmt: skip
"""The inks of a bar, where no rate is good or bad: a product fails a quality line, nobody this."""


def draw_foresight(practice: Practice, drawing: Drawing) -> list[Line]:
    """Return the calibration and the Brier score, or what is missing for them."""
    found = practice.overview.calibration
    waiting = sum(due.kind == "prediction" for due in practice.overview.due)
    ready = f"{counted(waiting, 'prediction')} can be resolved now: Home offers them."
    if found.brier is None:
        lines: list[Line] = [
            [*bar(found.n / ENOUGH, 2 * ENOUGH), (f"  {found.n} of {ENOUGH} resolved", "bold")]
        ]
        more = counted(found.missing, "more", "more")
        lines += note(
            f"{more}, and you see here how your percentages come true. Fewer would only show luck.",
            drawing,
        )
        return [*lines, *(note(ready, drawing, ink="") if waiting else [])]
    lines = [*_plot(found, drawing), [], *_score(found, drawing)]
    return [*lines, *([[], *note(ready, drawing, ink="")] if waiting else [])]


def _plot(found: Calibration, drawing: Drawing) -> list[Line]:
    cells = max(11, min(drawing.width - _LABEL - _COUNTS, MOST_CELLS - 20))
    tenths = {round(each.low * _TENTHS): each for each in found.bins}
    lines: list[Line] = []
    for tenth in reversed(range(_TENTHS)):
        label = f"{10 * tenth:>2} to {10 * tenth + 10:>3}%"
        lines.append(
            [(f"{label:<{_LABEL}}", "muted"), *_row(tenths.get(tenth), tenth, cells=cells)]
        )
    lines.append([(" " * _LABEL, ""), axis_pieces(cells)])
    marks = bar_marks()
    interval = f"{marks.low}{marks.reach}{marks.high}"
    signs = (
        (marks.line, "muted", "what you said"),
        (marks.point, "accent bold", "what came true"),
        (interval, "accent", "where it may lie"),
    )
    lines += legend(signs, drawing.width)
    if drawing.with_meanings:
        lines.append([])
        lines += note("The nearer the dots are to the slanting line, the more your percentages "
                      "mean. Beside it: how many of how many came true.", drawing)  # fmt: skip
    return lines


def _row(one: Bin | None, tenth: int, *, cells: int) -> list[Piece]:
    if one is None:
        return rate_bar_quietly(Tally(), (tenth + 0.5) / _TENTHS, cells=cells)
    true = round(one.came_true * one.n)
    pieces = rate_bar_quietly(Tally(passes=true, failures=one.n - true), one.said, cells=cells)
    return [*pieces, (f"  {true} of {one.n}", "bold")]


def rate_bar_quietly(count: Tally, said: float, *, cells: int) -> list[Piece]:
    """Return a rate's bar with what was said as its line; nothing in it is good or bad."""
    return [(text, _QUIET.get(ink, ink)) for text, ink in rate_bar(count, cells=cells, line=said)]


def _score(found: Calibration, drawing: Drawing) -> list[Line]:
    dot = glyphs().dot
    return [
        *fact("Brier score", f"{found.brier:.3f} {dot} n {found.n}", drawing,
              means="The mean of (chance - outcome) squared. 0 is best; always saying 50% gives "
                    "0.25."),
        *fact("Reliability", f"{found.reliability:.3f}", drawing,
              means="How far your percentages are from what came true. Less is better."),
        *fact("Resolution", f"{found.resolution:.3f}", drawing,
              means="How well they tell the likely from the unlikely. More is better."),
        *fact("Uncertainty", f"{found.uncertainty:.3f}", drawing,
              means="What the world left open; it is not yours. Reliability less resolution, plus "
                    "this, is the score."),
    ]  # fmt: skip
