"""Help: the keys and purpose of what has the focus, of the screen, of the app."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

from textual import on
from textual.containers import Vertical
from textual.widgets import Input

from tui.bindings import bindings_of
from tui.page import Page
from tui.screens.help.parts import matching, parts_about
from tui.screens.help.text import lines_of
from tui.widgets.bottom_line import BottomLine
from tui.widgets.field import Field
from tui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.screen import Screen

    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.screens.help.parts import Part
    from tui.widgets.prose import Line

__all__ = ["HelpScreen"]


class HelpField(Field):
    """Narrows the help."""

    PURPOSE = "Type a word, a command or a key, and only what fits is left."


class HelpSheet(Sheet):
    """The page itself."""

    PURPOSE = "The keys and purpose of the place you came from; the arrows scroll."
    can_focus = False

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self, parts: Sequence[Part]) -> None:
        super().__init__(id="page")
        self._parts = parts
        self._typed = ""

    def narrow(self, typed: str) -> None:
        """Show only what fits."""
        self._typed = typed
        self.scroll_home(animate=False)
        self.redraw()

    def draw(self, width: int) -> list[Line]:
        """Return the lines of help."""
        parts = matching(self._parts, self._typed, self.app.keys)
        nothing: list[Line] = [[("Nothing fits. Esc shows everything again.", "muted")]]
        return lines_of(parts, self.app.keys, width) or nothing


class HelpScreen(Page[None]):
    """What can be done where one was."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ("help",)
    PURPOSE = "Help for the place you came from."
    BINDINGS: ClassVar[list[BindingType]] = [*bindings_of("help"), *bindings_of("list")]
    DEFAULT_CSS = """
    HelpScreen #search { height: 2; padding: 1 2 0 2; }
    HelpScreen Sheet { padding: 1 1 0 2; height: 1fr; }
    """

    def __init__(self, about: Screen[Any]) -> None:
        """Help with that screen, as it stands."""
        super().__init__()
        self.field = HelpField(placeholder="type to find a command or a key")
        self.sheet = HelpSheet(parts_about(about))

    def compose(self) -> ComposeResult:
        """Lay out the line to type in, the page and the bottom line."""
        with Vertical(id="search"):
            yield self.field
        yield self.sheet
        yield BottomLine()

    def on_mount(self) -> None:
        """Let one type at once."""
        self.set_focus(self.field)

    @on(Input.Changed)
    def _on_typed(self, event: Input.Changed) -> None:
        self.sheet.narrow(event.value)

    # The arrows scroll the page while the line keeps the focus.

    def action_down(self) -> None:
        """Scroll a line down."""
        self.sheet.action_down()

    def action_up(self) -> None:
        """Scroll a line up."""
        self.sheet.action_up()

    def action_page(self, pages: int) -> None:
        """Scroll a screenful down, or up where negative."""
        self.sheet.action_page(pages)

    def action_first(self) -> None:
        """Scroll to the top."""
        self.sheet.action_first()

    def action_last(self) -> None:
        """Scroll to the end."""
        self.sheet.action_last()

    def action_back(self) -> None:
        """Show everything again, else go back."""
        if self.field.value:
            self.field.value = ""
        else:
            self.dismiss()
