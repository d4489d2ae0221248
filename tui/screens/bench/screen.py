"""The probes of a teardown: what is asked, what counts as a pass, how it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from tui.doors import Spot
from tui.editing.work_page import WorkPage
from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from tui.editing.in_hand import TeardownInHand

__all__ = ["BenchScreen"]


class BenchScreen(WorkPage[Spot | None]):
    """Ends with the question to go to, ``None`` to go back."""

    PURPOSE: ClassVar[str] = (
        "The probes of a teardown: what is asked, what counts as a pass, how it stands."
    )

    def __init__(
        self,
        in_hand: TeardownInHand | None = None,
        *,
        teardown_id: str = "",
        section: str = "",
        probe: str = "",
    ) -> None:
        super().__init__(in_hand)
        self._teardown_id = teardown_id
        self._section = section
        self._probe = probe

    def compose(self) -> ComposeResult:
        """Lay it out."""
        yield BottomLine()
