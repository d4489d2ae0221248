"""The same probes in two teardowns: what changed, and what is noise."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.doors import Spot
from tui.editing.work_page import WorkPage
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.editing.in_hand import TeardownInHand

__all__ = ["ProbeChangesScreen"]


class ProbeChangesScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    PURPOSE: ClassVar[str] = "The same probes in two teardowns: what changed, and what is noise."

    def __init__(
        self,
        in_hand: TeardownInHand,
        other_id: str = "",
    ) -> None:
        super().__init__(in_hand)
        self._other_id = other_id

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BottomLine()
