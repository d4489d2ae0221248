"""What may be said about a probe, or about all of them, in figures."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.doors import Spot
from tui.editing.work_page import WorkPage
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.editing.in_hand import TeardownInHand

__all__ = ["FiguresScreen"]


class FiguresScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    PURPOSE: ClassVar[str] = "What may be said about a probe, or about all of them, in figures."

    def __init__(
        self,
        in_hand: TeardownInHand,
        probe_id: str = "",
    ) -> None:
        super().__init__(in_hand)
        self._probe_id = probe_id

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BottomLine()
