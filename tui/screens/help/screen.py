"""Help: the keys and purpose of what has the focus, of the screen, of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual.widgets import Input, TextArea

from tui.bindings import bindings_of
from tui.commands import SCOPES
from tui.page import Page
from tui.screens.help.text import Part, lines_of
from tui.widgets.bottom_line import BottomLine
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.widgets.prose import Line

__all__ = ["HelpScreen"]

APP = (
    "teardown walks you through taking an AI product apart from the outside. Everything you "
    "type is saved by itself. The mouse works everywhere; hold Shift to select with it."
)


class HelpSheet(Sheet):
    """The page itself."""

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self, parts: list[Part]) -> None:
        super().__init__(id="page")
        self._parts = parts

    def draw(self, width: int) -> list[Line]:
        """Return the lines of help."""
        return lines_of(self._parts, self.app.keys, width)


class HelpScreen(Page[None]):
    """What can be done where one was."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("help",)
    PURPOSE = "Help for the place you came from."
    BINDINGS: ClassVar[list[BindingType]] = bindings_of("help")
    DEFAULT_CSS = "HelpScreen Sheet { padding: 1 2 0 2; }"

    def __init__(self, about: Screen[Any]) -> None:
        """Help with that screen, as it stands."""
        super().__init__()
        focused = about.focused
        parts: list[Part] = []
        widget_scopes = tuple(getattr(focused, "SCOPES", ()))
        purpose = str(getattr(focused, "PURPOSE", ""))
        typing = isinstance(focused, Input | TextArea)
        if purpose or widget_scopes or typing:
            parts.append(Part("Here", purpose, widget_scopes, typing))
        scopes: tuple[Scope, ...] = tuple(getattr(about, "SCOPES", ()))
        if scopes:
            parts.append(Part(SCOPES[scopes[0]], str(getattr(about, "PURPOSE", "")), scopes))
        parts.append(Part(SCOPES["app"], APP, ("app",)))
        self.sheet = HelpSheet(parts)

    def compose(self) -> ComposeResult:
        """Lay out the page and the bottom line."""
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Put the keys on the page."""
        self.sheet.focus()

    def action_back(self) -> None:
        """Go back."""
        self.dismiss()
