"""What every screen of the app has: its commands, the bottom line, and a way out."""

from __future__ import annotations

from time import monotonic
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, Final, TypeVar

from textual import on
from textual.events import Mount
from textual.screen import Screen

from tui.background import in_background
from tui.glyphs import plain_punctuation
from tui.widgets.bottom_line import BottomLine
from tui.widgets.notice import Notice

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Mapping

    from textual.geometry import Size
    from textual.timer import Timer

    from tui.app import TeardownApp
    from tui.commands import Scope
    from tui.widgets.bottom_line import Severity

__all__ = ["Page"]

ERROR_SECONDS: Final = 2.0
"""How long an error stays at least, whatever is typed."""

Result = TypeVar("Result")


class Page(Screen[Result]):
    """A screen with one :class:`BottomLine`, which the subclass composes last."""

    SCOPES: ClassVar[tuple[Scope, ...]] = ()
    """The commands that work here, for help and palette; the app's own come with them."""

    PURPOSE: ClassVar[str] = ""
    """What one does here, in a sentence or two, for help."""

    key_titles: Mapping[str, str] = MappingProxyType({})
    """What the bottom line calls a command where it does something else for the moment."""

    if TYPE_CHECKING:

        @property
        def app(self) -> TeardownApp:  # type: ignore[override]  # narrower than Textual's
            """The app."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: dict[str, Timer] = {}
        self._shown_at = 0.0
        self._patience = 0.0

    @on(Mount)
    async def _take_what_was_typed_ahead(self) -> None:
        await self.app.hands.release(self)

    def fit_to(self, size: Size) -> None:
        """Take the classes for a screen of this size, before the first layout asks for them."""
        for amount, steps in (
            (size.width, self.HORIZONTAL_BREAKPOINTS),
            (size.height, self.VERTICAL_BREAKPOINTS),
        ):
            fitting = [name for least, name in sorted(steps or []) if amount >= least]
            if fitting:
                self.add_class(fitting[-1])

    def bottom_line(self) -> BottomLine | None:
        """Return the bottom line, once it is there."""
        for widget in self.query(BottomLine):
            return widget
        return None

    def show_message(self, text: str, *, severity: Severity = "information") -> None:
        """Show a message in the bottom line, or above it where it needs more room."""
        bottom = self.bottom_line()
        if bottom is None:
            return
        self._take_notice_away()
        self._shown_at = monotonic()
        if bottom.has_room_for(text):
            bottom.show_message(text, severity=severity)
        else:
            bottom.clear_message()
            notice = Notice()
            notice.say(plain_punctuation(text), severity)
            self.mount(notice)
        self._patience = ERROR_SECONDS if severity == "error" else 0.0

    def seen(self) -> None:
        """Take a message away when a key is pressed; an error stays long enough to be read."""
        if self._shown_at and monotonic() - self._shown_at >= self._patience:
            self._shown_at = 0.0
            self._take_notice_away()
            bottom = self.bottom_line()
            if bottom is not None:
                bottom.clear_message()

    def _take_notice_away(self) -> None:
        for notice in self.query(Notice):
            notice.remove()

    def later(
        self, name: str, seconds: float, call: Callable[[], Coroutine[Any, Any, None]]
    ) -> None:
        """Await a call once, so many seconds from now; a newer wish of that name replaces it."""
        waiting = self._waiting.pop(name, None)
        if waiting is not None:
            waiting.stop()

        def begin() -> None:
            in_background(self, call, group=name, exclusive=True)

        self._waiting[name] = self.set_timer(seconds, begin)

    def again(self) -> Callable[[], Screen[Any]] | None:
        """Return what makes this screen anew, for a walk from which one comes back here.

        ``None``: such a walk leads Home, as most do.
        """
        return None

    async def on_leaving(self) -> None:
        """Bring what is typed to disk; awaited before the app ends, however it ends."""
