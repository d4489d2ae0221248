"""A widget that draws whole lines out of pieces of text, each in an ink of the theme.

One such widget takes the place of many small ones: a screen of four widgets is drawn
before a screen of forty has been mounted.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.strip import Strip
from textual.widget import Widget

from tui.harmless import harmless

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from textual.app import App

__all__ = ["Ink", "LineWidget", "Piece", "drawn", "ink_style"]

Ink = str
"""The name of an ink (see :mod:`tui.theme`) and text styles: ``"accent bold"``, or empty."""

Piece = tuple[str, Ink]
"""Text on one line, and the ink to draw it in."""

_WORDS = {
    "bold": Style(bold=True),
    "italic": Style(italic=True),
    "underline": Style(underline=True),
    "reverse": Style(reverse=True),
    "strike": Style(strike=True),
}


def ink_style(app: App[Any], ink: Ink) -> Style:
    """Return the style of an ink under the app's theme; ``on-NAME`` colours the background."""
    style = Style()
    for word in ink.split():
        known = _WORDS.get(word)
        if known is not None:
            style += known
            continue
        behind = word.startswith("on-")
        value = app.theme_variables[f"ink-{word.removeprefix('on-')}"]
        colour = Color.parse(value).rich_color
        style += Style(bgcolor=colour) if behind else Style(color=colour)
    return style


def drawn(pieces: Iterable[Piece], base: Style, ink: Callable[[Ink], Style]) -> list[Segment]:
    """Return pieces as segments. What slipped through unfiltered is made harmless here."""
    return [
        Segment(text if text.isprintable() else harmless(text).replace("\n", " "), base + ink(name))
        for text, name in pieces
        if text
    ]


class LineWidget(Widget):
    """Draws ``line(y)`` for every line that is visible, and nothing else."""

    def __init__(
        self,
        *,
        name: str | None = None,
        id: str | None = None,  # noqa: A002 - Textual's own name
        classes: str | None = None,
    ) -> None:
        super().__init__(name=name, id=id, classes=classes)
        self._inks: dict[Ink, Style] = {}
        self._inks_of = ""

    def line(self, y: int, width: int) -> Iterable[Piece]:
        """Return the pieces of one line of the content."""
        raise NotImplementedError

    def ink(self, name: Ink) -> Style:
        """Return the style of an ink."""
        theme = self.app.theme
        if self._inks_of != theme:
            self._inks.clear()
            self._inks_of = theme
        style = self._inks.get(name)
        if style is None:
            style = self._inks[name] = ink_style(self.app, name)
        return style

    def render_line(self, y: int) -> Strip:
        """Draw one line."""
        width = self.size.width
        base = self.rich_style
        return Strip(drawn(self.line(y, width), base, self.ink)).adjust_cell_length(width, base)
