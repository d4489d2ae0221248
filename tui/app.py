"""The app: it owns the desk, knows the screens by name, and tells people what happened."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.app import App

from tui.bindings import bindings_of
from tui.page import Page
from tui.theme import DEFAULT_THEME, THEMES, ink_variables

if TYPE_CHECKING:
    from textual.screen import Screen

    from lab.places import Places
    from tui.desk import Desk
    from tui.widgets.bottom_line import Severity

__all__ = ["TeardownApp", "run"]


class TeardownApp(App[None]):
    """Walks a person through teardowns."""

    TITLE = "teardown"
    ENABLE_COMMAND_PALETTE = True
    COMMANDS: ClassVar = set()
    BINDINGS: ClassVar = bindings_of("app")

    def __init__(self, desk: Desk, *, start: str | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._start = start
        self.theme = self._choose_theme()

    def _choose_theme(self) -> str:
        for theme in THEMES:
            self.register_theme(theme)
        wanted = str(self.desk.workspace.settings["theme"])
        return wanted if wanted in self.available_themes else DEFAULT_THEME

    def get_theme_variable_defaults(self) -> dict[str, str]:
        """Give the inks their colours in the theme that is on."""
        return ink_variables(self.current_theme)

    # Screens

    def get_default_screen(self) -> Screen[None]:
        """Return the first screen: Home, or the teardown that was asked for."""
        return self._home() if self._start is None else self._walk(self._start)

    def _home(self) -> Screen[None]:
        from tui.screens.home.screen import HomeScreen

        return HomeScreen()

    def _walk(self, teardown_id: str) -> Screen[None]:
        from tui.screens.walk.screen import WalkScreen

        return WalkScreen(teardown_id)

    def open_walk(self, teardown_id: str) -> None:
        """Show one teardown."""
        self.push_screen(self._walk(teardown_id))

    def go_home(self) -> None:
        """Go back to the library, whatever lies above it."""
        from tui.screens.home.screen import HomeScreen

        if not isinstance(self.screen_stack[0], HomeScreen):
            self.push_screen(self._home())
            return
        while len(self.screen_stack) > 1:
            self.pop_screen()

    def action_go_home(self) -> None:
        """Go back to the library."""
        self.go_home()

    # Telling

    def tell(self, text: str, *, severity: Severity = "information") -> None:
        """Say something in the bottom line; it can be read again in the messages."""
        if isinstance(self.screen, Page):
            self.screen.show_message(text, severity=severity)


def run(places: Places, start: str | None = None) -> int:
    """Run the app on these folders, on one teardown where *start* is its id; return the status."""
    from lab.workspace import Workspace
    from tui.desk import Desk

    desk = Desk(Workspace(places))
    try:
        app = TeardownApp(desk, start=start)
        app.run()
        return app.return_code or 0
    finally:
        desk.close()
