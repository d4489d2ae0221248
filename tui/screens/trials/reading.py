"""One output, or all the words of a probe, to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from tui.bindings import bindings_of
from tui.page import Page
from tui.widgets.bottom_line import BottomLine
from tui.widgets.prose import block
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType

    from tui.commands import Scope
    from tui.widgets.prose import Line

__all__ = ["Preview", "ReadScreen"]

_MEASURE: Final = 96
_PREVIEWED: Final = 6_000
"""Characters of an output that are shown beside the list; Enter shows the rest."""


class Preview(Sheet, can_focus=False):
    """How the output under the cursor begins, where there is room for it."""

    PURPOSE: ClassVar[str] = "The output under the cursor."

    def __init__(self) -> None:
        super().__init__(id="trials-preview")
        self._of: tuple[str, str] = ("", "")

    def show(self, title: str, text: str) -> None:
        """Show an output."""
        if (title, text) != self._of:
            self._of = (title, text)
            self.scroll_to(y=0, animate=False, force=True, immediate=True)
            self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Draw its beginning."""
        title, text = self._of
        if not title or not self.display:
            return []
        width = max(8, min(width - 1, _MEASURE))
        lines = [*block(title, "accent bold", width), [], *block(text[:_PREVIEWED], "", width)]
        if len(text) > _PREVIEWED:
            lines += [[], [("Enter reads the rest.", "muted")]]
        return lines


class Text(Sheet):
    """A text and what it is."""

    PURPOSE = "A text to be read: the arrows, PgUp and PgDn scroll it."

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        super().__init__(id="text")
        self._parts = parts

    def draw(self, width: int) -> list[Line]:
        """Draw each part below its title."""
        width = max(8, min(width - 1, _MEASURE))
        lines: list[Line] = []
        for title, text in self._parts:
            lines += [[]] if lines else []
            lines += [*block(title, "accent bold", width), [], *block(text, "", width)]
        return lines


class ReadScreen(Page[None]):
    """Texts to be read whole, each below its title."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("reading",)
    PURPOSE = "A text to be read. Nothing is changed here."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("reading")
    DEFAULT_CSS = "ReadScreen Sheet { padding: 1 3 0 3; }"

    def __init__(self, parts: Sequence[tuple[str, str]]) -> None:
        """Show *parts*: title and text."""
        super().__init__()
        self._parts = parts

    def compose(self) -> ComposeResult:
        """Lay out the text and the bottom line."""
        yield Text(self._parts)
        yield BottomLine()

    def on_mount(self) -> None:
        """Begin to read."""
        self.query_one(Text).focus()

    def action_copy(self) -> None:
        """Copy the text as it stands."""
        self.app.copy("\n\n".join(text for _, text in self._parts))

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
