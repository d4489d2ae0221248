"""The screens that one opens from the walk, each about a section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from lab.walk import is_unlocked
from tui.doors import (
    bench_screen,
    claims_screen,
    counterpoints_screen,
    evidence_screen,
    history_screen,
    review_screen,
)
from tui.screens.walk.help_source import help_for

if TYPE_CHECKING:
    from collections.abc import Callable

    from textual.screen import Screen

    from tui.app import TeardownApp
    from tui.doors import Spot
    from tui.editing.in_hand import TeardownInHand

__all__ = ["Ways"]


class Ways:
    """Opens them above the walk, with everything that was typed taken into the record before."""

    def __init__(
        self, app: TeardownApp, in_hand: TeardownInHand, *, back: Callable[[Spot | None], None]
    ) -> None:
        """*back* is called with where to go once one of them is closed."""
        self._app = app
        self._in_hand = in_hand
        self._back = back

    def to(self, place: str, section: str) -> None:
        """Show a place by its name, as the keys have it."""
        match place:
            case "claims":
                self.to_claims(section)
            case "evidence":
                self._open(evidence_screen(self._in_hand, section))
            case "bench":
                self._open(bench_screen(self._in_hand, section))
            case "counter":
                self._to_counter(section)
            case "argue":
                self._open(counterpoints_screen(self._in_hand))
            case "history":
                self._in_hand.collect()
                self._app.push_screen(history_screen(self._in_hand))
            case _:
                self._open(review_screen(self._in_hand))

    def to_claims(self, section: str = "", *, claim: str = "") -> None:
        """Show the claims, the cursor on one of them."""
        self._open(claims_screen(self._in_hand, section, claim=claim))

    def _open(self, screen: Screen[Spot | None]) -> None:
        self._in_hand.collect()
        self._app.push_screen(screen, self._back)

    def _to_counter(self, section: str) -> None:
        """Show what argues with a section; until it is open, say what is missing."""
        self._in_hand.collect()
        record = self._in_hand.record
        asked = help_for(self._in_hand, section).challenge
        has_items = any(point.section == section for point in record.counterpoints)
        if has_items or is_unlocked(record, section):
            self._open(counterpoints_screen(self._in_hand, section))
        elif asked.waiting:
            self._app.tell(asked.locked)
        else:
            at = self._in_hand.desk.workspace.opponent.gate(record, section)
            self._app.tell(f"Nothing argues with this section yet. {at.words}")
