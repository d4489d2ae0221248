"""The question that is asked, with its number and what is known about the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from lab.figures import counted
from tui.glyphs import glyphs
from tui.harmless import one_line, width_of
from tui.widgets.lines import LineWidget
from tui.widgets.prose import two_sided, wrapped

if TYPE_CHECKING:
    from collections.abc import Iterable

    from textual.geometry import Size

    from tui.widgets.lines import Piece

__all__ = ["AskedQuestion", "QuestionHead"]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """What the head says."""

    section: str = ""
    number: int = 0
    of: int = 0
    text: str = ""
    required: bool = False


class QuestionHead(LineWidget):
    """Section and number, the question, and at the right the words written so far."""

    def __init__(self) -> None:
        super().__init__(id="question")
        self._asked = AskedQuestion()
        self._words = 0
        self._clock = ""
        self._noticed = 0

    def show(self, asked: AskedQuestion) -> None:
        """Show another question."""
        if asked != self._asked:
            self._asked = asked
            self.refresh(layout=True)

    def show_figures(self, *, words: int, clock: str) -> None:
        """Show words and minutes."""
        if (words, clock) != (self._words, self._clock):
            self._words, self._clock = words, clock
            self.refresh()

    def show_noticed(self, number: int) -> None:
        """Show quietly in how many places the help asks something about the words."""
        if number != self._noticed:
            self._noticed = number
            self.refresh()

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the question takes."""
        del container, viewport
        return 2 + len(wrapped(self._asked.text, width))

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw a line."""
        if y == 0:
            return self._head(width)
        lines = ["", *wrapped(self._asked.text, width)]
        return [(lines[y - 1], "bold")] if y <= len(lines) else []

    def _head(self, width: int) -> Iterable[Piece]:
        """Return the first line, with as many facts as fit; a star is short for “required”."""
        asked = self._asked
        if not asked.of:
            return []
        dot = glyphs().dot
        words = counted(self._words, "word") if self._words else ""
        required = "required" if asked.required else "optional"
        star = " *" if asked.required else ""
        asks = f"? {self._noticed}" if self._noticed else ""
        place = f" {dot} {asked.number} of {asked.of}"
        for facts, mark in (
            ((asks, self._clock, words, required), ""),
            ((asks, self._clock, words), star),
            ((asks, words), star),
            ((), star),
        ):
            title: list[Piece] = [(one_line(asked.section), "accent"), (place + mark, "muted")]
            text = f" {dot} ".join(fact for fact in facts if fact)
            if sum(width_of(part) for part, _ in title) + width_of(text) + 2 <= width:
                break
        return two_sided(title, [(text, "muted")] if text else [], width, more=glyphs().more)
