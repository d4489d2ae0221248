"""What every screen of the app has: its commands, the bottom line, and a way out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from textual.screen import Screen

from tui.widgets.bottom_line import BottomLine

if TYPE_CHECKING:
    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.widgets.bottom_line import Severity

__all__ = ["Page"]

Result = TypeVar("Result")


class Page(Screen[Result]):
    """A screen with one :class:`BottomLine`, which the subclass composes last."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    """The commands that work here, for help and palette; the app's own come with them."""

    PURPOSE: ClassVar[str] = ""
    """What one does here, in a sentence or two, for help."""

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def bottom_line(self) -> BottomLine | None:
        """Return the bottom line, once it is there."""
        for widget in self.query(BottomLine):
            return widget
        return None

    def show_message(self, text: str, *, severity: Severity = "information") -> None:
        """Show a message in the bottom line."""
        bottom = self.bottom_line()
        if bottom is not None:
            bottom.show_message(text, severity=severity)

    async def on_leaving(self) -> None:
        """Bring what is typed to disk; awaited before the app ends, however it ends."""

    def help_of(self, focused: Any) -> str:
        """Return what the widget that has the focus is for; empty where there is nothing to say."""
        return str(getattr(focused, "PURPOSE", ""))
