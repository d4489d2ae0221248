"""A whole comparison as lines. Pure, and run at the desk: it may take a moment."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.screens.compare.entries import Drawn
from tui.screens.compare.points import (
    draw_agenda,
    draw_changes,
    draw_known,
    draw_predictions,
    draw_trials,
)
from tui.screens.compare.side_by_side import draw_sections
from tui.screens.compare.who_saw import draw_findings

if TYPE_CHECKING:
    from tui.screens.compare.layout import Layout

__all__ = ["draw"]


def draw(layout: Layout) -> Drawn:
    """Draw a comparison for a width and for those who are shown."""
    drawn = Drawn(layout.width)
    draw_agenda(drawn, layout)
    draw_changes(drawn, layout)
    draw_sections(drawn, layout)
    draw_findings(drawn, layout)
    draw_trials(drawn, layout)
    draw_known(drawn, layout)
    draw_predictions(drawn, layout)
    return drawn
