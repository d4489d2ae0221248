"""The outputs of one probe, grouped by what they mean."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.doors import Spot
from tui.editing.work_page import WorkPage
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.bench.changes import BenchChanges
    from tui.editing.in_hand import TeardownInHand

__all__ = ["GroupsScreen"]


class GroupsScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    PURPOSE: ClassVar[str] = "The outputs of one probe, grouped by what they mean."

    def __init__(
        self,
        in_hand: TeardownInHand,
        probe_id: str,
        *,
        changes: BenchChanges,
    ) -> None:
        super().__init__(in_hand)
        self._probe_id = probe_id
        self._changes = changes

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BottomLine()
