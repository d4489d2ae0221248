"""The self-score as a field: five digits and what the chosen one means."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding
from textual.message import Message

from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.widgets.lines import LineWidget

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual import events
    from textual.binding import BindingType

    from tui.widgets.lines import Piece

__all__ = ["ScoreStrip"]

_LABEL = "Your score  "
_CELLS = 4


class ScoreStrip(LineWidget, can_focus=True):
    """Type a digit, or move with the arrows and press Enter."""

    PURPOSE: ClassVar[str] = (
        "Your own score for this section, 0 to 4. Type a digit. The line below says what it "
        "means; counter-questions open after it."
    )

    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(str(score), f"give({score})", show=False) for score in range(5)),
        Binding("minus,backspace,delete", "give(-1)", show=False),
        Binding("left,h", "move(-1)", show=False),
        Binding("right,l", "move(1)", show=False),
        Binding("enter,space", "take", show=False),
    ]

    class Given(Message):
        """A score was chosen; ``None`` takes it back."""

        def __init__(self, score: int | None) -> None:
            super().__init__()
            self.score = score

    def __init__(self) -> None:
        super().__init__(id="score")
        self._score: int | None = None
        self._at = 2
        self._anchors: Sequence[str] = ()

    def show(self, score: int | None, anchors: Sequence[str]) -> None:
        """Show a section's score and what the five scores mean."""
        self._score, self._anchors = score, anchors
        if score is not None:
            self._at = score
        self.refresh()

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw the digits, and below them what the chosen one means."""
        if y == 0:
            return self._digits()
        chosen = self._at if self.has_focus else self._score
        if chosen is None:
            return [(fit("Tab, then 0 to 4, when the section is written.", width), "faint")]
        meaning = self._anchors[chosen] if chosen < len(self._anchors) else ""
        return [(fit(one_line(meaning), width, more=glyphs().more), "muted")]

    def _digits(self) -> Iterable[Piece]:
        yield _LABEL, "accent" if self.has_focus else "muted"
        for score in range(5):
            is_set, is_here = score == self._score, self.has_focus and score == self._at
            text = f"[{score}]" if is_set else f" {score} "
            yield text, "reverse" if is_here else ("accent bold" if is_set else "muted")
            yield " ", ""
        if self._score is None:
            yield "not scored", "faint"

    def action_give(self, score: int) -> None:
        """Choose a score; a negative number takes it back."""
        self.post_message(self.Given(score if score >= 0 else None))

    def action_move(self, step: int) -> None:
        """Look at the next score."""
        self._at = max(0, min(4, self._at + step))
        self.refresh()

    def action_take(self) -> None:
        """Choose the score that is looked at."""
        self.post_message(self.Given(self._at))

    def on_focus(self) -> None:
        """Show where the choice stands."""
        self.refresh()

    def on_blur(self) -> None:
        """Show the score alone."""
        self.refresh()

    def on_click(self, event: events.Click) -> None:
        """Choose the digit under the mouse."""
        place, beyond = divmod(event.get_content_offset_capture(self).x - len(_LABEL), _CELLS)
        if 0 <= place <= 4 and beyond < _CELLS - 1 and event.y == 0:  # noqa: PLR2004 - five scores
            self.post_message(self.Given(place))
