"""What the screen of outputs calls things, and how it says what to do now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.bench.stopwatch import seconds_words
from tui.harmless import one_line
from tui.screens.trials.turn import wording_name

if TYPE_CHECKING:
    from lab.model import Trial
    from tui.screens.trials.rows import Row
    from tui.widgets.lines import Piece

__all__ = ["how_to_begin", "title_of"]


def title_of(row: Row) -> str:
    """Return what an output is called above its words."""
    trial: Trial = row.trial
    parts = [f"Output {row.number}"]
    if row.has_wordings:
        parts.append(wording_name(trial.wording))
    if trial.verdict == "error":
        parts.append("error")
    if trial.seconds is not None:
        parts.append(seconds_words(trial.seconds))
    return one_line(", ".join(parts))


def how_to_begin() -> list[list[Piece]]:
    """Return what stands in place of the list before the first output."""
    steps = (
        ("c", " copies the prompt; send it in a fresh session."),
        ("Space", " when you send it starts the stopwatch."),
        ("Paste", " its answer here, or press "),
    )
    lines: list[list[Piece]] = [[], [("Nothing recorded yet.", "bold")]]
    for number, (key, words) in enumerate(steps, start=1):
        lines.append([(f"{number}  ", "muted"), (key, "accent bold"), (words, "muted")])
    lines[-1] += [("p", "accent bold"), (".", "muted")]
    return lines
