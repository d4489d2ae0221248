"""What is being torn down, and how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.walk import outline
from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.widgets.lines import LineWidget

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

    def show(self, record: Teardown) -> None:
        """Show a teardown as it stands."""
        rows = outline(record)
        done = sum(row.state == "done" for row in rows)
        spent = round(sum(row.seconds for row in rows) / 60)
        budget = sum(row.budget_minutes for row in rows)
        state = "finished" if record.status == "finished" else f"{done}/{len(rows)} done"
        lines = (
            (record.product.name, "bold"),
            (record.template.title or record.template.id, "muted"),
            (f"{state} {glyphs().dot} {spent}/{budget} min", "muted"),
        )
        if lines != self._lines:
            self._lines = lines
            self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw a line."""
        if y < len(self._lines):
            text, ink = self._lines[y]
            yield fit(one_line(text), width, more=glyphs().more), ink
