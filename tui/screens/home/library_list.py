"""The library's rows."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from lab.model import Summary
    from tui.widgets.lines import Piece

__all__ = ["LibraryList"]


class LibraryList(RowList["Summary"]):
    """One line for each teardown."""

    def key_of(self, row: Summary) -> str:
        """Return its id."""
        return row.id

    def pieces(self, row: Summary, width: int, *, marked: bool) -> Iterable[Piece]:
        """Draw one teardown."""
        signs = glyphs()
        yield f" {signs.marked if marked else signs.unmarked} ", "accent"
        yield fit(one_line(row.product), max(10, width - 30), more=signs.more), ""
        yield fit(one_line(f"  {row.template} {row.status}"), 27, more=signs.more), "muted"
