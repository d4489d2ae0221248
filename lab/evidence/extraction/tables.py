"""Which tables say something by their rows and columns, and which only place things."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from lxml.html import HtmlElement

__all__ = ["is_layout"]

_LONG_CELL: Final = 500
"""Characters of a cell that no reader could take in as a part of a row."""
_MOST_CELLS: Final = 5000
_BLOCKS: Final = "table|.//pre|.//h1|.//h2|.//form|.//blockquote"


def is_layout(table: HtmlElement) -> bool:
    """Return whether a table only places things, so that its cells are read one by one."""
    if (table.get("role") or "").lower() in {"presentation", "none"}:
        return True
    if table.xpath(f"boolean(.//{_BLOCKS})"):
        return True
    rows = table.xpath("./tr|./*/tr")
    widths = [len(row.xpath("./td|./th")) for row in rows[:_MOST_CELLS]]
    if max(widths, default=0) < 2 or sum(widths) > _MOST_CELLS:  # noqa: PLR2004 - one column
        return True
    if len(rows) == 1 and not table.xpath("boolean(.//th)"):
        return True
    return any(
        len("".join(cell.itertext())) > _LONG_CELL for row in rows for cell in row.xpath("./td")
    )
