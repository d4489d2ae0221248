"""All parts of the review as one list of lines, a heading above each part."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.geometry import Region

from tui.glyphs import glyphs
from tui.screens.review.cards import Card
from tui.widgets.sheet import CardList

if TYPE_CHECKING:
    from tui.widgets.prose import Line

__all__ = ["ReviewList"]


class ReviewList(CardList[Card]):
    """The cards. What a card looks like is kept, so that moving the cursor redraws nothing else."""

    PURPOSE: ClassVar[str] = (
        "What stands out, what it stands on, and what nobody may conclude. Enter goes to the "
        "place that a line is about."
    )
    GAP = 0

    def __init__(self) -> None:
        super().__init__(id="review")
        self._drawn: dict[Card, list[Line]] = {}
        self._drawn_at = (0, "")
        self._tops: list[int] = []
        """Where each card begins, its heading included."""

    def key_of(self, card: Card) -> str:
        """Return what identifies a card."""
        return card.key

    def lines(self, card: Card, width: int) -> list[Line]:
        """Return how a card is drawn."""
        if (width, self.app.theme) != self._drawn_at:
            self._drawn_at = (width, self.app.theme)
            self._drawn.clear()
        lines = self._drawn.get(card)
        if lines is None:
            lines = self._drawn[card] = card.lines(width)
        return lines

    def draw(self, width: int) -> list[Line]:
        """Draw every part under its heading."""
        signs = glyphs()
        width -= 1  # the scroll bar touches no word
        lines: list[Line] = []
        spans, tops = [], []
        part = ""
        for number, card in enumerate(self.cards):
            tops.append(len(lines))
            if card.part != part:
                part = card.part
                rule = signs.rule * max(0, width - len(part) - 5)
                lines += [[]] if lines else []
                lines.append([("  ", ""), (part, "accent bold"), (f"  {rule}", "faint")])
            top = len(lines)
            is_here = number == self.cursor and self.has_focus
            sign = f"{signs.cursor} " if is_here else "  "
            lines += [[(sign, "accent"), *line] for line in self.lines(card, width - 2)]
            spans.append((top, len(lines)))
        self._spans, self._tops = spans, tops
        return lines

    def move_by_part(self, step: int) -> None:
        """Put the cursor on the first card of the next part, or of the one before."""
        parts = list(dict.fromkeys(card.part for card in self.cards))
        if self.card is not None:
            wanted = parts[(parts.index(self.card.part) + step) % len(parts)]
            self.move_to(next(at for at, card in enumerate(self.cards) if card.part == wanted))
            top = self._tops[self.cursor]
            self.scroll_to(y=top, animate=False, force=True, immediate=True)

    def _top_of(self, number: int) -> int:
        return self._tops[number]

    def _keep_in_view(self) -> None:
        """Scroll as far as is needed to see the card under the cursor, and its heading."""
        height = self.scrollable_content_region.height
        if self.cursor < len(self._spans) and height:
            bottom = self._spans[self.cursor][1]
            top = max(self._tops[self.cursor], bottom - height)
            self.scroll_to_region(
                Region(0, top, 1, bottom - top), animate=False, force=True, immediate=True
            )
