"""The differences of two versions, each a card with a side to choose."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final, Literal

from tui.glyphs import glyphs
from tui.widgets.prose import block
from tui.widgets.sheet import CardList
from tui.widgets.two_columns import two_columns

if TYPE_CHECKING:
    from lab.conflict import Difference
    from lab.merging import Side
    from tui.widgets.prose import Line

__all__ = ["DifferenceList"]


_NOT_TAKEN: Final[dict[Side | None, Literal["", "left", "right"]]] = {
    None: "",
    "ours": "right",
    "theirs": "left",
}


class DifferenceList(CardList["Difference"]):
    """One card a difference: mine at the left, theirs at the right."""

    PURPOSE: ClassVar[str] = (
        "What both sides changed, yours at the left and theirs at the right. m and t choose "
        "a side for the one under the cursor."
    )

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.chosen: dict[str, Side] = {}
        """The side that was chosen, by the path of the difference."""
        self.names: dict[Side, str] = {"ours": "mine", "theirs": "theirs"}
        """What the versions at the left and at the right are called."""
        self._drawn: dict[tuple[Difference, int, Side | None], list[Line]] = {}

    def key_of(self, card: Difference) -> str:
        """Return where it is."""
        return card.path

    # Choosing

    def choose(self, card: Difference, side: Side) -> None:
        """Choose a side for one difference."""
        self.chosen[card.path] = side
        self.redraw()

    def go_to_next(self) -> None:
        """Go to the next difference for which nothing is chosen, from here round the end."""
        number = len(self.cards)
        for step in range(1, number + 1):
            at = (self.cursor + step) % number
            if self.cards[at].path not in self.chosen:
                self.move_to(at)
                return

    def show_choice(self, path: str) -> None:
        """Go to a difference whose choice has changed."""
        self.move_to_key(path)
        self.redraw()

    # Drawing

    def lines(self, card: Difference, width: int) -> list[Line]:
        """Draw both sides; what is not taken steps back."""
        chosen = self.chosen.get(card.path)
        known = self._drawn.get((card, width, chosen))
        if known is None:
            if len(self._drawn) > 4 * len(self.cards):
                self._drawn.clear()
            known = self._drawn[card, width, chosen] = self._draw_card(card, width, chosen)
        return known

    def _draw_card(self, card: Difference, width: int, chosen: Side | None) -> list[Line]:
        lines = block(card.where, "accent", width)
        if chosen is not None:
            first = f"{glyphs().done} takes "
            lines += block(self.names[chosen], "good", width, first=first, first_ink="good")
        return lines + two_columns(card.ours, card.theirs, width, faint=_NOT_TAKEN[chosen])
