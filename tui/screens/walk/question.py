"""The question that is asked, with its number and what is known about the answer."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.glyphs import glyphs
from tui.harmless import one_line, width_of
from tui.screens.walk.wording import counted
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

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the lines that the question takes."""
        del container, viewport
        return 2 + len(wrapped(self._asked.text, width))

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Draw a line."""
        if y == 0:
            return two_sided(self._title(), self._figures(width), width, more=glyphs().more)
        lines = ["", *wrapped(self._asked.text, width)]
        return [(lines[y - 1], "bold")] if y <= len(lines) else []

    def _title(self) -> list[Piece]:
        asked = self._asked
        if not asked.of:
            return []
        place = f" {glyphs().dot} {asked.number} of {asked.of}"
        return [(one_line(asked.section), "accent"), (place, "muted")]

    def _figures(self, width: int) -> list[Piece]:
        if not self._asked.of:
            return []
        room = width - sum(width_of(text) for text, _ in self._title()) - 2
        required = "required" if self._asked.required else "optional"
        words = counted(self._words, "word") if self._words else ""
        for facts in (
            (self._clock, words, required),
            (words, required),
            (required,),
            ("*",) if self._asked.required else (),
        ):
            text = f" {glyphs().dot} ".join(fact for fact in facts if fact)
            if width_of(text) <= room:
                return [(text, "muted")]
        return []
