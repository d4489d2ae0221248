"""The rounds of a group, the list beside what is said of one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.group.overview import RoundView
from tui.glyphs import glyphs
from tui.harmless import fit, one_line, width_of
from tui.widgets.rows import RowList

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tui.widgets.lines import Piece

__all__ = ["RoundRows", "short_state"]

_PHASES = {"sealing": "sealing", "ready": "to reveal", "revealed": "revealed"}


def short_state(view: RoundView) -> str:
    """Return how a round stands, in a word or two."""
    standing = view.standing
    if standing.phase == "sealing":
        done = sum(one.state != "missing" for one in standing.members)
        return f"{done} of {len(standing.members)} sealed"
    return _PHASES[standing.phase]


class RoundRows(RowList[RoundView]):
    """Rounds, the newest first."""

    PURPOSE = "The rounds of this group, the newest first: one product each."

    def key_of(self, row: RoundView) -> str:
        """Return the round's id."""
        return row.id

    def pieces(self, row: RoundView, width: int) -> Iterable[Piece]:
        """Draw the product, the day and how it stands."""
        state = short_state(row)
        room = width - width_of(state) - 16
        yield fit(one_line(row.product), room, more=glyphs().more), ""
        yield f"  {row.id[:10]}  ", "muted"
        yield state, "muted"
        yield "  ", ""
