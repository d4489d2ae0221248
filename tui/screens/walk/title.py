"""What is being torn down, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.walk import how_far, outline
from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.widgets.lines import LineWidget
from tui.wording import EXAMPLE_MARK

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.model import Teardown
    from tui.widgets.lines import Piece

__all__ = ["WalkTitle"]


class WalkTitle(LineWidget):
    """Product, template, and sections and minutes so far."""

    def __init__(self) -> None:
        super().__init__(id="title")
        self._lines: tuple[tuple[str, str], ...] = ()
        self._example = False

    def show(self, record: Teardown) -> None:
        """Show a teardown as it stands."""
        rows = outline(record)
        done, total = how_far(rows)
        spent = round(sum(row.seconds for row in rows) / 60)
        budget = sum(row.budget_minutes for row in rows)
        state = "finished" if record.status == "finished" else f"{done}/{total} done"
        lines = (
            (record.product.name, "bold"),
            (record.template.title or record.template.id, "muted"),
            (f"{state} {glyphs().dot} {spent}/{budget} min", "muted"),
        )
        if (lines, record.example) != (self._lines, self._example):
            self._lines, self._example = lines, record.example
            self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw a line."""
        if y < len(self._lines):
            text, ink = self._lines[y]
            if self._example and y == 0:
                yield EXAMPLE_MARK
                width -= width_of(EXAMPLE_MARK[0])
            yield fit(one_line(text), width, more=glyphs().more), ink
