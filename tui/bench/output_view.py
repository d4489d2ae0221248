"""One output to be read without knowing where it came from, and what stands above it."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.glyphs import glyphs
from tui.harmless import fit, one_line
from tui.widgets.prose import block
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.widgets.prose import Line

__all__ = ["MEASURE", "VERDICTS", "LineSheet", "OutputSheet", "rule_lines"]

MEASURE: Final = 96
"""Cells of a line that reads well."""

VERDICTS: Final = {
    "pass": ("pass", "good bold"),
    "fail": ("fail", "bad bold"),
    "unclear": ("cannot tell", "warning bold"),
}
"""What each verdict is called, and its ink."""

_SHOWN: Final = 4_000
"""Characters of a rule among which the lines are that fit here."""


class LineSheet(Sheet, can_focus=False):
    """Some lines above or below an output, made for the width; as high as they are."""

    DEFAULT_CSS = """
    LineSheet { height: auto; scrollbar-gutter: auto; scrollbar-size: 0 0; }
    """

    def __init__(self, *, id: str, purpose: str) -> None:  # noqa: A002 - Textual's own name
        super().__init__(id=id)
        self.purpose = purpose
        self._make: Callable[[int], list[Line]] = lambda _width: []

    def show(self, make: Callable[[int], list[Line]]) -> None:
        """Show the lines that *make* returns for a width."""
        self._make = make
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw them."""
        return self._make(min(width, MEASURE))


class OutputSheet(Sheet):
    """One output, whole, from its beginning."""

    PURPOSE: ClassVar[str] = "The output, word for word: the arrows, PgUp and PgDn scroll it."

    def __init__(self) -> None:
        super().__init__(id="output")
        self._text = ""
        self._said: Callable[[int], list[Line]] | None = None

    @property
    def text(self) -> str:
        """What is shown."""
        return self._text

    def show(self, text: str) -> None:
        """Show an output from its beginning."""
        if text != self._text or self._said is not None:
            self._begin(text, None)

    def say(self, text: str, make: Callable[[int], list[Line]]) -> None:
        """Show, in an output's place, the lines that *make* returns for a width; copied as *text*.

        It is what is said once no output is left.
        """
        self._begin(text, make)

    def _begin(self, text: str, said: Callable[[int], list[Line]] | None) -> None:
        self.scroll_to(y=0, animate=False, force=True, immediate=True)
        self._text, self._said = text, said
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw all its lines."""
        width = max(8, min(width - 1, MEASURE))
        if self._said is not None:
            return self._said(width)
        if not self._text.strip():
            return [[("There are no words in it.", "muted")]]
        return block(self._text, "", width)


def rule_lines(rule: str, width: int, *, most: int) -> list[Line]:
    """Return the pass rule on so many lines at the most."""
    if not rule.strip():
        return block("There is no pass rule. Write one on the bench.", "warning", width)
    label = "Passes if  "
    lines = block(rule.strip()[:_SHOWN], "bold", width, first=label, first_ink="accent")
    if len(lines) > most:
        more = glyphs().more
        last = lines[most - 1]
        text = one_line("".join(text for text, _ in last[1:]))
        room = width - len(label)
        lines = [*lines[: most - 1], [last[0], (fit(f"{text} {more}", room, more=more), "bold")]]
    return lines
